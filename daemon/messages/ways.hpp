// The ways to somebody that one tap opens, from the addresses as the address book has them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::messages {

using Addresses = std::map<std::string, std::string>;  // as of a contact: "phone", "email", "phone2", ...

struct Way {
    std::string label;    // "WhatsApp"
    std::string channel;  // of the touch that it makes: "messenger"
    std::string url;
};
// A call first, then what carries words: `words` stand ready to be sent wherever the other program can be handed them.
[[nodiscard]] std::vector<Way> ways_to(const Addresses& addresses, std::string_view words);
// The channel of the words when there is only one way for them; empty when it could be any of several.
[[nodiscard]] std::string channel_of_words(const std::vector<Way>& ways);
[[nodiscard]] Button opens(const Way& way, std::string_view name);

// For `tel:` and the like: digits, with "+" when the international prefix was written. Empty when it is no number.
[[nodiscard]] std::string dialled(std::string_view phone);

}  // namespace nudged::messages
