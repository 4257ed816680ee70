#include "daemon/conversation/undelivered.hpp"

#include "connectors/message_json.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
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
    message = in_words(std::move(*message));  // it may have been the picture that could not be carried
    const Block mark{{{messages::possible_repeat(), Style::plain}}, {}};
    for (const auto& block : message->blocks)
        if (block == mark) return body;
    message->blocks.push_back(mark);
    return to_json(*message);
}

std::string with_mark_of(const std::string& shown, const std::string& body) {
    return marked_as_repeat(shown) == shown ? marked_as_repeat(body) : body;
}

bool deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment,
                       const TakesMessages& takes_messages, LastResort last_resort) {
    const auto owner = tables.owners.find(row.owner);
    if (!owner || !message_from_json(row.body) || row.connector == webchat) return false;
    const messages::Speaking speaking(owner->language);
    const auto zone = followup::zone_of(*owner);
    const bool disturbs = followup::is_quiet(*owner, zone, moment.now);
    const auto other = disturbs ? webchat_of(owner->id) : next_channel(*owner, row, takes_messages);
    if (other.connector == webchat && last_resort == LastResort::none) return false;
    const auto since = zone.local(refused_since(*owner, zone, row, moment)).time;
    post(tables, owner->id, other, messages::plain(messages::comes_here_instead(row.connector, since, reason)), {},
         moment);
    auto whole = tables.outbox.rest_of(row);
    for (const auto& rest : whole)
        tables.outbox.drop(rest.id, rest.attempts, "it went elsewhere with the message it belongs to");
    whole.insert(whole.begin(), row);
    for (const auto& part : whole) {
        const auto body = with_mark_of(part.body, tables.outbox.waiting_change_of(part).value_or(part.body));
        // The nudge of that day has its row already.
        const Posting posting{OutboxKind::reminder, part.list_date, moment.now + good_for, part.target};
        post(tables, owner->id, other, message_from_json(body).value_or(Message{}), posting, moment);
    }
    if (other.connector == webchat) {  // there it has arrived
        auto state = tables.owners.nudge_state(owner->id);
        state.last_sent = moment.now;
        state.last_outcome = "in the web chat instead";
        tables.owners.put_nudge_state(owner->id, state);
    }
    return true;
}

}  // namespace nudged::conversation
