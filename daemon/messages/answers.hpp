// What the bot answers to a decision. Always from what was stored, never from what was asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::messages {

struct Said {
    std::string line;     // the answer: "Sam: back on Mon 9 Mar. (3 days is Saturday, one of your days off.)"
    std::string settled;  // the same in the nudge, beginning with the name: "Sam Lee snoozed to Mon 9 Mar."; empty =
                          // they stay open
};
// `called` is how the person is called among those of the same first name; empty = by the first name.
[[nodiscard]] Said said(const Contact& before, const followup::Decision&, const followup::Plan&,
                        std::string_view called = {});
[[nodiscard]] std::string inapplicable(const Contact&, followup::Inapplicable, std::string_view verb,
                                       const followup::Plan&);

// ListItem::settled_what of what a decision settles.
[[nodiscard]] std::string settled_as(const followup::Decision&);
// The taps that stand behind a decision: after a snooze other dates, after a done "They answered", after a reply
// "Answered already" and "Needs no answer", after a `no` its reasons, ...; Undo always, last.
[[nodiscard]] std::vector<ButtonRow> chips(const followup::Decision&, const About&, std::int64_t batch,
                                           const followup::Plan&);
// The same from what is stored, for a nudge that is drawn anew.
// `whose`: a short name on one button of each row, for where several people's rows stand together.
// `room`: for what is only offered (how it felt); a long list has none.
// `onward`: of whom only a deal has ended.
[[nodiscard]] std::vector<ButtonRow> chips(const ListItem&, Date today, std::string_view whose = {}, bool room = true,
                                           const Onward& onward = {});
[[nodiscard]] Button undo_button(std::int64_t batch);
[[nodiscard]] std::string reason_words(std::string_view argument);  // "price", "someone else"; of the buttons of a `no`
[[nodiscard]] std::string reason_label(std::string_view argument);  // what they say

[[nodiscard]] std::string taken_off_list(const std::string& name);  // in the nudge, of who is no longer here

// One answer to one reply: a line for each decision, the chips of the only one, or Undo for all of them.
// Of several in one message: "Noted: Tom said no." each, and then what decided it, with a row of taps a person.
[[nodiscard]] std::string said_no(const Contact&);
[[nodiscard]] Message what_decided(const std::vector<Contact>&);
[[nodiscard]] Message answer(const std::vector<std::string>& lines, std::vector<ButtonRow> rows);

// What of the settings is again as it was, when it goes from the one to the other: "your nudge time (08:30 again)".
[[nodiscard]] std::string settings_again(const Owner& from, const Owner& to);
// The same of what is kept about somebody: "Bob's tags (#work again)". Empty when nothing of that differs.
[[nodiscard]] std::string details_again(const std::string& call, const Contact& from, const Contact& to);
// `settings` and `next_settings` (of the two above) name a change of the settings or of a detail in the two batches;
// `holds`: what does so again.
[[nodiscard]] std::string taken_back(const std::vector<JournalEntry>& batch,
                                     const std::vector<JournalEntry>& next_to_undo, const std::string& settings = {},
                                     const std::string& next_settings = {}, const std::string& holds = {});
// Behind a snooze that is taken back: where they stand now.
[[nodiscard]] std::string no_longer_snoozed(const Contact&, bool on_todays_list, const followup::Plan&);
[[nodiscard]] std::string nothing_to_take_back();
[[nodiscard]] std::string changed_since(const std::string& name);  // an Undo whose contact was changed later
[[nodiscard]] std::string already_noted();
[[nodiscard]] std::string settings_in_words();                                          // how they are typed
[[nodiscard]] std::string settled_before(const ListItem&, Date list_date, Date today);  // a tap on last week's nudge
[[nodiscard]] std::string date_has_passed(Date, Date today);                            // of a snooze button
[[nodiscard]] std::string promise_stays(const Promise&, Date today);  // behind a word to whom it was made, on its day
[[nodiscard]] std::string courtesy(replies::Courtesy said);
[[nodiscard]] std::string nothing_changed();                        // after a negation
[[nodiscard]] std::string nothing_written(std::string_view words);  // of a message of which other words were understood
[[nodiscard]] std::string words_needed(std::string_view what);      // voice, photo, ...
[[nodiscard]] std::string came_too_late();                          // words that others overtook on their way
[[nodiscard]] std::string could_not_apply();                        // the apology for an answer that failed inside

}  // namespace nudged::messages
