// Whether a row that is due is still wanted, and what becomes of it then.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "daemon/conversation/post.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/runtime/delivery.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::LastResort;
using conversation::Moment;

constexpr std::string_view not_yet = "not yet the time";

std::string unconfirmed(const OutboxRow& row) { return "unconfirmed: it may have arrived (" + why_in_doubt(row) + ")"; }

}  // namespace

// A row that cannot even be put into a request would be tried for ever, and nothing behind it sent.
bool Dispatcher::carefully(Tables& tables, const OutboxRow& row, const std::function<void()>& work) {
    try {
        tables.savepoint(work);
        return true;
    } catch (const StoreError&) {
        throw;
    } catch (const std::exception& error) {
        spdlog::error("message {} cannot be sent: {}", row.id, error.what());
        tables.outbox.drop(row.id, row.attempts, std::string("cannot be sent: ") + error.what());
        return false;
    }
}

std::optional<Dispatcher::Claimed> Dispatcher::try_to_claim(Tables& tables, const Lane& lane, const OutboxRow& row,
                                                            Moment at) {
    std::optional<Claimed> claimed;
    if (!carefully(tables, row, [&] { claimed = claim(tables, lane, row, at); })) claimed.reset();
    return claimed;
}

// Still wanted? Before its cut-off? Outside the quiet hours?
bool Dispatcher::is_wanted(Tables& tables, const Lane& lane, const OutboxRow& row, Moment at) {
    if (row.cut_off && at.now >= *row.cut_off) {
        const bool tried = !row.reason.empty() && row.reason != not_yet;
        const bool refused = row.state == OutboxState::ready && (tried || lane.held);
        const auto& why = tried ? row.reason : lane.why_held;
        if (row.state == OutboxState::sending)
            tables.outbox.drop(row.id, row.attempts, unconfirmed(row));
        else
            tables.outbox.drop(row.id, row.attempts, refused ? "too late: " + why : "too late for this day");
        if (refused) undelivered(tables, row, why, at, LastResort::web_chat);
        return false;
    }
    if (!is_proactive(row.kind)) return true;
    const auto owner = tables.owners.find(row.owner);
    return !owner || is_wanted_by(*owner, tables, row, at);
}

bool Dispatcher::is_wanted_by(const Owner& owner, Tables& tables, const OutboxRow& row, Moment at) {
    auto& outbox = tables.outbox;
    const auto zone = followup::zone_of(owner);
    const auto today = zone.local(at.now).date;
    const bool tells_a_date = row.kind == OutboxKind::reminder && row.target == conversation::date_of_today;
    if (followup::in_pause(owner, today) && (!tells_a_date || owner.dates_quiet)) {
        outbox.drop(row.id, row.attempts, "paused");
        return false;
    }
    const auto reaches_them = [&](const Pairing& pairing) {
        return pairing.connector == row.connector && pairing.account == row.account && pairing.chat == row.chat;
    };
    if (std::ranges::none_of(owner.pairings, reaches_them)) {
        outbox.drop(row.id, row.attempts, "this chat is paired no more");
        return false;
    }
    if (row.kind == OutboxKind::nudge && row.list_date) {
        const auto list = tables.lists.find(row.owner, *row.list_date);
        const auto is_settled = [](const ListItem& item) { return !item.settled.empty(); };
        if (list && std::ranges::all_of(list->items, is_settled)) {
            outbox.drop(row.id, row.attempts, "everybody on it has been dealt with");
            return false;
        }
    }
    auto begins = followup::after_quiet(owner, zone, at.now);
    if (row.kind == OutboxKind::nudge && row.list_date) {  // the clock may have been set back since it was due
        const auto due = followup::nudge_time(owner, zone, *row.list_date).due;
        if (due < row.cut_off) begins = std::max(begins, due);
    }
    if (begins <= at.now) return true;
    if (row.state == OutboxState::sending)
        outbox.drop(row.id, row.attempts, unconfirmed(row));  // asking again in the morning would be a riddle
    else
        outbox.postpone(row.id, at.real + clock_.real_until(begins), std::string(not_yet));
    return false;
}

std::optional<Dispatcher::Claimed> Dispatcher::claim(Tables& tables, const Lane& lane, const OutboxRow& row,
                                                     Moment at) {
    if (row.state == OutboxState::sending)
        if (auto question = ask_about(tables, lane, row, at)) return question;
    if (!is_wanted(tables, lane, row, at)) return std::nullopt;
    auto taken = row;
    if (row.state == OutboxState::sending) {  // it may have arrived, and nobody can be asked
        if (is_proactive(row.kind)) {
            const messages::Speaking speaking(tables.owners.find(row.owner).value_or(Owner{}).language);
            taken.body = ports_.marked_as_repeat(row.body);
        }
        const bool again = row.kind == OutboxKind::edit ? row.attempts < attempts_of_an_answer : taken.body != row.body;
        if (!again) {
            // An answer only tells what is done already, and `journal` and the next list show that too. Whoever got it
            // would take it, said again, for something done twice. So it is left; a nudge that is lost costs a day.
            spdlog::warn("message {} is not sent again: {}", row.id, unconfirmed(row));
            tables.outbox.drop(row.id, row.attempts, unconfirmed(row));
            return std::nullopt;
        }
        if (taken.body != row.body) tables.outbox.replace_body(row.id, taken.body);
    }
    if (row.kind == OutboxKind::edit && row.target.empty()) {
        const auto edited = tables.outbox.find(row.edit_of);
        const bool waits = edited && edited->state <= OutboxState::sending;
        if (!waits && (!edited || edited->reference.empty())) {
            tables.outbox.drop(row.id, row.attempts, "the message it changes was never sent");
            return std::nullopt;
        }
        if (waits) {
            tables.outbox.postpone(row.id, std::max(at.real, edited->not_before) + 1s,
                                   "the message it changes is still on its way");
            return std::nullopt;
        }
        taken.target = edited->reference;
    }
    if (row.kind != OutboxKind::edit && row.edit_of != 0) {  // it goes on where another leaves off
        const auto first = tables.outbox.find(row.edit_of);
        if (first && first->state == OutboxState::dropped) {
            tables.outbox.drop(row.id, row.attempts, "the message it belongs to was not sent");
            return std::nullopt;
        }
        if (first && first->state == OutboxState::ready) {
            tables.outbox.postpone(row.id, first->not_before + 1s, "the message it belongs to was not sent yet");
            return std::nullopt;
        }
    }
    auto message = fitted(tables, lane, taken);
    if (!tables.outbox.claim(row, at.real + lease)) return std::nullopt;
    taken.attempts = row.attempts + 1;
    Outgoing outgoing{send_kind(row.kind), row.chat, taken.target, std::move(message), row.plain, {}};
    if (!tables.outbox.is_unnamed(row.id)) outgoing.delivery = delivery_of(taken);
    auto request = lane.connector->request(outgoing);
    return Claimed{std::move(taken), std::move(outgoing), std::move(request), std::nullopt};
}

}  // namespace nudged::runtime
