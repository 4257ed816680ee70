// Words of ours that are stored in English, as the owner is told them. What somebody wrote is told as it is.
#pragma once

#include <string>
#include <string_view>

namespace nudged::messages {

[[nodiscard]] std::string address_called(std::string_view kind);    // "phone", "email"
[[nodiscard]] std::string reason_told(std::string_view reason);     // of a `no`: "price", "someone else"
[[nodiscard]] std::string outcome_told(std::string_view outcome);   // of the last nudge: "delivered"
inline constexpr std::string_view reason_someone = "someone else";  // the reason behind [Someone else]
inline constexpr std::string_view reason_not_known = "not known";   // the reason behind [Don't know]

}  // namespace nudged::messages
