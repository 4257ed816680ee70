#include "daemon/messages/drafts.hpp"

#include <algorithm>
#include <array>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/ways.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::messages {
namespace {

using Words = std::initializer_list<std::string_view>;

constexpr std::size_t in_a_row = 3;  // buttons that a phone shows side by side
constexpr std::size_t longest_moment = 40;

// Of `words` one that begins with a space begins a word of the text, and one that ends with a space ends it.
bool says(const std::string& text, Words words) {
    const std::string padded = " " + text + " ";
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return padded.find(word) != std::string::npos; });
}

bool begins(const std::string& text, Words words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

std::string missed(const std::string& call, std::string_view moment) {
    const std::string said = shortened(one_line(moment), longest_moment);
    const std::string folded = replies::fold(said);
    const std::string hope = " Hope all is well.";
    if (!begins(folded, {"at ", "in ", "on ", "from ", "during "})) return "Missed you today, " + call + "." + hope;
    const bool has_a_day = says(
        folded, {" today ", " yesterday ", " last ", " this ", " mon", " tue", " wed", " thu", " fri", " sat", " sun"});
    return "No " + call + " " + said + (has_a_day ? "." : " today.") + hope;
}

// What was noticed is not repeated to them: it may have been said in the owner's shorthand.
std::string noticed(const std::string& call, std::string_view moment) {
    const std::string folded = replies::fold(moment);
    if (says(folded, {" lost ", " died ", " death ", " passed away ", " funeral ", " ill ", " sick ", " hospital ",
                      " accident ", " laid off ", " layoff", " fired ", " divorce", " sad ", " broke "}))
        return call + ", I heard, and I'm thinking of you. No need to answer.";
    if (says(folded, {" job ",     " promot",   " award",    " prize ",  " won ",         " married ", " wedding ",
                      " engaged ", " baby ",    " born ",    " launch",  " anniversary ", " publish",  " graduat",
                      " house ",   " founded ", " funding ", " raised ", " new role ",    " position "}))
        return call + ", I saw the news. Congratulations. What are you most looking forward to?";
    return call + ", you came to mind today. How are things with you?";
}

}  // namespace

std::string draft_for(const Contact& contact, Occasion occasion, std::string_view moment) {
    const std::string call = short_name(contact.name);
    return occasion == Occasion::missed ? missed(call, moment) : noticed(call, moment);
}

Message soft_touch(const Contact& contact, std::string_view draft) {
    const std::string call = short_name(contact.name);
    if (contact.died) return plain("No words for " + call + " to send. What you wrote about them stays, for you.");
    const auto ways = ways_to(contact.addresses, draft);
    Button copy;
    copy.label = "Copy";
    copy.copy = draft;
    copy.accessible = "Copy the words for " + shown_name(contact.name);
    ButtonRow buttons{copy};
    for (const Way& way : ways) buttons.push_back(opens(way, contact.name));
    // Where the words went is written down when it could be nowhere else.
    buttons.push_back(tap("Sent it", encode({"done", OfContact{contact.id}, channel_of_words(ways)}),
                          "Sent it to " + shown_name(contact.name)));

    Message message;
    message.notification = "For " + call + ", to copy.";
    Block block{{{"For " + call + ", to copy:\n", Style::plain}, {std::string(draft), Style::code}}, {}};
    for (Button& button : buttons) {
        if (block.rows.empty() || block.rows.back().size() == in_a_row) block.rows.emplace_back();
        block.rows.back().push_back(std::move(button));
    }
    message.blocks.push_back(std::move(block));
    return message;
}

}  // namespace nudged::messages
