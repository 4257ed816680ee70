#include "daemon/messages/new_words.hpp"

#include <algorithm>
#include <array>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_name = 20;

using Fits = bool (*)(const ListItem&);

bool anybody(const ListItem&) { return true; }
bool has_not_answered(const ListItem& item) { return item.reason != Reason::your_turn; }
bool has_answered(const ListItem& item) { return item.reason == Reason::your_turn; }
bool is_helped(const ListItem& item) { return item.reason == Reason::help || item.thing != 0; }
bool is_helped_without_a_thing(const ListItem& item) { return item.reason == Reason::help && item.thing == 0; }
bool has_a_question(const ListItem& item) { return item.reason == Reason::deal; }
bool has_a_date(const ListItem& item) { return item.reason == Reason::important_date; }
bool is_silent(const ListItem& item) { return item.reason == Reason::straight || item.reason == Reason::walk_away; }

struct Word {
    std::string_view name;
    Fits fits;
    Key line;
};
// What has its own occasion comes before what always fits; of that, what is of use first.
constexpr std::array<Word, 16> words{{{"later", anybody, "word.later"},
                                      {"promise", has_answered, "word.promise"},
                                      {"gave", is_helped, "word.gave"},
                                      {"shelf", is_helped_without_a_thing, "word.shelf"},
                                      {"won", has_a_question, "word.won"},
                                      {"friend", is_silent, "word.friend"},
                                      {"lead", has_a_date, "word.lead"},
                                      {"replied", has_not_answered, "word.replied"},
                                      {"missed", anybody, "word.missed"},
                                      {"note", anybody, "word.note"},
                                      {"deal", anybody, "word.deal"},
                                      {"intro", anybody, "word.intro"},
                                      {"noticed", anybody, "word.noticed"},
                                      {"who", anybody, "word.who"},
                                      {"birthday", anybody, "word.birthday"},
                                      {"every", anybody, "word.every"}}};

bool is_open(const ListItem& item) { return item.settled.empty(); }

}  // namespace

std::string word_to_introduce(const DayList& list, const std::vector<std::string>& introduced) {
    const auto found = std::ranges::find_if(words, [&](const Word& word) {
        return std::ranges::find(introduced, word.name) == introduced.end() &&
               std::ranges::any_of(list.items, [&](const ListItem& item) { return is_open(item) && word.fits(item); });
    });
    return found == words.end() ? "" : std::string(found->name);
}

std::string new_word(const std::string& name, const DayList& list, const std::vector<std::string>& calls) {
    const auto word = std::ranges::find(words, name, &Word::name);
    if (word == words.end() || std::ranges::none_of(list.items, is_open)) return "";
    const auto about = std::ranges::find_if(list.items, word->fits);
    if (about == list.items.end()) return "";
    const std::string call = shortened(calls[static_cast<std::size_t>(about - list.items.begin())], longest_name);
    return worded(word->line, {{"name", call}, {"typed", typed_name(call)}});
}

}  // namespace nudged::messages
