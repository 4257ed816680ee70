#include "daemon/conversation/undelivered.hpp"

#include "connectors/message_json.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

constexpr auto good_for = std::chrono::hours{4};  // as a nudge is

// The newest is the best. Only what comes after the one that failed, so that it ends when they all fail.
Channel next_channel(const Owner& owner, const OutboxRow& failed, const TakesMessages& takes_messages) {
    bool comes_after = false;
    for (auto pairing = owner.pairings.rbegin(); pairing != owner.pairings.rend(); ++pairing) {
        const Channel channel{pairing->connector, pairing->account, pairing->chat};
        if (comes_after && channel.connector != webchat && takes_messages(*pairing)) return channel;
        comes_after = comes_after || channel == Channel{failed.connector, failed.account, failed.chat};
    }
    return webchat_of(owner.id);
}

// A nudge for which it has become too late was refused since it was due.
Instant refused_since(const Owner& owner, const Zone& zone, const OutboxRow& row, const Moment& moment) {
    const bool too_late = row.cut_off && moment.now >= *row.cut_off;
    if (!too_late || row.kind != OutboxKind::nudge || !row.list_date) return moment.now;
    return followup::after_quiet(owner, zone, followup::nudge_time(owner, zone, *row.list_date).due);
}

}  // namespace

std::string marked_as_repeat(const std::string& body) {
    auto message = message_from_json(body);
    if (!message) return body;
    const Block mark{{{messages::possible_repeat(), Style::plain}}, {}};
    for (const auto& block : message->blocks)
        if (block == mark) return body;
    message->blocks.push_back(mark);
    return to_json(*message);
}

void deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment,
                       const TakesMessages& takes_messages) {
    const auto owner = tables.owners.find(row.owner);
    const auto message = message_from_json(row.body);
    if (!owner || !message || row.connector == webchat) return;
    const auto zone = followup::zone_of(*owner);
    const bool disturbs = followup::is_quiet(*owner, zone, moment.now);
    const auto other = disturbs ? webchat_of(owner->id) : next_channel(*owner, row, takes_messages);
    const auto since = zone.local(refused_since(*owner, zone, row, moment)).time;
    post(tables, owner->id, other, messages::plain(messages::comes_here_instead(row.connector, since, reason)), {},
         moment);
    Posting posting;
    posting.kind = OutboxKind::reminder;  // the nudge of that day has its row already
    posting.list = row.list_date;
    posting.cut_off = moment.now + good_for;
    posting.item = row.target.empty() || names_numbers(row.target) ? 0 : std::stoi(row.target);
    post(tables, owner->id, other, *message, posting, moment);
}

}  // namespace nudged::conversation
