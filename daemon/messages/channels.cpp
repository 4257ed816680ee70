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
// How the note of a touch may begin, and how that is told.
struct Beginning {
    std::string_view words;
    Key told;
};
constexpr std::array beginnings{
    Beginning{"spoke with", "said.spoke"},
    Beginning{"spoke to", "said.spoke"},
    Beginning{"talked to", "said.talked"},
    Beginning{"talked with", "said.talked"},
    Beginning{"met with", "said.met"},
    Beginning{"called", "said.called"},
    Beginning{"call", "said.call"},
    Beginning{"phoned", "said.phoned"},
    Beginning{"rang", "said.rang"},
    Beginning{"texted", "said.texted"},
    Beginning{"emailed", "said.emailed"},
    Beginning{"e-mailed", "said.e_mailed"},
    Beginning{"messaged", "said.messaged"},
    Beginning{"pinged", "said.pinged"},
    Beginning{"met", "said.met"},
    Beginning{"spoke", "said.spoke"},
    Beginning{"talked", "said.talked"},
    Beginning{"wrote", "said.wrote"},
    Beginning{"sent a card", "said.sent_a_card"},
    Beginning{"saw", "said.saw"},
    Beginning{"spoken", "said.spoken"},
    Beginning{"mailed", "said.mailed"},
    Beginning{"text", "said.text"},
};

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

const Beginning* beginning_of(std::string_view note) {
    const auto* const found = std::find_if(beginnings.begin(), beginnings.end(),
                                           [&](const Beginning& one) { return starts_with_word(note, one.words); });
    return found == beginnings.end() ? nullptr : found;
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
    const Beginning* said = beginning_of(note);
    return said ? worded(said->told) : "";
}

std::string without_channel_word(std::string_view note) {
    if (const Beginning* said = beginning_of(note)) note.remove_prefix(said->words.size());
    while (!note.empty() && std::string_view{",.;: "}.find(note.front()) != std::string_view::npos)
        note.remove_prefix(1);
    return std::string(note);
}

}  // namespace nudged::messages
