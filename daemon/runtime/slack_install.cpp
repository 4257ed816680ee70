#include "daemon/runtime/slack_install.hpp"

#include <openssl/crypto.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>

#include "daemon/conversation/pairing.hpp"
#include "daemon/messages/installing.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;

namespace {

constexpr const char* begins_at = "/slack/install";
constexpr const char* comes_back_at = "/slack/oauth/callback";
constexpr std::string_view cookie_name = "nudged_slack_install";
constexpr std::size_t state_bytes = 20;
constexpr std::chrono::minutes state_lives = 10min;
constexpr std::size_t most_begun = 1'000;
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
      installed_(std::move(installed)) {}

void SlackInstall::add_routes(web::WebServer& server) {
    server.get(begins_at, [this](const web::Request&) { return begin(); });
    server.get(comes_back_at, [this](const web::Request& request) { return come_back(request); });
}

void SlackInstall::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (auto* caller : calling_) caller->stop();
}

web::Response SlackInstall::begin() {
    const auto state = conversation::random_text(state_bytes);
    {
        const std::lock_guard lock(mutex_);
        if (begun_.size() >= most_begun) begun_.pop_front();
        begun_.push_back({conversation::hash_of(state), Steady::now() + state_lives});
    }
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

// Whether this browser began here, within the time, and has not come back before. What is kept is a hash, so that
// looking for it tells nothing about it.
bool SlackInstall::redeem(const web::Request& request) {
    const auto state = web::form_value(request.query, "state").value_or("");
    const auto cookie = request.cookie(cookie_name).value_or("");
    if (state.empty() || !same(state, cookie)) return false;
    const auto hash = conversation::hash_of(state);
    const std::lock_guard lock(mutex_);
    while (!begun_.empty() && begun_.front().until < Steady::now()) begun_.pop_front();
    return std::erase_if(begun_, [&](const Begun& one) { return same(one.state, hash); }) > 0;
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
