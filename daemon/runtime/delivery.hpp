// What the parts of the dispatcher know alike.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "connectors/connector.hpp"
#include "daemon/conversation/pairing.hpp"
#include "storage/records.hpp"

namespace nudged::runtime {

constexpr std::chrono::minutes lease{2};           // longer than any exchange lasts
constexpr std::chrono::seconds doubt_settles{30};  // before a doubtful row is looked at again
// A refused account is tried at first after 5 min; the pause doubles, up to 4 h, so that a message is tried ten times a
// day; and up to 20 min while there waits what will be too late in hours, such as a nudge: twelve times in its four.
constexpr std::chrono::milliseconds held_account_tried = std::chrono::minutes{5};
constexpr std::chrono::milliseconds held_account_rests = std::chrono::hours{4};
constexpr std::chrono::milliseconds held_nudge_rests = std::chrono::minutes{20};
// What waits meanwhile is looked at so often: a chat in which it can be told may have come.
constexpr std::chrono::milliseconds waiting_looked_at = std::chrono::seconds{30};
constexpr int attempts_of_an_answer = 14;  // about two hours
constexpr int attempts_of_an_ack = 1;      // a tap's spinner is gone by then

inline bool is_proactive(OutboxKind kind) {
    return kind == OutboxKind::nudge || kind == OutboxKind::review || kind == OutboxKind::reminder;
}

inline SendKind send_kind(OutboxKind kind) {
    if (kind == OutboxKind::edit) return SendKind::edit;
    return kind == OutboxKind::ack ? SendKind::ack : SendKind::message;
}

// What the service knows a message by: the same at each try. The number alone would not do, because a store that was
// made anew or brought back from a backup gives it to another message, and that one would be taken for this one.
inline std::string delivery_of(const OutboxRow& row) {
    constexpr std::size_t enough = 16;
    return "outbox-" + std::to_string(row.id) + "-" +
           conversation::hash_of(row.account + "\n" + row.chat + "\n" + row.body).substr(0, enough);
}

inline std::string told_elsewhere(const std::string& reason) { return "told elsewhere: " + reason; }

inline std::string why_in_doubt(const OutboxRow& row) {
    return row.reason.empty() ? "nudged was stopped meanwhile" : row.reason;
}

}  // namespace nudged::runtime
