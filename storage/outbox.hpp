// The durable queue of messages to send. The table is the queue; every change of a row under way is guarded by its
// attempt, so that a late outcome of an older attempt changes nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Outbox {
public:
    explicit Outbox(Database& database) : database_(database) {}

    // Absent when a nudge or review of this owner and local date is there already (a unique key).
    std::optional<std::int64_t> enqueue(OutboxRow row);
    [[nodiscard]] std::optional<OutboxRow> find(std::int64_t id);
    [[nodiscard]] std::optional<OutboxRow> find_nudge(std::int64_t owner, Date date);
    [[nodiscard]] std::optional<OutboxRow> find_sent(const std::string& connector, const std::string& account,
                                                     const std::string& chat, const std::string& reference);
    // The messages that carry a list, for changing them in place: the nudge, and lists shown on request, save those
    // that can be changed no more. Newest first.
    [[nodiscard]] std::vector<OutboxRow> carrying(std::int64_t owner, Date list_date);
    [[nodiscard]] std::vector<OutboxRow> newest(std::size_t limit);
    [[nodiscard]] std::map<OutboxState, std::size_t> counts();

    // The oldest rows of a lane that may be tried at `real_now`: ready, or sending with its lease run out (a doubt). At
    // most one of each chat, and none of a chat in which another row is still under way. What is in doubt holds up
    // nothing but the rows that belong to it (edit_of).
    [[nodiscard]] std::vector<OutboxRow> due(const std::string& connector, const std::string& account, Instant real_now,
                                             std::size_t limit);
    // When the next row of the lane may be tried; absent = nothing waits.
    [[nodiscard]] std::optional<Instant> next_due(const std::string& connector, const std::string& account);
    // What the bot says of its own accord (nudge, review, reminder): where it waits, and of one lane those that may be
    // tried at `real_now`, whatever waits before them in their chats; by id, the first after `last`.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> lanes_with_proactive();
    [[nodiscard]] std::vector<OutboxRow> proactive(const std::string& connector, const std::string& account,
                                                   Instant real_now, std::int64_t last, std::size_t limit);
    // Those of the messages in which this one goes on, or which go on with it, that come after it and are not sent yet.
    [[nodiscard]] std::vector<OutboxRow> rest_of(const OutboxRow& row);
    // What this message is to be changed to as soon as it is sent.
    [[nodiscard]] std::optional<std::string> waiting_change_of(const OutboxRow& row);

    // Takes a row under way: sending and not in doubt, one attempt more, `lease_until` as not_before. False when
    // somebody else did.
    [[nodiscard]] bool claim(const OutboxRow& row, Instant lease_until);
    // What became of an attempt; false when the row has moved on since.
    bool sent(std::int64_t id, int attempt, const std::string& reference, Instant at);
    bool retry(std::int64_t id, int attempt, Instant not_before, const std::string& reason, bool attempt_counts);
    bool doubt(std::int64_t id, int attempt, Instant not_before, const std::string& reason);
    bool drop(std::int64_t id, int attempt, const std::string& reason);
    // Gives an edit of that message that waits already, or is in doubt, the new body; false when there is none.
    bool replace_waiting_edit(const OutboxRow& edit);
    // Of an edit that is to be tried again: it goes with the body of the newest that waits behind it, and that one not.
    void take_over_newer_edit(const OutboxRow& edit);
    // Of a row that is not under way.
    void postpone(std::int64_t id, Instant not_before, const std::string& reason);
    void replace_body(std::int64_t id, const std::string& body);
    // It goes on in other rows, and shows itself what `target` says.
    void begins(std::int64_t id, const std::string& body, const std::string& target);
    void change_chat(std::int64_t id, const std::string& chat);
    void set_plain(std::int64_t id);
    // To be said without the delivery's id.
    void set_unnamed(std::int64_t id);
    [[nodiscard]] bool is_unnamed(std::int64_t id);
    void to_new_message(std::int64_t id);  // an edit whose message is gone
    // Of a message that was sent: the service lets nobody change it.
    void changes_no_more(std::int64_t id, const std::string& reason);

    // The machine's clock was set back: what waits is due as soon as it would have been.
    void clock_went_back(std::chrono::milliseconds by);
    void wait_no_longer_than(Instant latest);

    // What is over and older than `before` (people's time) goes, save the newest nudge of each owner.
    void prune(Instant before);

private:
    Database& database_;
};

}  // namespace nudged
