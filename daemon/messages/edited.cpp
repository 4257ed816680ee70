// What changed of what is kept about somebody.
#include <algorithm>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/messages/telling.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

std::string tags_of(const Contact& contact) {
    std::vector<std::string> tags;
    for (const std::string& tag : contact.tags) tags.push_back("#" + one_line(tag));
    return joined(tags);
}

Said of_the_reason(const Telling& told) {
    const std::string reason = reason_words(told.decision.reason);
    if (reason == reason_not_known)
        return {worded("answer.ask_them_why", {{"name", told.call}}) + told.to_copy(reason),
                worded("settled.closed_unknown", {{"name", told.whole}}) + told.to_copy(reason)};
    const std::string why = quoted(reason_told(reason));
    return {worded("answer.closed", {{"name", told.call}, {"reason", why}}),
            worded("settled.closed", {{"name", told.whole}, {"reason", why}}) + told.to_copy(reason)};
}

Said once_more(const Telling& told) {
    const auto next = followup::told_date(told.decision.after, told.plan);
    const Argument when{"when", !next                      ? "no"
                                : told.until_resume(*next) ? "resume"
                                                           : "day"},
        day{"day", next ? told.day(*next) : ""};
    return {worded("answer.once_more", {when, day}), worded("settled.once_more", {{"name", told.whole}, when, day})};
}

Said of_the_rhythm(const Telling& told) {
    const Contact& after = told.decision.after;
    const Argument every{"every", every_text(*after.cadence_days)};
    const std::string line = worded("answer.rhythm", {{"name", told.call}, every}) + told.next_around();
    const bool still_due = followup::next_date(after, told.plan).value_or(Date::max()) <= told.plan.today;
    if (still_due || after.your_turn) return {line, ""};
    return {line, worded("settled.rhythm", {{"name", told.whole}, every}) + told.next_around()};
}

std::string field(const Telling& told, const std::string& called, const std::string& value) {
    if (one_line(value).empty()) return worded("answer.field_taken_out", {{"name", told.call}, {"field", called}});
    return worded("answer.field_noted", {{"name", told.call}, {"field", called}, {"note", note_told(value)}});
}

// Words of the owner are not overwritten in silence.
std::string own_field(const Telling& told, const char* field_name, const std::string& value,
                      const std::string& before = {}) {
    const std::string called = worded("answer.field", {{"field", field_name}});
    if (one_line(value).empty() || one_line(before).empty()) return field(told, called, value);
    return worded("answer.field_replaced",
                  {{"name", told.call}, {"field", called}, {"note", note_told(value)}, {"before", quoted(before)}});
}

std::string of_the_dates(const Telling& told) {
    const auto &was = told.before.dates, &dates = told.decision.after.dates;
    const auto changed = std::find_if(dates.begin(), dates.end(), [&](const ImportantDate& date) {
        return std::find(was.begin(), was.end(), date) == was.end();
    });
    if (changed == dates.end()) return worded("answer.date_taken_out", {{"name", told.call}});
    return worded(
        "answer.date",
        {{"name", told.call}, {"what", shortened(date_name(changed->what), 40)}, {"date", date_text(*changed)}});
}

std::string lead_set(const Telling& told) {
    const Contact& after = told.decision.after;
    if (!after.lead_days) return worded("answer.told_on_the_day", {{"name", told.call}});
    return worded("answer.told_before", {{"name", told.call}, {"span", span_text(*after.lead_days)}}) +
           (after.dates.empty() ? " " + worded("answer.no_date_known", {{"typed", typed_name(told.call)}}) : "");
}

std::string of_a_field(const Telling& told) {
    const Contact &before = told.before, &after = told.decision.after;
    if (after.needs != before.needs) return own_field(told, "needs", after.needs, before.needs);
    if (after.why != before.why) return own_field(told, "why", after.why, before.why);
    if (after.brings != before.brings) return own_field(told, "brings", after.brings, before.brings);
    if (after.gets != before.gets) return own_field(told, "gets", after.gets, before.gets);
    if (after.zone != before.zone) return own_field(told, "zone", after.zone.value_or(""));
    if (after.importance != before.importance)
        return worded("answer.importance",
                      {{"name", told.call}, {"number", std::to_string(static_cast<int>(after.importance))}});
    if (after.dates != before.dates && !after.dates.empty()) return of_the_dates(told);
    if (after.lead_days != before.lead_days) return lead_set(told);
    for (const auto& [kind, address] : after.addresses)
        if (const auto old = before.addresses.find(kind); old == before.addresses.end() || old->second != address)
            return field(told, address_called(kind), address);
    return worded("answer.noted", {{"name", told.call}, {"note", ""}});
}

// What settles nobody: who was to be spoken with today still is.
std::string changed(const Telling& told) {
    const Contact &before = told.before, &after = told.decision.after;
    const Argument name{"name", told.call};
    if (after.is_friend != before.is_friend)
        return after.is_friend ? worded("answer.is_friend", {name}) : worded("answer.is_no_friend", {name});
    if (after.name != before.name)
        return worded("answer.renamed", {{"before", told.whole}, {"after", shown_name(after.name)}});
    if (after.thank_for.size() > before.thank_for.size())
        return worded("answer.brought_together", {name, {"other", short_name(after.thank_for.back())}});
    if (after.via != before.via) return worded("answer.via", {name, {"other", shown_name(after.via)}});
    if (after.tags != before.tags)
        return after.tags.empty() ? worded("answer.no_tags", {name})
                                  : worded("answer.tags", {name, {"tags", tags_of(after)}});
    return of_a_field(told);
}

}  // namespace

Said edited(const Telling& told) {
    const Contact &before = told.before, &after = told.decision.after;
    const Argument name{"name", told.call}, whole{"name", told.whole};
    if (!told.decision.reason.empty() && after.closed_reason != before.closed_reason) return of_the_reason(told);
    if (before.your_turn && !after.your_turn)
        return {worded("answer.no_answer_needed", {name}) + told.next_around(),
                worded("settled.no_answer_needed", {whole}) + told.next_around()};
    if (after.promises.size() < before.promises.size())
        return {worded("answer.let_go", {name, {"note", told.note()}}),
                worded("answer.let_go", {whole, {"note", told.note()}})};
    if (after.once_more > before.once_more) return once_more(told);
    if (after.is_friend != before.is_friend || after.name != before.name) return {changed(told), ""};
    if (after.state == ContactState::book && before.state != ContactState::book) {
        const Argument typed{"typed", typed_name(told.call)};
        return {worded("answer.no_rhythm", {name, typed}), worded("settled.no_rhythm", {whole, typed})};
    }
    if (after.cadence_days != before.cadence_days && after.cadence_days) return of_the_rhythm(told);
    return {changed(told), ""};
}

}  // namespace nudged::messages
