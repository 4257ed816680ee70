#include "connectors/slack/slack_wire.hpp"

#include "connectors/slack/answer.hpp"
#include "connectors/slack/blocks.hpp"
#include "connectors/slack/file.hpp"
#include "connectors/slack/mrkdwn.hpp"

namespace nudged::slack {

namespace {

// Of this place alone: to be shown to nobody else, and gone when they look again.
Json notice(const Outgoing& outgoing) {
    return {{"channel", outgoing.reference}, {"user", outgoing.chat}, {"text", escaped(outgoing.message.notification)}};
}

void add_words(Json& body, const Outgoing& outgoing) {
    const Message message = in_words(outgoing.message);
    Json blocks = outgoing.plain ? Json::array() : render_blocks(message.blocks, outgoing.delivery);
    if (outgoing.plain || blocks.empty()) {
        body["text"] = render_plain(message);
        body["mrkdwn"] = false;
        return;
    }
    body["text"] = render_notification(message);
    body["blocks"] = std::move(blocks);
}

}  // namespace

HttpRequest SlackConnector::request(const Outgoing& outgoing) const {
    if (outgoing.kind == SendKind::ack) return call(api_, "chat.postEphemeral", notice(outgoing));
    if (is_file(outgoing)) return file_request(api_, outgoing);
    Json body;
    add_words(body, outgoing);
    if (outgoing.kind == SendKind::edit) {
        const auto colon = outgoing.reference.find(':');
        body["channel"] = outgoing.reference.substr(0, colon);
        body["ts"] = colon == std::string::npos ? std::string() : outgoing.reference.substr(colon + 1);
        // Of words alone nothing says that the buttons go.
        if (!body.contains("blocks")) body["blocks"] = Json::array();
        HttpRequest request = call(api_, "chat.update", body);
        request.repeatable = true;
        return request;
    }
    body["channel"] = outgoing.chat;
    body["unfurl_links"] = false;
    body["unfurl_media"] = false;
    if (!outgoing.delivery.empty()) {
        body["metadata"] = {{"event_type", metadata_type}, {"event_payload", {{metadata_key, outgoing.delivery}}}};
    }
    return call(api_, "chat.postMessage", body);
}

std::optional<std::string> SlackConnector::onward(const Outgoing& outgoing, const HttpResponse& response) const {
    return is_file(outgoing) ? file_onward(outgoing, response) : std::nullopt;
}

}  // namespace nudged::slack
