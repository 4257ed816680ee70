#include "daemon/runtime/slack_install.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <spdlog/spdlog.h>

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>

#include "daemon/conversation/pairing.hpp"
#include "daemon/messages/installing.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;

namespace {

constexpr const char* begins_at = "/slack/install";
constexpr const char* comes_back_at = "/slack/oauth/callback";
constexpr std::string_view cookie_name = "nudged_slack_install";
constexpr std::size_t state_bytes = 20;
constexpr std::size_t key_bytes = 32;
constexpr std::chrono::minutes state_lives = 10min;
constexpr std::size_t most_used = 1'000;
constexpr std::size_t most_calling = 4;
constexpr std::chrono::milliseconds call_lasts = 10s;

web::Response page(int status, const std::string& sentence) {
    web::Response response;
    response.status = status;
    response.body = sentence + "\n";
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");  // the address holds the code
    return response;
}

std::int64_t seconds_by_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

bool same(const std::string& one, const std::string& other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

SlackInstall::SlackInstall(std::string api_url, slack::Client client, Url public_url, SlackWorkspaces& workspaces,
                           std::function<void()> installed)
    : api_url_(std::move(api_url)),
      client_(std::move(client)),
      public_url_(std::move(public_url)),
      workspaces_(workspaces),
      installed_(std::move(installed)),
      key_(conversation::random_text(key_bytes)) {}

void SlackInstall::add_routes(web::WebServer& server) {
    server.get(begins_at, [this](const web::Request&) { return begin(); });
    server.get(comes_back_at, [this](const web::Request& request) { return come_back(request); });
}

void SlackInstall::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (auto* caller : calling_) caller->stop();
}

std::string SlackInstall::sign(const std::string& text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length) == nullptr)
        throw std::runtime_error("SHA-256 is not available");
    constexpr std::string_view hex = "0123456789abcdef";
    std::string signature;
    for (unsigned i = 0; i < length; ++i) (signature += hex[digest[i] >> 4U]) += hex[digest[i] & 15U];
    return signature;
}

// "UNTIL.RANDOM.SIGNATURE": nothing is remembered of whoever begins, so that nobody can crowd others out by beginning.
web::Response SlackInstall::begin() {
    const auto until = seconds_by_now() + std::chrono::seconds(state_lives).count();
    const auto unsigned_state = std::to_string(until) + "." + conversation::random_text(state_bytes);
    const auto state = unsigned_state + "." + sign(unsigned_state);
    auto response = page(302, {});
    response.headers.emplace_back("Location", slack::install_url(client_.id, public_url_.text + comes_back_at, state));
    response.headers.emplace_back("Set-Cookie", std::string(cookie_name) + "=" + state +
                                                    "; Path=/slack; Max-Age=600; HttpOnly; SameSite=Lax" +
                                                    (public_url_.https ? "; Secure" : ""));
    return response;
}

web::Response SlackInstall::come_back(const web::Request& request) {
    if (!redeem(request)) return page(400, messages::begin_installing_again(public_url_.text + begins_at));
    if (web::form_value(request.query, "error").value_or("") == "access_denied")
        return page(200, messages::not_allowed());
    const auto code = web::form_value(request.query, "code").value_or("");
    const auto error = web::form_value(request.query, "error").value_or("no code");
    if (code.empty()) return page(400, messages::installing_failed(error, public_url_.text + begins_at));
    return exchange(code);
}

// Whether this browser began here, within the time, and has not come back before. When too many come back, the eldest
// could do so again: Slack's code, which is good once, still could not.
bool SlackInstall::redeem(const web::Request& request) {
    const auto state = web::form_value(request.query, "state").value_or("");
    const auto cookie = request.cookie(cookie_name).value_or("");
    const auto end = state.rfind('.');
    if (end == state.npos || !same(state, cookie)) return false;
    const auto unsigned_state = state.substr(0, end);
    if (!same(state.substr(end + 1), sign(unsigned_state))) return false;
    std::int64_t until = 0;
    std::from_chars(unsigned_state.data(), unsigned_state.data() + unsigned_state.size(), until);
    const auto now = seconds_by_now();
    if (until < now) return false;
    const std::lock_guard lock(mutex_);
    while (!used_.empty() && (used_.begin()->first < now || used_.size() >= most_used)) used_.erase(used_.begin());
    return used_.emplace(until, unsigned_state).second;
}

std::optional<HttpResponse> SlackInstall::call(HttpRequest request) {
    Caller caller;
    {
        const std::lock_guard lock(mutex_);
        if (stopped_ || calling_.size() >= most_calling) return std::nullopt;
        calling_.insert(&caller);
    }
    const auto forget = [this](Caller* one) {
        const std::lock_guard lock(mutex_);
        calling_.erase(one);
    };
    const std::unique_ptr<Caller, decltype(forget)> until_the_end(&caller, forget);
    request.timeout = call_lasts;
    return caller.call(std::move(request));
}

web::Response SlackInstall::exchange(const std::string& code) {
    const auto response = call(slack::exchange_code(api_url_, client_, code, public_url_.text + comes_back_at));
    if (!response) return page(503, messages::installing_is_busy());
    const auto got = slack::read_installation(*response);
    if (const auto* trouble = std::get_if<slack::Trouble>(&got)) {
        spdlog::warn("Slack: an installation failed: {}", trouble->reason);
        return page(502, messages::installing_failed(trouble->reason, public_url_.text + begins_at));
    }
    return take(std::get<slack::Installation>(got));
}

web::Response SlackInstall::take(const slack::Installation& made) {
    if (made.whole_organisation) return page(400, messages::not_for_organisations(public_url_.text + begins_at));
    try {
        if (!workspaces_.install({made.account, made.account_name, {}, Secret(made.token), false}))
            return page(200, messages::installed_already(made.account_name));
    } catch (const std::exception& error) {
        spdlog::error("Slack: the token of {} is lost: {}", made.account_name, error.what());
        return page(500, messages::installation_not_kept(public_url_.text + begins_at));
    }
    spdlog::info("Slack: nudged was installed in {}", made.account_name);
    installed_();
    return page(200, messages::installed_in(made.account_name));
}

}  // namespace nudged::runtime
