#include "daemon/messages/drafts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <sstream>
#include <vector>

#include "daemon/followup/silence.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/ways.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::messages {
namespace {

using Words = std::initializer_list<std::string_view>;

constexpr std::size_t in_a_row = 3;  // buttons that a phone shows side by side
constexpr std::size_t longest_moment = 40;
constexpr std::size_t longest_news = 60;

// For ASCII only, byte for byte.
std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// Of `words` one that begins with a space begins a word of the text, and one that ends with a space ends it.
bool says(const std::string& text, Words words) {
    const std::string padded = " " + text + " ";
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return padded.find(word) != std::string::npos; });
}

// The words of a list in the catalogue.
std::vector<std::string> words_of(Key key) {
    std::istringstream list(worded(key));
    return {std::istream_iterator<std::string>(list), {}};
}

std::string missed(const std::string& call, std::string_view moment) {
    const std::string said = shortened(one_line(moment), longest_moment);
    const std::string folded = replies::fold(said);
    const auto begins = words_of("draft.moment_begins");
    const auto days = words_of("draft.moment_with_day");
    if (!std::ranges::any_of(begins, [&](const auto& word) { return folded.starts_with(word + " "); }))
        return worded("draft.missed.today", {{"name", call}});
    const bool has_a_day =
        std::ranges::any_of(days, [&](const auto& word) { return folded.find(" " + word) != std::string::npos; });
    return worded(has_a_day ? Key("draft.missed") : Key("draft.missed.moment_today"),
                  {{"name", call}, {"moment", said}});
}

constexpr std::array<std::string_view, 23> not_heard{
    "hadn't heard", "hadn’t heard", "had not heard", "hasn't heard",  "hasn’t heard",  "haven't heard",
    "never heard",  "didn't know",  "didn’t know",   "did not know",  "doesn't know",  "doesn’t know",
    "never knew",   "wasn't aware", "wasn’t aware",  "was not aware", "weren't aware", "not aware",
    "unaware",      "wusste nicht", "nicht gewusst", "nie gehört",    "nichts gehört"};

// "hadn't heard that we do training" -> "we do training"; empty when it says no more.
std::optional<std::string> what_they_missed(std::string_view said) {
    const std::string words = one_line(said);
    const std::string folded = lower(words);
    std::size_t at = std::string::npos, behind = 0;
    for (const std::string_view phrase : not_heard)
        if (const auto found = folded.find(phrase); found < at) at = found, behind = found + phrase.size();
    if (at == std::string::npos) return std::nullopt;
    std::string missed = words.substr(behind);
    for (const std::string_view joint : {" ", "of ", "about ", "that ", "yet", ", ", "von ", "dass "})
        if (lower(missed).starts_with(joint)) missed.erase(0, joint.size());
    while (!missed.empty() && std::string_view{" .,;!?"}.find(missed.back()) != std::string_view::npos)
        missed.pop_back();
    return missed;
}

// What was noticed is not repeated to them: it may have been said in the owner's shorthand. What they have not heard of
// is what there is to say.
std::string noticed(const std::string& call, std::string_view moment) {
    if (const auto missed = what_they_missed(moment)) {
        const std::string what = shortened(missed->empty() ? worded("draft.more_for_you") : *missed, longest_news);
        return worded("draft.never_told", {{"name", call}, {"what", what}});
    }
    const std::string folded = replies::fold(moment);
    if (says(folded, {" lost ",   " died ",      " death ",    " passed away ", " funeral ",  " ill ",
                      " sick ",   " hospital ",  " accident ", " laid off ",    " layoff",    " fired ",
                      " divorce", " sad ",       " broke ",    " gestorben",    " verloren ", " krank",
                      " unfall ", " entlassen ", " trennung ", " scheidung ",   " traurig "}))
        return worded("draft.sad", {{"name", call}});
    if (says(folded,
             {" job ",       " promot",   " award",     " prize ",      " won ",         " married ",  " wedding ",
              " engaged ",   " baby ",    " born ",     " launch",      " anniversary ", " publish",   " graduat",
              " house ",     " founded ", " funding ",  " raised ",     " new role ",    " position ", " stelle ",
              " befordert ", " preis ",   " gewonnen ", " geheiratet ", " hochzeit ",    " verlobt ",  " geboren "}))
        return worded("draft.good", {{"name", call}});
    return worded("draft.came_to_mind", {{"name", call}});
}

}  // namespace

std::string draft_for(const Contact& contact, Occasion occasion, std::string_view moment) {
    const std::string call = short_name(contact.name);
    return occasion == Occasion::missed ? missed(call, moment) : noticed(call, moment);
}

bool tells_what_they_missed(std::string_view said) { return what_they_missed(said).has_value(); }

std::string words_after_no(const Contact& contact, std::string_view reason) {
    const bool unknown = reason_words(reason) == reason_words("unknown");
    return worded(unknown ? Key("draft.after_no.ask") : Key("draft.after_no"), {{"name", short_name(contact.name)}});
}

Message soft_touch(const Contact& contact, std::string_view draft, bool helpful, const Passages& passages) {
    const std::string call = short_name(contact.name);
    if (contact.died) return plain(worded("draft.died", {{"name", call}}));
    const auto ways = ways_to(contact.addresses, draft);
    Button copy;
    copy.label = worded("draft.copy");
    copy.copy = draft;
    copy.accessible = worded("draft.copy.whom", {{"name", shown_name(contact.name)}});
    ButtonRow buttons{copy};
    for (const Way& way : ways) buttons.push_back(opens(way, {contact.id, contact.name}, draft, passages));
    // Where the words went is written down when it could be nowhere else.
    buttons.push_back(tap(worded("draft.sent"),
                          encode({"done", OfContact{contact.id}, helpful ? "help" : channel_of_words(ways)}),
                          worded("draft.sent.whom", {{"name", shown_name(contact.name)}})));

    Message message;
    message.notification = worded("draft.for", {{"name", call}});
    Block block{{{worded("draft.for.words", {{"name", call}}) + "\n", Style::plain}, {std::string(draft), Style::code}},
                {}};
    for (Button& button : buttons) {
        if (block.rows.empty() || block.rows.back().size() == in_a_row) block.rows.emplace_back();
        block.rows.back().push_back(std::move(button));
    }
    message.blocks.push_back(std::move(block));
    return message;
}

const Button* only_sent_button(const Message& message) {
    const Button* found = nullptr;
    for (const Block& block : message.blocks)
        for (const ButtonRow& row : block.rows)
            for (const Button& button : row) {
                if (button.label != worded("draft.sent")) continue;
                if (found != nullptr) return nullptr;
                found = &button;
            }
    return found;
}

std::optional<Message> thanks_for_a_no(const followup::Decision& decision, const Owner& owner,
                                       const Passages& passages) {
    const bool is_no = decision.what == "closed" || decision.what == "edited";
    const std::string reason = reason_words(decision.reason);
    if (!is_no || followup::is_friend(decision.after, owner) || reason.empty() || reason == reason_words("unknown"))
        return std::nullopt;
    return soft_touch(decision.after, words_after_no(decision.after, reason), false, passages);
}

}  // namespace nudged::messages
