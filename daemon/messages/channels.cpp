#include "daemon/messages/channels.hpp"

#include <algorithm>
#include <array>

#include "daemon/messages/catalogue/catalogue.hpp"

namespace nudged::messages {
namespace {

struct Channel {
    std::string_view name;
    Key past, by;
};
constexpr std::array channels{
    Channel{"call", "channel.call.past", "channel.call.by"},
    Channel{"text", "channel.text.past", "channel.text.by"},
    Channel{"email", "channel.email.past", "channel.email.by"},
    Channel{"card", "channel.card.past", "channel.card.by"},
    Channel{"in person", "channel.in_person.past", "channel.in_person.by"},
    Channel{"messenger", "channel.messenger.past", "channel.messenger.by"},
    Channel{"facebook", "channel.messenger.past", "channel.facebook.by"},
    Channel{"instagram", "channel.messenger.past", "channel.instagram.by"},
    Channel{"linkedin", "channel.messenger.past", "channel.linkedin.by"},
};
constexpr std::array<std::string_view, 23> words{
    "spoke with", "spoke to", "talked to",   "talked with", "met with", "called", "call", "phoned",
    "rang",       "texted",   "emailed",     "e-mailed",    "messaged", "pinged", "met",  "spoke",
    "talked",     "wrote",    "sent a card", "saw",         "spoken",   "mailed", "text"};

const Channel* find(std::string_view name) {
    const auto found = std::find_if(channels.begin(), channels.end(), [&](const Channel& c) { return c.name == name; });
    return found == channels.end() ? nullptr : &*found;
}

bool starts_with_word(std::string_view note, std::string_view word) {
    if (note.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((note[i] >= 'A' && note[i] <= 'Z' ? note[i] + 32 : note[i]) != word[i]) return false;
    return note.size() == word.size() || std::string_view{",.;:"}.find(note[word.size()]) != std::string_view::npos;
}

// "spoke with" of a note that says no more, or goes on behind a comma.
std::string_view said_at_front(std::string_view note) {
    const auto word =
        std::find_if(words.begin(), words.end(), [&](std::string_view w) { return starts_with_word(note, w); });
    return word == words.end() ? std::string_view{} : *word;
}

}  // namespace

bool is_channel(std::string_view channel) { return find(channel) != nullptr; }
bool is_conversation(std::string_view channel) { return channel == "call" || channel == "in person"; }

std::string past_of(std::string_view channel) {
    const Channel* known = find(channel);
    return known ? worded(known->past) : "";
}

std::string by_channel(std::string_view channel) {
    const Channel* known = find(channel);
    return known ? worded(known->by) : "";
}

std::string channel_word(std::string_view note) {
    const std::string_view said = said_at_front(note);
    return std::string(said.substr(0, said.ends_with(" with") || said.ends_with(" to") ? said.find(' ') : said.size()));
}

std::string without_channel_word(std::string_view note) {
    note.remove_prefix(said_at_front(note).size());
    while (!note.empty() && std::string_view{",.;: "}.find(note.front()) != std::string_view::npos)
        note.remove_prefix(1);
    return std::string(note);
}

}  // namespace nudged::messages
