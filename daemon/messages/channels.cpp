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
// How the note of a touch may begin, and how that is told. Said of that very channel, it is the verb of a sentence also
// where no comma follows: "emailed the proposal".
struct Beginning {
    std::string_view words;
    Key told;
    std::string_view channel = {};
};
constexpr std::array beginnings{
    Beginning{"met up with", "said.met", "in person"},
    Beginning{"caught up with", "said.caught_up", "in person"},
    Beginning{"had lunch with", "said.had_lunch", "in person"},
    Beginning{"had coffee with", "said.had_coffee", "in person"},
    Beginning{"had a coffee with", "said.had_coffee", "in person"},
    Beginning{"had dinner with", "said.had_dinner", "in person"},
    Beginning{"had a call with", "said.called", "call"},
    Beginning{"chatted with", "said.chatted", "call"},
    Beginning{"chatted to", "said.chatted", "call"},
    Beginning{"reached out to", "said.reached_out"},
    Beginning{"contacted", "said.contacted"},
    Beginning{"visited", "said.visited", "in person"},
    Beginning{"whatsapped", "said.whatsapped", "messenger"},
    Beginning{"dm'd", "said.messaged", "messenger"},
    Beginning{"dmd", "said.messaged", "messenger"},
    Beginning{"e mailed", "said.e_mailed", "email"},
    Beginning{"spoke with", "said.spoke"},
    Beginning{"spoke to", "said.spoke"},
    Beginning{"talked to", "said.talked"},
    Beginning{"talked with", "said.talked"},
    Beginning{"met with", "said.met"},
    Beginning{"called", "said.called", "call"},
    Beginning{"call", "said.call"},
    Beginning{"phoned", "said.phoned", "call"},
    Beginning{"rang", "said.rang", "call"},
    Beginning{"texted", "said.texted", "text"},
    Beginning{"emailed", "said.emailed", "email"},
    Beginning{"e-mailed", "said.e_mailed", "email"},
    Beginning{"messaged", "said.messaged", "messenger"},
    Beginning{"pinged", "said.pinged", "messenger"},
    Beginning{"met", "said.met", "in person"},
    Beginning{"spoke", "said.spoke", "call"},
    Beginning{"talked", "said.talked", "call"},
    Beginning{"wrote", "said.wrote"},
    Beginning{"sent a card", "said.sent_a_card"},
    Beginning{"saw", "said.saw"},
    Beginning{"spoken", "said.spoken"},
    Beginning{"mailed", "said.mailed", "email"},
    Beginning{"text", "said.text"},
};

const Channel* find(std::string_view name) {
    const auto found = std::find_if(channels.begin(), channels.end(), [&](const Channel& c) { return c.name == name; });
    return found == channels.end() ? nullptr : &*found;
}

bool begins(std::string_view note, const Beginning& one, std::string_view channel) {
    const auto word = one.words;
    if (note.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((note[i] >= 'A' && note[i] <= 'Z' ? note[i] + 32 : note[i]) != word[i]) return false;
    if (note.size() == word.size()) return true;
    const bool is_its_verb = !one.channel.empty() && one.channel == channel;
    return std::string_view{is_its_verb ? ",.;: " : ",.;:"}.find(note[word.size()]) != std::string_view::npos;
}

const Beginning* beginning_of(std::string_view note, std::string_view channel) {
    const auto* const found = std::find_if(beginnings.begin(), beginnings.end(),
                                           [&](const Beginning& one) { return begins(note, one, channel); });
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

std::string channel_word(std::string_view note, std::string_view channel) {
    const Beginning* said = beginning_of(note, channel);
    return said ? worded(said->told) : "";
}

std::string without_channel_word(std::string_view note, std::string_view channel) {
    if (const Beginning* said = beginning_of(note, channel)) note.remove_prefix(said->words.size());
    while (!note.empty() && std::string_view{",.;: "}.find(note.front()) != std::string_view::npos)
        note.remove_prefix(1);
    return std::string(note);
}

}  // namespace nudged::messages
