#include "daemon/messages/welcome.hpp"

#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

// "Lisbon" of "Europe/Lisbon"
std::string place_of(const std::string& zone) {
    const auto slash = zone.rfind('/');
    if (slash == std::string::npos) return "";
    std::string place = zone.substr(slash + 1);
    std::replace(place.begin(), place.end(), '_', ' ');
    return place;
}

Button named(const char* label, const char* what) { return tap(label, encode({"pick", Named{what}, {}})); }

// The first start makes an owner called "me", which is no name to greet.
std::string greeting(const Owner& owner) {
    return owner.name == "me" ? "Hello." : "Hello " + short_name(owner.name) + ".";
}

std::string service_name(const std::string& connector) {
    return connector == "webchat" ? "this page" : capitalised(one_line(connector));
}

}  // namespace

Message welcome(const Owner& owner, const Zone& zone, Instant now, bool has_people) {
    const std::string time = time_text(zone.local(now).time);
    const std::string place = place_of(zone.name());
    const std::string first =
        greeting(owner) + " Each morning I'll name a few people worth a word, and why. You answer with a tap.";
    Message message = plain(first + "\nI only ever talk to you. I never write to anyone else.\nIt's " + time +
                            (place.empty() ? " " + zone.name() : " in " + place) + ", and I'd write at " +
                            time_text(owner.nudge_at) + ", " + weekdays_text(owner.weekdays) + ". Right?");
    message.blocks.front().rows = {
        {named("Right", "right"), named("Another time", "time"), named("Another place", "place")}};
    if (!has_people) message.blocks.push_back(invitation());
    return message;
}

Block invitation() {
    return {styled("Who would you be sorry to lose touch with? Send me three names, or an address book.\n"
                   "(for example: Mum every week, Nicole Ortiz, Sam Lee every 2 months #clients)"),
            {{named("Import a file", "import"), named("Try with made-up people", "samples")}}};
}

std::string paired(const Owner& owner, const std::string& connector) {
    const std::string call = owner.name == "me" ? "" : ", " + short_name(owner.name);
    return "Connected" + call + ". From now on I write to you on " + service_name(connector) + ".";
}

std::string stranger() { return "I only talk to my owner. If that is you, send me the code that `nudged pair` shows."; }

std::string wrong_code() {
    return "That code isn't right, or its ten minutes are over. `nudged pair` makes a new one.";
}

std::string no_pairing() {
    return "This chat is connected already, so nothing changed. For another one, `nudged pair telegram` on the machine "
           "makes a code: send it to the bot there.";
}

std::string imported(const ImportSummary& summary) {
    const std::size_t read = summary.added + summary.updated + summary.unchanged + summary.asked;
    std::vector<std::string> parts;
    if (summary.added > 0) parts.push_back(std::to_string(summary.added) + " new");
    if (summary.updated > 0) parts.push_back(std::to_string(summary.updated) + " with something new");
    if (summary.unchanged > 0) parts.push_back(std::to_string(summary.unchanged) + " as before");
    if (summary.asked > 0) parts.push_back(std::to_string(summary.asked) + " to ask about");
    std::vector<std::string> sentences;
    if (read > 0)
        sentences.push_back(counted(static_cast<long>(read), "person", "people") + ": " + joined(parts) + ".");
    else if (summary.left_out.empty())
        sentences.emplace_back("Nobody was read from that.");
    if (!summary.left_out.empty())
        sentences.push_back(some_of(summary.left_out) + (summary.left_out.size() == 1 ? " is" : " are") +
                            " here more than once, so I left that as it was.");
    if (summary.troubles > 0)
        sentences.push_back(counted(static_cast<long>(summary.troubles), "remark", "remarks") +
                            (summary.first_trouble.empty() ? "." : ", the first: " + one_line(summary.first_trouble)));
    std::string text;
    for (const auto& sentence : sentences) text += (text.empty() ? "" : " ") + sentence;
    return text;
}

std::string import_stopped(std::size_t came_in) {
    const std::string so_far =
        came_in == 0 ? "before anybody came in" : "after " + counted(static_cast<long>(came_in), "person", "people");
    return "That stopped " + so_far + ". Bring the same file again: nobody comes in twice.";
}

std::string added(const Contact& contact, std::optional<Date> next, int cadence_days, Date today, bool until_resume) {
    const std::string name = shown_name(contact.name);
    const auto born = std::find_if(contact.dates.begin(), contact.dates.end(),
                                   [](const ImportantDate& date) { return date.what == "birthday"; });
    const std::string birthday = born == contact.dates.end() ? "" : " Birthday on " + date_text(*born) + ".";
    if (!next) return name + " is in the book, on no rhythm." + birthday;
    if (until_resume)
        return name + " is in, " + every_text(cadence_days) + ". First " + when_you_resume() + "." + birthday;
    const std::string tomorrow = *next == today + days{1} ? "tomorrow, " : *next == today ? "today, " : "";
    return name + " is in, " + every_text(cadence_days) + ". First " + (tomorrow.empty() ? "around " : "") + tomorrow +
           day_text(*next, today) + "." + birthday;
}

std::string first_people(const std::vector<FirstPerson>& people, Date first, TimeOfDay at, Date today) {
    std::vector<std::string> names;
    for (const auto& person : people) names.push_back(person.name);
    const auto called = call_names(names);
    std::string text;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::string rhythm = "every " + std::to_string(people[i].cadence_days);
        text += (i == 0 ? "" : ", ") + called[i] + " " + rhythm + (i == 0 ? " days" : "");
    }
    const std::string tomorrow = first == today + days{1} ? "tomorrow, " : "";
    return text + ". The first nudge is " + tomorrow + day_text(first, today) + (tomorrow.empty() ? "" : ",") + " at " +
           time_text(at) + ".\nWant to see it now? `today`";
}

std::string samples_in(std::size_t n) {
    return counted(static_cast<long>(n), "made-up person is", "made-up people are") +
           " in, to try everything with. See them now: `today`";
}

std::string samples_gone(std::size_t n) {
    return n == 0 ? "No made-up people are left."
                  : counted(static_cast<long>(n), "made-up person is", "made-up people are") + " gone.";
}

std::string paused(const DateRange& range, Date today) {
    const std::string to_come = range.first > today ? "from " + day_text(range.first, today) + " " : "";
    if (range.last >= followup::for_good) return "Quiet " + to_come + "until you say `resume`.";
    if (range.first == range.last && range.first > today) return "Quiet on " + day_text(range.first, today) + ".";
    return "Quiet " + to_come +
           (to_come.empty() ? "until " + day_text(range.last + days{1}, today) : "to " + day_text(range.last, today)) +
           ".";
}

std::string paused_with_dates(const DateRange& range, bool dates_quiet, Date today) {
    std::string text = paused(range, today);
    text.pop_back();
    return text + (dates_quiet ? ", birthdays too." : ", except for birthdays.");
}

std::string resumed(std::string_view next_nudge) {
    if (next_nudge.empty()) return "Back again. No morning is set yet.";
    return "Back again. Next: " + one_line(next_nudge) + ".";
}

std::string private_set(bool on) {
    return on ? "Noted: the notification says only how many. The names come after a tap."
              : "Noted: the notification names people again.";
}

}  // namespace nudged::messages
