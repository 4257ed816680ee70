#include "daemon/messages/new_words.hpp"

#include <algorithm>
#include <array>

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
    std::string_view before, typed, after;  // around how they are called, and around how that is typed
};
// What has its own occasion comes before what always fits; of that, what is of use first.
constexpr std::array words{
    Word{"later", anybody, " asked you to come back in June? Just write: `later ", " june", "`"},
    Word{"promise", has_answered, " was promised something? Just write: `promise ", " the slides by friday", "`"},
    Word{"gave", is_helped, " has something else of yours? Just write: `gave ", " the slides", "`"},
    Word{"shelf", is_helped_without_a_thing, " could use something you have? `shelf A good guide #tag` keeps it.", "",
         ""},
    Word{"won", has_a_question, " says yes? Just write: `won ", "", "`"},
    Word{"friend", is_silent, " is a friend? Then silence changes nothing: `friend ", "", "`"},
    Word{"lead", has_a_date, ": to be told sooner next time: `lead ", " 7 days", "`"},
    Word{"replied", has_not_answered, " wrote to you? Just write: `", " replied", "`"},
    Word{"missed", anybody, " is missing at lunch one day? `missed ", " at lunch", "` gives you a line to send."},
    Word{"note", anybody, " told you something worth keeping? Just write: `note ", ": ...", "`"},
    Word{"deal", anybody, " has a proposal of yours? Just write: `deal ", " proposal", "`"},
    Word{"intro", anybody, " and somebody else should meet? Once they did: `intro ", " and ...", "`"},
    Word{"noticed", anybody, " has good news? `noticed ", " new job", "` gives you a line to send."},
    Word{"who", anybody, ": all that is known, on one card: `who ", "", "`"},
    Word{"birthday", anybody, " has a birthday? Just write: `set ", " birthday 8 march", "`"},
    Word{"every", anybody, " too often, or not often enough? Just write: `every 60d ", "", "`"},
};

// Where on the list; its length when nobody is.
std::size_t occasion_for(const Word& word, const DayList& list) {
    const auto found =
        std::ranges::find_if(list.items, [&](const ListItem& item) { return item.settled.empty() && word.fits(item); });
    return static_cast<std::size_t>(found - list.items.begin());
}

}  // namespace

std::string word_to_introduce(const DayList& list, const std::vector<std::string>& introduced) {
    const auto found = std::ranges::find_if(words, [&](const Word& word) {
        return std::ranges::find(introduced, word.name) == introduced.end() &&
               occasion_for(word, list) < list.items.size();
    });
    return found == words.end() ? "" : std::string(found->name);
}

std::string new_word(const std::string& name, const DayList& list, const std::vector<std::string>& calls) {
    const auto word = std::ranges::find(words, name, &Word::name);
    if (word == words.end()) return "";
    const auto at = occasion_for(*word, list);
    if (at == list.items.size()) return "";
    const std::string call = shortened(calls[at], longest_name);
    const std::string said = call + std::string(word->before);
    return word->after.empty() ? said : said + typed_name(call) + std::string(word->typed) + std::string(word->after);
}

}  // namespace nudged::messages
