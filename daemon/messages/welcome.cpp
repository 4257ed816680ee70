#include "daemon/messages/welcome.hpp"

#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/places.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

Button named(Key label, const char* what) { return tap(worded(label), encode({"pick", Named{what}, {}})); }

std::string service_name(const std::string& connector) {
    return connector == "webchat" ? worded("welcome.this_page") : capitalised(one_line(connector));
}

}  // namespace

bool has_a_name(const Owner& owner) { return owner.name != "me"; }

Message welcome(const Owner& owner, const Zone& zone, Instant now, bool has_people) {
    const std::string place = city_of(zone.name());
    const std::string hello = worded(has_a_name(owner) ? Key("welcome.hello.name") : Key("welcome.hello"),
                                     {{"name", short_name(owner.name)}});
    const std::string hours = worded(place == zone.name() ? Key("welcome.hours.zone") : Key("welcome.hours"),
                                     {{"time", time_text(zone.local(now).time)},
                                      {"place", place},
                                      {"at", time_text(owner.nudge_at)},
                                      {"weekdays", weekdays_text(owner.weekdays)}});
    Message message = plain(hello + "\n" + worded("welcome.only_you") + "\n" + hours);
    message.blocks.front().rows = {{named("welcome.right", "right"), named("welcome.another_time", "time"),
                                    named("welcome.another_place", "place")}};
    if (!has_people) message.blocks.push_back(invitation());
    return message;
}

Block invitation() {
    return {styled(worded("welcome.whom")), {{named("welcome.import", "import"), named("welcome.samples", "samples")}}};
}

std::string paired(const Owner& owner, const std::string& connector) {
    return worded(has_a_name(owner) ? Key("welcome.paired.name") : Key("welcome.paired"),
                  {{"name", short_name(owner.name)}, {"service", service_name(connector)}});
}

std::string stranger() { return worded("welcome.stranger"); }

std::string wrong_code() { return worded("welcome.wrong_code"); }

std::string no_pairing() { return worded("welcome.no_pairing"); }

std::string imported(const ImportSummary& summary) {
    const std::size_t read = summary.added + summary.updated + summary.unchanged + summary.asked;
    std::vector<std::string> parts;
    const auto tell = [&](Key key, std::size_t n) {
        if (n > 0) parts.push_back(worded(key, {{"n", static_cast<long>(n)}}));
    };
    tell("import.new", summary.added);
    tell("import.updated", summary.updated);
    tell("import.unchanged", summary.unchanged);
    tell("import.asked", summary.asked);
    std::vector<std::string> sentences;
    if (read > 0)
        sentences.push_back(worded("import.read", {{"n", static_cast<long>(read)}, {"parts", joined(parts)}}));
    else if (summary.left_out.empty())
        sentences.push_back(worded("import.nobody"));
    if (!summary.left_out.empty())
        sentences.push_back(worded("import.left_out", {{"n", static_cast<long>(summary.left_out.size())},
                                                       {"names", some_of(summary.left_out)}}));
    if (summary.troubles > 0)
        sentences.push_back(
            worded(summary.first_trouble.empty() ? Key("import.remarks") : Key("import.remarks.first"),
                   {{"n", static_cast<long>(summary.troubles)}, {"first", one_line(summary.first_trouble)}}));
    std::string text;
    for (const auto& sentence : sentences) text += (text.empty() ? "" : " ") + sentence;
    return text;
}

std::string import_stopped(std::size_t came_in) {
    return worded("import.stopped", {{"n", static_cast<long>(came_in)}});
}

std::string added(const Contact& contact, std::optional<Date> next, int cadence_days, Date today, bool until_resume) {
    const auto born = std::find_if(contact.dates.begin(), contact.dates.end(),
                                   [](const ImportantDate& date) { return date.what == "birthday"; });
    const std::string birthday =
        born == contact.dates.end() ? "" : " " + worded("added.birthday", {{"date", date_text(*born)}});
    const std::string day = next ? day_text(*next, today) : "";
    const Key key = !next                      ? Key("added.book")
                    : until_resume             ? Key("added.resume")
                    : *next == today           ? Key("added.today")
                    : *next == today + days{1} ? Key("added.tomorrow")
                                               : Key("added");
    return worded(key, {{"name", shown_name(contact.name)},
                        {"every", every_text(cadence_days)},
                        {"day", day},
                        {"when", when_you_resume()}}) +
           birthday;
}

std::string first_people(const std::vector<FirstPerson>& people, Date first, TimeOfDay at, Date today) {
    std::vector<std::string> names;
    for (const auto& person : people) names.push_back(person.name);
    const auto called = call_names(names);
    std::string rhythms;
    for (std::size_t i = 0; i < people.size(); ++i)
        rhythms += (i == 0 ? "" : ", ") + worded(i == 0 ? Key("first.person") : Key("first.person.more"),
                                                 {{"name", called[i]}, {"n", long{people[i].cadence_days}}});
    return worded(first == today + days{1} ? Key("first.nudge.tomorrow") : Key("first.nudge"),
                  {{"people", rhythms}, {"day", day_text(first, today)}, {"time", time_text(at)}});
}

std::string samples_in(std::size_t n) { return worded("samples.in", {{"n", static_cast<long>(n)}}); }

std::string samples_gone(std::size_t n) { return worded("samples.gone", {{"n", static_cast<long>(n)}}); }

namespace {

// "Quiet until Wed 15 Apr", which a stop or more follows.
std::string quiet(const DateRange& range, Date today) {
    const bool to_come = range.first > today;
    const std::string first = day_text(range.first, today);
    if (range.last >= followup::for_good)
        return worded(to_come ? Key("paused.from_until_resume") : Key("paused.until_resume"), {{"day", first}});
    if (!to_come) return worded("paused.until", {{"day", day_text(range.last + days{1}, today)}});
    if (range.first == range.last) return worded("paused.on", {{"day", first}});
    return worded("paused.from_to", {{"first", first}, {"last", day_text(range.last, today)}});
}

}  // namespace

std::string paused(const DateRange& range, Date today) { return worded("paused", {{"quiet", quiet(range, today)}}); }

std::string paused_with_dates(const DateRange& range, bool dates_quiet, Date today) {
    return worded(dates_quiet ? Key("paused.dates_too") : Key("paused.but_dates"), {{"quiet", quiet(range, today)}});
}

std::string resumed(std::string_view next_nudge) {
    return worded(next_nudge.empty() ? Key("resumed.none") : Key("resumed"), {{"next", one_line(next_nudge)}});
}

std::string language_set() { return worded("language.set"); }
std::string language_offer() { return worded("language.offer"); }
std::string language_spoken() { return worded("language.which"); }
std::string language_not_spoken() { return worded("language.other"); }

std::string private_set(bool on) { return worded(on ? Key("private.on") : Key("private.off")); }

}  // namespace nudged::messages
