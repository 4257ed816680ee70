// What Telegram's answer to a send means, as one of the closed set.
#include "connectors/telegram/answer.hpp"
#include "connectors/telegram/rendering.hpp"
#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {

namespace {

Outcome refusal(const Outgoing& outgoing, const Answer& answer) {
    const std::string reason = reason_of(answer);
    if (says(answer, {"message is not modified", "query is too old", "query id is invalid"})) return Sent{};
    if (const auto moved = integer_at(answer.parameters, "migrate_to_chat_id")) {
        return Resend{.reason = reason, .new_chat = std::to_string(*moved)};
    }
    if (outgoing.kind == SendKind::edit &&
        says(answer, {"message to edit not found", "message can't be edited", "message_id_invalid"})) {
        return Resend{.reason = reason, .new_chat = {}, .as_new_message = true};
    }
    const bool markup =
        says(answer, {"can't parse", "unsupported parse_mode", "button_", "keyboard button", "reply markup"});
    if (markup && !outgoing.plain) return Resend{.reason = reason, .plain = true, .new_chat = {}};
    const bool gone = answer.code == 403 || says(answer, {"chat not found", "user is deactivated", "peer_id_invalid"});
    if (!gone && is_photo(outgoing)) return Resend{.reason = reason, .new_chat = {}, .in_words = true};
    return Refused{reason, gone};
}

// An answer that is not the Bot API's: a proxy's page, an empty or a torn body.
Outcome foreign(const Outgoing& outgoing, const Answer& answer) {
    const std::string reason = reason_of(answer);
    if (answer.code == 413 && is_photo(outgoing)) return Resend{.reason = reason, .new_chat = {}, .in_words = true};
    if (answer.code == 413) return Refused{reason};
    if (answer.code >= 300 && answer.code < 500) return NotSent{reason};  // it never got to Telegram
    return MaybeSent{reason};
}

}  // namespace

Outcome TelegramConnector::outcome(const Outgoing& outgoing, const HttpResponse& response) const {
    if (response.status == 0) {
        if (response.surely_not_sent) return NotSent{response.error};
        return MaybeSent{response.error};
    }
    const Answer answer = read_answer(response);
    if (answer.code == 429) return Wait{retry_after(answer, response)};
    if (!answer.readable) return foreign(outgoing, answer);
    if (answer.ok) {
        const auto reference = integer_at(answer.result, "message_id");
        return Sent{outgoing.kind == SendKind::message && reference ? std::to_string(*reference) : std::string()};
    }
    // Where that is not for the photo's sake, the words are told the same.
    if (answer.code == 404 && is_photo(outgoing)) return refusal(outgoing, answer);
    switch (answer.code) {
        case 401:
        case 404:
        case 421:
            return Held{reason_of(answer)};
        case 409:
            return NotSent{reason_of(answer)};
        default:
            break;
    }
    if (answer.code >= 500) return MaybeSent{reason_of(answer)};
    return refusal(outgoing, answer);
}

}  // namespace nudged::telegram
