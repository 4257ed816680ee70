#include "daemon/messages/answers.hpp"

#include <algorithm>
#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using followup::Decision;
using followup::Plan;

constexpr std::string_view not_known = "not known";  // the reason behind [Don't know]

// One decision in words. Every date is read from the contact as it is stored.
class Telling {
public:
    Telling(const Contact& before, const Decision& decision, const Plan& plan, std::string_view called)
        : before_(before),
          decision_(decision),
          plan_(plan),
          whole_(shown_name(before.name)),
          call_(called.empty() ? short_name(before.name) : std::string(called)) {}

    [[nodiscard]] Said tell() const {
        const std::string& what = decision_.what;
        if (is_about_the_deal()) return said_of_deal(before_, decision_, plan_, call_, next_around());
        if (what == "touched") return touched();
        if (what == "gave") return gave();
        if (what == "snoozed") return snoozed();
        if (what == "skipped") return both("left out this time." + next_around());
        if (what == "replied") return replied();
        if (what == "not_answered") return {call_ + ": no answer so far.", ""};
        if (what == "promised") return promised();
        if (what == "kept")
            return {call_ + ": kept" + with_note(decision_.note) + "." + next_around(),
                    whole_ + " done, a promise kept." + next_around()};
        if (what == "felt") return felt();
        if (what == "answered")
            return {call_ + ": they answered." + next_around(), whole_ + " answered." + next_around()};
        if (what == "closed") return closed();
        if (what == "parted") return parted();
        if (what == "waiting") return waiting();
        if (what == "reopened")
            return {call_ + " is back on the list." + next_around(), whole_ + " is back on the list." + next_around()};
        if (what == "noted") return {call_ + ": noted" + with_note(decision_.note) + ".", ""};  // still to be answered
        return edited();
    }

private:
    // Only of the question: its plan, or its end. A wait or a word says the rest.
    [[nodiscard]] bool is_about_the_deal() const {
        const auto &was = before_.deal, &is = decision_.after.deal;
        return decision_.person_stays || decision_.what == "deal" ||
               (decision_.what == "edited" && was && is && was->plan != is->plan);
    }

    // "Mum: left out this time." and "Mum left out this time."
    [[nodiscard]] Said both(const std::string& text) const { return {call_ + ": " + text, whole_ + " " + text}; }

    [[nodiscard]] std::string next_around() const {
        const auto next = followup::told_date(decision_.after, plan_);
        if (!next) return "";
        if (followup::state_of(decision_.after, plan_.today) == ContactState::waiting)
            return " Back " + (until_resume(*next) ? when_you_resume() : "on " + day(*next)) + ".";
        return " Next " + (until_resume(*next) ? when_you_resume() : "around " + day(*next)) + ".";
    }
    [[nodiscard]] bool until_resume(Date date) const { return followup::waits_for_resume(plan_.owner, date); }
    [[nodiscard]] std::string day(Date date) const { return day_text(date, plan_.today); }

    static std::string with_note(std::string_view note) { return one_line(note).empty() ? "" : ", " + quoted(note); }

    // "today", "yesterday", "on Fri 27 Feb"
    [[nodiscard]] std::string touch_day() const {
        if (plan_.today - decision_.day < days{2}) return relative_day(decision_.day, plan_.today);
        return "on " + day(decision_.day);
    }

    [[nodiscard]] Said touched() const {
        const std::string note = one_line(decision_.note);
        std::string how = channel_word(note);
        if (how.empty()) how = past_of(decision_.channel);
        std::string when = touch_day();
        if (how.empty()) {
            how = "noted for";
            if (when.starts_with("on ")) when = when.substr(3);
        }
        return {call_ + ": " + how + " " + when + with_note(without_channel_word(note)) + "." + next_around(),
                whole_ + " done." + next_around()};
    }

    [[nodiscard]] Said gave() const {
        const std::string note = one_line(decision_.note);
        const std::string what = note.empty() ? "something helpful" : quoted(note);
        const bool of_the_shelf = decision_.after.given != before_.given;
        return {call_ + ": " + what + ", given " + touch_day() + "." +
                    (of_the_shelf ? " I won't offer it to them twice." : "") + next_around(),
                whole_ + " done." + next_around()};
    }

