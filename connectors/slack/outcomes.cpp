// What Slack's answer to a send means, as one of the closed set.
#include <algorithm>
#include <initializer_list>

#include "connectors/slack/answer.hpp"
#include "connectors/slack/file.hpp"
#include "connectors/slack/slack_wire.hpp"

namespace nudged::slack {

namespace {

bool is_one_of(const std::string& error, std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), error) != codes.end();
}

bool recipient_gone(const std::string& error) {
    return error.starts_with("restricted_action") ||
           is_one_of(error, {"channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_disabled",
                             "user_not_visible", "user_not_in_channel", "cannot_dm_bot", "messages_tab_disabled",
                             "team_not_found", "posting_to_channel_denied"});
}

// The id is refused that goes with a message, and the message would be taken.
bool name_refused(const Answer& answer) {
    return answer.error.starts_with("invalid_metadata") || answer.error.starts_with("metadata_") ||
           (answer.error == "invalid_arguments" && answer.detail.find("metadata") != std::string::npos);
}

// The form is refused, and the words alone would be taken.
bool form_refused(const std::string& error) {
    return is_one_of(error, {"invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_attachments",
                             "msg_blocks_too_long", "no_text", "markdown_text_conflict", "too_many_attachments"});
}

// It would be refused again however often it is said.
bool hopeless(const std::string& error) {
    return form_refused(error) || error.starts_with("invalid_metadata") || error.starts_with("metadata_") ||
           is_one_of(error, {"msg_too_long", "invalid_json", "json_not_object", "invalid_form_data", "invalid_charset",
                             "invalid_post_type", "missing_post_type", "invalid_arg_name", "invalid_array_arg",
                             "message_not_found", "cant_update_message", "edit_window_closed", "is_inactive",
                             "block_mismatch", "cannot_reply_to_message"});
}

// The message to change is gone, or can be changed no more, or not into this.
bool edit_lost(const std::string& error) {
    return is_one_of(error, {"message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch",
                             "msg_too_long", "msg_blocks_too_long"});
}

Outcome refusal(const Outgoing& outgoing, const Answer& answer) {
    const std::string reason = reason_of(answer);
    if (outgoing.kind == SendKind::ack) return Refused{reason, recipient_gone(answer.error)};  // late, it says nothing
    // It says of these two that a part may have been done.
    if (is_one_of(answer.error, {"fatal_error", "internal_error"})) return MaybeSent{reason};
    if (refuses_account(answer.error)) return Held{reason};
    if (outgoing.kind == SendKind::edit && edit_lost(answer.error)) {
        return Resend{.reason = reason, .new_chat = {}, .as_new_message = true};
    }
    if (recipient_gone(answer.error)) return Refused{reason, true};
    if (!outgoing.delivery.empty() && name_refused(answer))
        return Resend{.reason = reason, .new_chat = {}, .unnamed = true};
    if (!outgoing.plain && form_refused(answer.error)) return Resend{.reason = reason, .plain = true, .new_chat = {}};
    if (hopeless(answer.error)) return Refused{reason};
    return NotSent{reason};  // unavailable, sending too much, or a code that is newer than this program
}

// An answer that is not the Web API's: a proxy's page, an empty or a torn body.
Outcome foreign(const Answer& answer) {
    const std::string reason = reason_of(answer);
    if (answer.status == 413) return Refused{reason};
    if (answer.status >= 300 && answer.status < 500) return NotSent{reason};  // it never got to Slack
    return MaybeSent{reason};
}

}  // namespace

Outcome SlackConnector::outcome(const Outgoing& outgoing, const HttpResponse& response) const {
    if (is_file(outgoing)) return file_outcome(outgoing, response);
    if (response.status == 0) {
        if (response.surely_not_sent) return NotSent{response.error};
        return MaybeSent{response.error};
    }
    const Answer answer = read_answer(response);
    if (is_too_fast(answer)) return Wait{retry_after(response)};
    if (!answer.readable) return foreign(answer);
    if (answer.ok) {
        const std::string channel = wire::string_at(answer.body, "channel");
        const std::string ts = wire::string_at(answer.body, "ts");
        const bool named = outgoing.kind == SendKind::message && !channel.empty() && !ts.empty();
        return Sent{named ? channel + ":" + ts : std::string()};
    }
    if (answer.status >= 500) return MaybeSent{reason_of(answer)};
    return refusal(outgoing, answer);
}

}  // namespace nudged::slack
