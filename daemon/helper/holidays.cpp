#include "daemon/helper/holidays.hpp"

#include <libical/ical.h>

#include <memory>
#include <stdexcept>

namespace nudged::helper {

namespace {

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

std::string text_of(const icaltimetype& day) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(day.year) + "-" + two(day.month) + "-" + two(day.day);
}

// Dates are compared as texts: four digits of a year, two of a month, two of a day.
struct Wanted {
    std::string first, last;
    std::set<std::string> days;

    void take(icaltimetype day, icaltimetype end) {
        constexpr int longest = 366;  // a holiday of more days is a mistake
        for (int n = 0; n < longest && icaltime_compare(day, end) < 0; ++n) {
            const auto text = text_of(day);
            if (first <= text && text <= last) days.insert(text);
            icaltime_adjust(&day, 1, 0, 0, 0);
        }
    }
};

icaltimetype day_after(icaltimetype day) {
    icaltime_adjust(&day, 1, 0, 0, 0);
    return day;
}

void take_event(icalcomponent* event, Wanted& wanted) {
    const auto start = icalcomponent_get_dtstart(event);
    if (icaltime_is_null_time(start) || !start.is_date) return;
    auto end = icalcomponent_get_dtend(event);
    if (icaltime_is_null_time(end) || icaltime_compare(end, start) <= 0) end = day_after(start);
    wanted.take(start, end);

    const auto length = icaltime_subtract(end, start);
    for (auto* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY); rule != nullptr;
         rule = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
        auto* every = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
        if (every == nullptr) continue;
        for (auto day = icalrecur_iterator_next(every); !icaltime_is_null_time(day) && text_of(day) <= wanted.last;
             day = icalrecur_iterator_next(every))
            wanted.take(day, icaltime_add(day, length));
        icalrecur_iterator_free(every);
    }
    // What it leaves out.
    for (auto* left_out = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); left_out != nullptr;
         left_out = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
        wanted.days.erase(text_of(icalproperty_get_exdate(left_out)));
}

}  // namespace

std::set<std::string> holidays(const std::string& calendar, const std::string& first, const std::string& last) {
    const Component read(icalparser_parse_string(calendar.c_str()), &icalcomponent_free);
    if (!read || calendar.find("BEGIN:VCALENDAR") == std::string::npos)
        throw std::runtime_error("that is no calendar (.ics)");
    std::set<std::string> days;
    for (auto* event = icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT); event != nullptr;
         event = icalcomponent_get_next_component(read.get(), ICAL_VEVENT_COMPONENT)) {
        Wanted wanted{first, last, {}};
        take_event(event, wanted);
        days.merge(wanted.days);
    }
    return days;
}

}  // namespace nudged::helper