    // Why a day is none of the owner's mornings: "one of your days off".
    [[nodiscard]] std::string why_no_nudge_day(Date date, const std::string& by_weekday) const {
        const Owner& owner = plan_.owner;
        const unsigned weekday = std::chrono::weekday{date}.c_encoding();
        if (followup::in_pause(owner, date)) return "in your pause";
        if ((owner.weekdays >> weekday & 1U) == 0) return by_weekday;
        if (std::binary_search(owner.holidays.begin(), owner.holidays.end(), date)) return "a holiday";
        return "";
    }

    [[nodiscard]] Said snoozed() const {
        const Contact& after = decision_.after;
        const Date until = decision_.until.value_or(plan_.today);
        if (until_resume(until))
            return {call_ + ": back " + when_you_resume() + ", not before " + day(until) + ".",
                    whole_ + " snoozed, until you resume."};
        if (after.snooze && after.snooze->at) {
            const std::string when =
                (until == plan_.today ? "today" : "on " + day(until)) + " at " + time_text(*after.snooze->at);
            return {call_ + ": I'll say so " + when + "." + moved(), whole_ + " snoozed to " + when + "."};
        }
        std::string line = call_ + ": back on " + day(until);
        const std::string kept = why_no_nudge_day(until, "your day off");
        if (after.snooze && after.snooze->named_day && !kept.empty()) line += ", although it is " + kept;
        return {line + "." + moved(), whole_ + " snoozed to " + day(until) + "."};
    }

    // " (3 days is Saturday, one of your days off.)", " (23:00 is in your quiet hours, so with tomorrow's nudge.)"
    [[nodiscard]] std::string moved() const {
        if (decision_.wanted && followup::in_pause(plan_.owner, *decision_.wanted))
            return " (" + day(*decision_.wanted) + " is in your pause.)";
        if (decision_.wanted_at) {
            const bool same_day = decision_.after.snooze && decision_.after.snooze->at;
            return " (" + time_text(*decision_.wanted_at) + " is in your quiet hours" +
                   (same_day ? "" : ", so with " + of_day("nudge", *decision_.until)) + ".)";
        }
        if (!decision_.wanted) return "";
        return " (" + counted((*decision_.wanted - plan_.today).count(), "day", "days") + " is " + wanted_day() + ".)";
    }

    // "Saturday, one of your days off"
    [[nodiscard]] std::string wanted_day() const {
        const Date wanted = *decision_.wanted;
        const std::string why = why_no_nudge_day(wanted, "one of your days off");
        return ((wanted - plan_.today).count() < 7 ? weekday_name(wanted) : day(wanted)) +
               (why.empty() ? "" : ", " + why);
    }

    // "tomorrow's list", "Monday's list", "the list of Mon 16 Mar"
    [[nodiscard]] std::string of_day(const std::string& thing, Date date) const {
        const auto away = (date - plan_.today).count();
        if (away == 1) return "tomorrow's " + thing;
        return away < 7 ? possessive(weekday_name(date)) + " " + thing : "the " + thing + " of " + day(date);
    }

    [[nodiscard]] Said replied() const {
        const std::string line = "answered " + touch_day() + with_note(decision_.note) + ".";
        if (!decision_.after.your_turn)
            return {call_ + ": " + line + next_around(), whole_ + " answered." + next_around()};
        const auto next = followup::nudge_day_from(plan_.owner, plan_.today + days{1});
        if (!next) return both(line);
        const std::string where = " First in " + of_day("list", *next);
        return {call_ + ": " + line + where + ", so that it isn't lost.", whole_ + " answered." + where + "."};
    }

    [[nodiscard]] Said closed() const {
        const std::string reason = one_line(decision_.reason);
        if (reason.empty())
            return {"Noted: " + call_ + " said no. What decided it, if you know?",
                    whole_ + " said no. What decided it, if you know?"};
        const std::string why = ", " + quoted(reason_words(reason)) + ".";
        return {"Noted: " + call_ + " said no" + why, whole_ + " said no" + why + to_copy(reason)};
    }

