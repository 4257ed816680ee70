// How a channel is spoken of.
#pragma once

#include <string>
#include <string_view>

namespace nudged::messages {

[[nodiscard]] bool is_channel(std::string_view channel);       // one that has a name here
[[nodiscard]] bool is_conversation(std::string_view channel);  // a call, in person
[[nodiscard]] std::string past_of(std::string_view channel);   // "called", "texted"; empty when there is no word for it
[[nodiscard]] std::string by_channel(std::string_view channel);  // "by email", "on LinkedIn"; empty likewise
// The note of a touch often begins with how it was: "called, knee is better" -> "called" ... On that channel also
// without the comma: "called about the knee".
[[nodiscard]] std::string channel_word(std::string_view note, std::string_view channel = {});
// ... and "knee is better"
[[nodiscard]] std::string without_channel_word(std::string_view note, std::string_view channel = {});

}  // namespace nudged::messages
