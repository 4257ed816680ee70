#include "daemon/messages/travelling.hpp"

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/places.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

namespace {

std::string time_there(const Owner& owner, Instant now) {
    return worded("travel.time",
                  {{"time", time_text(followup::zone_of(owner).local(now).time)}, {"city", city_of(owner.zone)}});
}

}  // namespace

std::string on_a_journey(const Owner& after, Instant now) {
    const Argument at{"at", time_text(after.nudge_at)}, home{"home", city_of(after.home)};
    const std::string there = time_there(after, now) + " ";
    if (!after.home_on) return there + worded("travel.open", {at, home});
    const Date today = followup::zone_of(after).local(now).date;
    return there + worded("travel.until", {at, home, {"day", day_text(*after.home_on, today)}});
}

std::string at_home(const Owner& after, Instant now) {
    return time_there(after, now) + " " + worded("travel.home", {{"at", time_text(after.nudge_at)}});
}

std::string here_already(const Owner& owner, Instant now) {
    return time_there(owner, now) + " " + worded("travel.here_already");
}

std::string leaves_later(const Owner& owner, std::string_view place) {
    return worded("travel.later", {{"city", city_of(owner.zone)}, {"place", one_line(place)}});
}

std::string which_city_on_the_map() { return worded("travel.which.map"); }

std::string which_city_of_yours() { return worded("travel.which.yours"); }

std::string which_larger_city(std::string_view place) {
    return worded("travel.which.larger", {{"place", shortened(one_line(place), 40)}});
}

QuestionText are_you_there(const Owner& owner, const std::string& zone) {
    const std::string there = city_of(zone);
    return {worded("travel.are_you",
                   {{"city", there}, {"back", zone == owner.home ? "yes" : "no"}, {"at", time_text(owner.nudge_at)}}),
            {{worded("travel.yes", {{"city", there}}), "zone " + zone},
             {worded("travel.stay", {{"city", city_of(owner.zone)}}), ""}}};
}

}  // namespace nudged::messages