    [[nodiscard]] Said parted() const {
        if (decision_.after.died)
            return {"I'm sorry. I won't mention " + possessive(call_) + " dates again. Everything you wrote about " +
                        call_ + " stays, for you.",
                    whole_ + " is no longer on the list."};
        if (before_.straight_on)
            return {call_ + " is off the list, no hard feelings, and the door stays open: if they write, say `" +
                        typed_name(call_) + " replied` and all of this is back.",
                    whole_ + " is off the list, no hard feelings."};
        return {call_ + " is off the list, no hard feelings. `reopen " + typed_name(call_) + "` any time.",
                whole_ + " is off the list, no hard feelings."};
    }

    [[nodiscard]] Said waiting() const {
        const auto& wait = decision_.after.check_back;
        const Date back = decision_.until.value_or(wait ? wait->date : plan_.today);
        const std::string words = wait ? with_note(wait->words) : "";
        const std::string asked =
            decision_.wanted ? words + ". (They asked for " + wanted_day() + ".)" : ", as they asked" + words + ".";
        if (until_resume(back))
            return {call_ + ": they asked for " + day(back) + words + ". Back " + when_you_resume() +
                        ". Until then nothing to ask.",
                    whole_ + " waits, until you resume."};
        return {call_ + ": back on " + day(back) + asked + " Until then nothing to ask" + helpful_on_the_way() + ".",
                whole_ + " waits until " + day(back) + "."};
    }

    // ", room for two helpful things on the way, the first around Mon 6 Apr"; nothing is promised of an empty shelf.
    [[nodiscard]] std::string helpful_on_the_way() const {
        const auto days_of_help = followup::helpful_days(decision_.after);
        const auto coming = std::ranges::upper_bound(days_of_help, plan_.today);
        if (coming == days_of_help.end() || !decision_.something_to_give) return "";
        const auto count = static_cast<std::size_t>(days_of_help.end() - coming);
        const std::string around = " around " + day(followup::nudge_day_from(plan_.owner, *coming).value_or(*coming));
        if (count == 1) return ", room for something helpful on the way" + around;
        return ", room for " + number_word(count) + " helpful things on the way, the first" + around;
    }

    // What changed is told by comparing: an edit may be of any field.
    [[nodiscard]] Said edited() const {
        const Contact& after = decision_.after;
        if (!decision_.reason.empty() && after.closed_reason != before_.closed_reason) return reason_told();
        if (before_.your_turn && !after.your_turn) return both("no answer needed." + next_around());
        if (after.promises.size() < before_.promises.size())
            return {call_ + ": let go" + with_note(decision_.note) + ".",
                    whole_ + ": let go" + with_note(decision_.note) + "."};
        if (after.once_more > before_.once_more) return once_more();
        if (after.is_friend != before_.is_friend)
            return noted(call_ + (after.is_friend
                                      ? ": as with a friend from now on. No straight questions, and silence "
                                        "changes nothing."
                                      : ": the usual manners again."));
        if (after.name != before_.name) return noted(whole_ + " is now " + shown_name(after.name) + ".");
        if (after.state == ContactState::book && before_.state != ContactState::book)
            return both("no rhythm any more. Dates are kept, and `who " + typed_name(call_) + "` finds them.");
        if (after.cadence_days != before_.cadence_days && after.cadence_days) {
            const std::string line = every_text(*after.cadence_days) + " now." + next_around();
            const bool still_due = followup::next_date(after, plan_).value_or(Date::max()) <= plan_.today;
            return still_due || after.your_turn ? noted(call_ + ": " + line) : both(line);
        }
        if (after.thank_for.size() > before_.thank_for.size())
            return noted(call_ + " brought you and " + short_name(after.thank_for.back()) +
                         " together. To thank them comes with their next item.");
        if (after.via != before_.via) return noted(call_ + ": by way of " + shown_name(after.via) + ", noted.");
        if (after.tags != before_.tags)
            return noted(call_ + ": " + (after.tags.empty() ? "no tags now." : "now " + tags_of(after) + "."));
        return noted(call_ + ": " + field_changed());
    }
    // A promise for another day settles whoever is on the list because of it.
    [[nodiscard]] Said promised() const {
        const std::string by = decision_.until == plan_.today ? "today" : day(decision_.until.value_or(plan_.today));
        const bool put_off = before_.promises.size() == decision_.after.promises.size();
        return {call_ + ": promised" + with_note(decision_.note) + ", by " + by +
                    (decision_.until == plan_.today   ? "."
                     : until_resume(*decision_.until) ? ". I'll say so " + when_you_resume() + "."
                                                      : ". I'll say so on the day."),
                put_off ? whole_ + ": promised by " + by + "." : ""};
    }
    [[nodiscard]] Said felt() const {
        switch (decision_.after.felt.value_or(Feeling::fair)) {
            case Feeling::good:
                return noted("Glad. I'll open with that next time.");
            case Feeling::fair:
                return noted("Noted.");
            case Feeling::heavy:
                break;
        }
        return noted("Noted. That happens.");
    }
    [[nodiscard]] Said once_more() const {
        const auto next = followup::told_date(decision_.after, plan_);
        const std::string helpful = "omething helpful" + (!next                 ? ""
                                                          : until_resume(*next) ? " " + when_you_resume()
                                                                                : " around " + day(*next));
        return {"Good. S" + helpful + ", and nothing asked with it.", whole_ + ": s" + helpful + "."};
    }
    // Who was to be spoken with today still is.
    static Said noted(std::string line) { return {std::move(line), ""}; }

