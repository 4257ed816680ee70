#include "daemon/conversation/undelivered.hpp"

#include "connectors/message_json.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

std::string marked_as_repeat(const std::string& body) {
    auto message = message_from_json(body);
    if (!message) return body;
    const Block mark{{{messages::possible_repeat(), Style::plain}}, {}};
    for (const auto& block : message->blocks)
        if (block == mark) return body;
    message->blocks.push_back(mark);
    return to_json(*message);
}

void deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment) {
    const auto owner = tables.owners.find(row.owner);
    const auto message = message_from_json(row.body);
    if (!owner || !message || row.connector == webchat) return;
    const auto since = followup::zone_of(*owner).local(moment.now);
    const auto here = webchat_of(owner->id);
    post(tables, owner->id, here, messages::plain(messages::comes_here_instead(row.connector, since.time, reason)), {}, moment);
    Posting posting;
    posting.kind = OutboxKind::reminder;  // the nudge of that day has its row already
    posting.list = row.list_date;
    posting.item = row.target.empty() ? 0 : std::stoi(row.target);
    post(tables, owner->id, here, *message, posting, moment);
}

}  // namespace nudged::conversation
