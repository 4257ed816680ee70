// A word on the spot: one line to copy and the ways to send it. Nothing is written down until the owner says that it
// was sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connectors/message.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/messages/ways.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// `missed nicole at lunch`, `noticed sam new job`; `moment` is what was said of it.
enum class Occasion { missed, noticed };
[[nodiscard]] std::string draft_for(const Contact&, Occasion, std::string_view moment);
// Does the reason of a `no`, or what was noticed, say that they had not heard of something?
[[nodiscard]] bool tells_what_they_missed(std::string_view said);
// After a `no` whose reason is known: words of thanks; where it is not, words that ask for it.
[[nodiscard]] std::string words_after_no(const Contact&, std::string_view reason);
// The draft with its buttons; for somebody who died a gentle word without any. What is helpful is written down as such.
[[nodiscard]] Message soft_touch(const Contact&, std::string_view draft, bool helpful = false, const Passages& = {});
// "Sent it" of a message that holds one draft; of several, or without one, none.
[[nodiscard]] const Button* only_sent_button(const Message&);
// Words of thanks to copy, after a `no` whose reason is known. Absent after any other decision, and of a friend.
[[nodiscard]] std::optional<Message> thanks_for_a_no(const followup::Decision&, const Owner&, const Passages& = {});

}  // namespace nudged::messages
