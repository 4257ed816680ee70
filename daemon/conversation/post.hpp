// Puts messages on their way: into the outbox of a chat service, or into the history of the web chat.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/conversation/exchange.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::conversation {

struct Channel {
    std::string connector;
    std::string account;
    std::string chat;
    bool operator==(const Channel&) const = default;
};

inline constexpr std::string_view webchat = "webchat";

[[nodiscard]] Channel webchat_of(std::int64_t owner);
// Where the owner is nudged: the newest pairing with a chat service, else the web chat.
[[nodiscard]] Channel preferred_channel(const Owner& owner);

struct Posting {
    OutboxKind kind = OutboxKind::answer;
    std::optional<Date> list;        // whose numbers and buttons it carries
    std::optional<Instant> cut_off;  // people's time
    std::string target{};            // whom of the list it shows: "3" (a reminder) or "31-60"; empty = all
};
// The target of a reminder that tells of an important date: it is said in a pause too.
inline constexpr std::string_view date_of_today = "date";
// False when a nudge of that date is there already.
bool post(Tables& tables, std::int64_t owner, const Channel& channel, const Message& message, const Posting& posting,
          const Moment& moment);

// Every message that carries this list, shown as it stands now.
void refresh_list(Exchange& exchange, Date list);
// Whether a message in that chat carries it that can be changed.
[[nodiscard]] bool is_shown_in(Exchange& exchange, Date list, const Channel& channel);
// The line of what was settled last on it; empty = nothing. Said where the list itself cannot be shown anew.
[[nodiscard]] std::string last_settled(Tables& tables, std::int64_t owner, Date list);
// The message with this reference, changed to another.
void edit(Exchange& exchange, const Channel& channel, const std::string& reference, const Message& message);
// What the service wants said at once about a tap; `notice` may be empty.
void acknowledge(Tables& tables, std::int64_t owner, const Channel& channel, const std::string& callback,
                 const std::string& notice, const Moment& moment);

// How a list is shown in a chat of that service; without one, as everywhere.
[[nodiscard]] messages::NudgeView view_of(const Exchange& exchange, const DayList& list,
                                          std::string_view connector = {});
// For the further buttons of one item: how its person is reached.
void add_addresses(const Exchange& exchange, const ListItem& item, messages::NudgeView& view);

}  // namespace nudged::conversation
