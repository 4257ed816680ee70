#include "connectors/slack/answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "connectors/wire/utf16.hpp"

namespace nudged::slack {

namespace {

constexpr std::size_t reason_limit = 200;
constexpr std::chrono::seconds wait_unsaid{30};
constexpr std::chrono::seconds wait_at_most{24 * 3'600};

HttpRequest to_method(const Api& api, const char* method, const char* type, std::string body) {
    HttpRequest request;
    std::string_view base = api.url;
    while (base.ends_with('/')) base.remove_suffix(1);
    request.url = std::string(base) + "/" + method;
    request.headers = {{"Content-Type", type}};
    if (!api.token.empty()) request.headers.emplace_back("Authorization", "Bearer " + api.token);
    request.body = std::move(body);
    return request;
}

}  // namespace

Answer read_answer(const HttpResponse& response) {
    Answer answer;
    answer.status = response.status;
    auto json = wire::parse_json(response.body);
    if (!json || !wire::member(*json, "ok").is_boolean()) return answer;
    answer.readable = true;
    answer.ok = wire::true_at(*json, "ok");
    answer.error = wire::string_at(*json, "error");
    const auto messages = wire::elements(wire::member(wire::member(*json, "response_metadata"), "messages"));
    if (!messages.empty()) answer.detail = wire::text_of(messages[0]);
    if (const std::string scope = wire::string_at(*json, "needed"); !scope.empty())
        answer.detail = "it needs " + scope + ": give the app this scope, and install it again";
    answer.body = std::move(*json);
    return answer;
}

std::string reason_of(const Answer& answer) {
    if (!answer.readable) return "HTTP " + std::to_string(answer.status) + " with an answer that is not Slack's";
    const std::string code = answer.error.empty() ? "an error without a name" : answer.error;
    const std::string whole = answer.detail.empty() ? code : code + ": " + answer.detail;
    return std::string(wire::first_units(whole, reason_limit));
}

bool is_too_fast(const Answer& answer) {
    return answer.status == 429 || answer.error == "ratelimited" || answer.error == "rate_limited";
}

std::chrono::milliseconds retry_after(const HttpResponse& response) {
    std::int64_t seconds = wait_unsaid.count();
    for (const auto& [name, value] : response.headers) {
        if (name != "retry-after") continue;
        std::int64_t said = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), said);
        if (error == std::errc() && end != value.data()) seconds = said;
    }
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 1, wait_at_most.count()));
}

bool refuses_account(const std::string& error) {
    constexpr std::array<std::string_view, 26> codes{
        "invalid_auth",          "not_authed",     "account_inactive",       "token_revoked",
        "token_expired",         "team_disabled",  "user_removed_from_team", "two_factor_setup_required",
        "app_access_restricted", "access_denied",  "accesslimited",          "no_permission",
        "missing_scope",         "is_bot",         "not_allowed_token_type", "enterprise_is_restricted",
        "ekm_access_denied",     "forbidden_team", "team_added_to_org",      "org_login_required",
        "insecure_request",      "unknown_method", "method_deprecated",      "deprecated_endpoint",
        "as_user_not_supported", "invalid_app_id",
    };
    return std::find(codes.begin(), codes.end(), error) != codes.end();
}

HttpRequest call(const Api& api, const char* method, const Json& arguments) {
    return to_method(api, method, "application/json; charset=utf-8", wire::dump(arguments));
}

HttpRequest ask(const Api& api, const char* method, const Form& arguments) {
    HttpRequest request = to_method(api, method, "application/x-www-form-urlencoded", write_form(arguments));
    request.repeatable = true;
    return request;
}

}  // namespace nudged::slack
