// The ways to somebody that one tap opens, from the addresses as the address book has them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::messages {

using Addresses = std::map<std::string, std::string>;  // as of a contact: "phone", "email", "phone2", ...

struct Way {
    std::string key;      // "whatsapp"; the same in every language
    std::string label;    // "WhatsApp"
    std::string channel;  // of the touch that it makes: "messenger"
    std::string url;
};
// A call first, then what carries words: `words` stand ready to be sent wherever the other program can be handed them.
[[nodiscard]] std::vector<Way> ways_to(const Addresses& addresses, std::string_view words);
// The channel of the words when there is only one way for them; empty when it could be any of several.
[[nodiscard]] std::string channel_of_words(const std::vector<Way>& ways);
// The channel of the way with this key; empty when there is no such way.
[[nodiscard]] std::string channel_of_way(std::string_view key);

// What its button carries where the daemon is to hear that it was taken. Without an address of the daemon's own it
// opens the way itself.
struct Passage {
    std::string url;     // of the daemon's own, which leads on
    std::string action;  // told beside the way
};
using Passages = std::function<Passage(std::int64_t contact, const Way&, std::string_view words)>;

struct Whom {
    std::int64_t contact = 0;
    std::string_view name;
};
// `words` as for ways_to. Without passages it opens the way, and nobody hears of it.
[[nodiscard]] Button opens(const Way& way, const Whom& whom, std::string_view words, const Passages& passages);

// For `tel:` and the like: digits, with "+" when the international prefix was written. Empty when it is no number.
[[nodiscard]] std::string dialled(std::string_view phone);

}  // namespace nudged::messages
