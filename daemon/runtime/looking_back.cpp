// Where a service can be asked what it has: whether a message that may have arrived did.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "connectors/message_json.hpp"
#include "daemon/runtime/delivery.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::Moment;

// A message that was taken is in the history by now: with what has passed before a doubt is looked at, 80 s after it
// was sent, which is 60 s after the last moment at which it can have been taken.
constexpr auto history_lags = 50s;
constexpr auto readings_apart = 60s;           // two of which must be without it
constexpr auto clock_may_have_been_set = 24h;  // while no process ran; it only means to read more
constexpr auto asked_for = 2h;                 // then it is taken for a service that cannot be asked

}  // namespace

void Dispatcher::Doubt::clock_went_back(std::chrono::milliseconds by) {
    for (auto* instant : {&since, &over, &first_asked, &reading_since}) *instant -= by;
    if (missed) *missed -= by;
}

// Absent when it cannot be asked about: then it is as it was before, in doubt.
std::optional<Dispatcher::Claimed> Dispatcher::ask_about(Tables& tables, const Lane& lane, const OutboxRow& row,
                                                         Moment at) {
    const auto since = row.not_before - lease - clock_may_have_been_set;
    auto& doubt = doubts_.try_emplace(row.id, Doubt{since, row.not_before, at.real, {}, {}, {}, false}).first->second;
    if (doubt.cannot_be_settled || tables.outbox.is_unnamed(row.id)) return std::nullopt;
    Outgoing outgoing{send_kind(row.kind), row.chat,        row.target, message_from_json(row.body).value_or(Message{}),
                      row.plain,           delivery_of(row)};
    auto request = lane.connector->look_back(outgoing, doubt.since, doubt.place);
    if (!request) return std::nullopt;
    if (doubt.place.empty()) doubt.reading_since = at.real;
    tables.outbox.doubt(row.id, row.attempts, at.real + lease, row.reason);
    return Claimed{row, std::move(outgoing), std::move(*request), doubt.place};
}

// Nothing is said about it meanwhile: neither is it a try, nor does it use one up.
void Dispatcher::ask_again(const OutboxRow& row, Instant at) {
    store_.transact([&](Tables& tables) { tables.outbox.doubt(row.id, row.attempts, at, row.reason); });
}

void Dispatcher::settle_doubt(const OutboxRow& row, const LookBack& answer) {
    auto& doubt = doubts_.at(row.id);
    const auto now = clock_.real();
    const auto* goes_on = std::get_if<AskOn>(&answer);
    const auto* cannot = std::get_if<CannotTell>(&answer);
    if (const auto* found = std::get_if<Found>(&answer)) return settle(row, Sent{found->reference});
    if (cannot != nullptr || (goes_on != nullptr && now - doubt.first_asked >= asked_for)) {
        doubt.cannot_be_settled = true;
        spdlog::warn("whether message {} has arrived cannot be read back: {}", row.id,
                     cannot != nullptr ? cannot->reason : goes_on->reason);
        return ask_again(row, now);
    }
    if (goes_on != nullptr) {
        doubt.place = goes_on->place;
        return ask_again(row, now + goes_on->after);
    }
    doubt.place.clear();
    const auto counts_since = doubt.missed ? *doubt.missed + readings_apart : doubt.over + history_lags;
    if (doubt.reading_since < counts_since) return ask_again(row, counts_since);
    if (doubt.missed) return settle(row, NotSent{why_in_doubt(row)});
    doubt.missed = doubt.reading_since;
    ask_again(row, doubt.reading_since + readings_apart);
}

}  // namespace nudged::runtime
