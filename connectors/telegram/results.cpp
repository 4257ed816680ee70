// What Telegram's answer to a call that is no send means.
#include <utility>

#include "connectors/telegram/answer.hpp"
#include "connectors/telegram/results.hpp"

namespace nudged::telegram {

namespace {

Trouble trouble_of(const Answer& answer, const HttpResponse& response) {
    using Kind = Trouble::Kind;
    if (response.status == 0) return {Kind::back_off, {}, response.error};
    const std::string reason = reason_of(answer);
    if (answer.code == 429) return {Kind::wait, retry_after(answer, response), reason};
    if (!answer.readable) return {Kind::back_off, {}, reason};
    switch (answer.code) {
        case 401:
        case 404:
        case 421:
            return {Kind::refused, {}, reason};
        case 409:
            return {says(answer, {"webhook"}) ? Kind::webhook_active : Kind::other_poller, {}, reason};
        default:
            return {Kind::back_off, {}, reason};
    }
}

}  // namespace

std::variant<ParsedJson, Trouble> result_of(const HttpResponse& response) {
    Answer answer = read_answer(response);
    if (answer.readable && answer.ok) return std::move(answer.result);
    return trouble_of(answer, response);
}

Trouble unexpected(const char* what) {
    return {Trouble::Kind::back_off, {}, std::string("Telegram's answer is not ") + what};
}

std::variant<Identity, Trouble> read_identity(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson& user = std::get<ParsedJson>(result);
    const auto id = integer_at(user, "id");
    if (!id) return unexpected("a bot");
    return Identity{*id, string_at(user, "username")};
}

std::variant<WebhookInfo, Trouble> read_webhook_info(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson& info = std::get<ParsedJson>(result);
    if (!member(info, "url").is_string()) return unexpected("about a webhook");
    return WebhookInfo{string_at(info, "url"), integer_at(info, "pending_update_count").value_or(0),
                       string_at(info, "last_error_message")};
}

std::optional<Trouble> read_done(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    return std::nullopt;
}

}  // namespace nudged::telegram