    [[nodiscard]] std::string to_copy(std::string_view reason) const {
        return " To copy: \"" + words_after_no(before_, reason) + '"';
    }
    [[nodiscard]] Said reason_told() const {
        const std::string reason = reason_words(decision_.reason);
        if (reason == not_known)
            return {"Worth asking " + call_ + " kindly." + to_copy(reason), whole_ + " said no." + to_copy(reason)};
        const std::string why = ", " + quoted(reason) + ".";
        return {"Noted: " + call_ + " said no" + why, whole_ + " said no" + why + to_copy(reason)};
    }

    static std::string tags_of(const Contact& contact) {
        std::vector<std::string> tags;
        for (const std::string& tag : contact.tags) tags.push_back("#" + one_line(tag));
        return joined(tags);
    }

    [[nodiscard]] std::string field_changed() const {
        const Contact& after = decision_.after;
        if (after.needs != before_.needs) return field("needs", after.needs);
        if (after.why != before_.why) return field("why", after.why);
        if (after.brings != before_.brings) return field("what they bring", after.brings);
        if (after.gets != before_.gets) return field("what they get", after.gets);
        if (after.zone != before_.zone) return field("zone", after.zone.value_or(""));
        if (after.importance != before_.importance)
            return "importance " + std::to_string(static_cast<int>(after.importance)) + ".";
        if (after.dates != before_.dates && !after.dates.empty()) return date_noted(after.dates);
        if (after.lead_days != before_.lead_days) return lead_set();
        for (const auto& [kind, address] : after.addresses)
            if (const auto old = before_.addresses.find(kind); old == before_.addresses.end() || old->second != address)
                return field(one_line(kind), address);
        return "noted.";
    }
    static std::string field(const std::string& name, const std::string& value) {
        return one_line(value).empty() ? name + " taken out." : name + " noted" + with_note(value) + ".";
    }
    [[nodiscard]] std::string date_noted(const std::vector<ImportantDate>& dates) const {
        const auto changed = std::find_if(dates.begin(), dates.end(), [&](const ImportantDate& date) {
            return std::find(before_.dates.begin(), before_.dates.end(), date) == before_.dates.end();
        });
        if (changed == dates.end()) return "a date taken out.";
        return shortened(one_line(changed->what), 40) + " on " + date_text(*changed) + ".";
    }

    [[nodiscard]] std::string lead_set() const {
        const Contact& after = decision_.after;
        if (!after.lead_days) return "dates told on the day only.";
        const std::string none = after.dates.empty()
                                     ? " None is known yet; one is written `birthday " + typed_name(call_) + " 12 may`."
                                     : "";
        return "dates told " + span_text(*after.lead_days) + " before, and on the day." + none;
    }

    const Contact& before_;
    const Decision& decision_;
    const Plan& plan_;
    std::string whole_;
    std::string call_;
};

}  // namespace

Said said(const Contact& before, const Decision& decision, const Plan& plan, std::string_view called) {
    return Telling(before, decision, plan, called).tell();
}

std::string reason_words(std::string_view argument) {
    if (argument == "someone") return "someone else";
    if (argument == "unknown") return std::string(not_known);
    return std::string(argument);
}

std::string inapplicable(const Contact& contact, followup::Inapplicable why, std::string_view verb, const Plan& plan) {
    const std::string call = short_name(contact.name);
    const std::string reopen = " `reopen " + typed_name(call) + "`?";
    switch (why) {
        case followup::Inapplicable::not_on_round:
            return call + " is off the list" + (contact.state == ContactState::closed ? ", after a no." : ".") +
                   " Nothing changed." + reopen;
        case followup::Inapplicable::waiting: {
            const auto back = followup::told_date(contact, plan);
            const bool put_off = contact.check_back && contact.check_back->put_off;
            const bool open_end = back && followup::waits_for_resume(plan.owner, *back);
            return call + " comes back" +
                   (open_end ? " " + when_you_resume()
                    : back   ? " on " + day_text(*back, plan.today)
                             : "") +
                   (put_off ? "." : ", as they asked.") + " Nothing changed." + reopen;
        }
        case followup::Inapplicable::not_valid:
            return "I can't write that down for " + call + ". Nothing changed." +
                   (verb == "lead" ? " A date can be told 1 to 60 days before." : "") +
                   (verb == "set"
                        ? " A birthday is like 12 may, a zone like Europe/Lisbon, importance 1 to 3, a phone has "
                          "digits, an e-mail an @."
                        : "");
        case followup::Inapplicable::no_deal:
            return "No question is open with " + call + ". Nothing changed. `deal " + typed_name(call) +
                   " website` opens one.";
        case followup::Inapplicable::nothing_to_do:
            break;
    }
    if (verb == "deal" && contact.deal)
        return call + ": " + the_question(contact.deal->what) + " is an open question already. Nothing changed.";
    if (verb == "reopen" || verb == "again") return call + " is on the list already. Nothing changed.";
    if (verb == "part" || verb == "no") return call + " is off the list already. Nothing changed.";
    if (verb == "notyet" || verb == "not_answered") return call + " doesn't wait for an answer. Nothing changed.";
    return "That is so already for " + call + ". Nothing changed.";
}

std::string said_no(const Contact& contact) { return "Noted: " + short_name(contact.name) + " said no."; }

Message answer(const std::vector<std::string>& lines, std::vector<ButtonRow> rows) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    Message message = plain(std::move(text));
    message.blocks.front().rows = std::move(rows);
    return message;
}

std::string nothing_to_take_back() { return "Nothing to take back."; }

std::string changed_since(const std::string& name) {
    if (name.empty()) return "That was changed later, so I left it as it is.";
    return short_name(name) + " was changed later, so I left it as it is.";
}

std::string already_noted() { return "Already noted."; }

std::string settled_before(const ListItem& item, Date list_date, Date today) {
    const std::string when = day_text(list_date, today);
    if (item.settled.empty()) return "That list is of " + when + ". Nothing changed.";
    std::string_view what = item.settled;
    if (const std::string name = shown_name(item.name); what.starts_with(name)) what.remove_prefix(name.size());
    what.remove_prefix(std::min(what.find_first_not_of(' '), what.size()));
    const std::string_view sentence = what.substr(0, what.find('.'));
    return "That was settled on " + when + ": " + short_name(item.name) + ", " + std::string(sentence) +
           ". Nothing changed.";
}

std::string date_has_passed(Date date, Date today) {
    const std::string when = date == today ? "This evening" : day_text(date, today);
    return when + " has passed. Nothing changed. For example: snooze 2 weeks.";
}

std::string courtesy(replies::Courtesy said) {
    if (said == replies::Courtesy::thanks) return "With pleasure.";
    return said == replies::Courtesy::greeting ? "Hello. Who is on for today: `today`" : "All right.";
}
std::string nothing_changed() { return "All right, nothing changed."; }

std::string words_needed(std::string_view what) {
    const std::string thing = what == "voice" ? "a voice message" : what.empty() ? "that" : "a " + one_line(what);
    return "I can only read words, and " + thing + " has none for me. Nothing changed. Would you write it?";
}

std::string came_too_late() {
    return "That reached me only after what you wrote next, which stands. Nothing changed; say it again if it still "
           "holds.";
}

std::string could_not_apply() {
    return "Something went wrong on my side, and nothing changed. Please say it once more.";
}

}  // namespace nudged::messages
