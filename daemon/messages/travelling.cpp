#include "daemon/messages/travelling.hpp"

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/places.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

namespace {

std::string time_there(const Owner& owner, Instant now) {
    return "It's " + time_text(followup::zone_of(owner).local(now).time) + " in " + city_of(owner.zone) + ".";
}

}  // namespace

std::string on_a_journey(const Owner& after, Instant now) {
    const std::string there = time_there(after, now) + " I write at " + time_text(after.nudge_at) + " there";
    const std::string home = city_of(after.home);
    if (!after.home_on) return there + ". Back in " + home + "? Just write: `I'm home`";
    return there + ", and from " + day_text(*after.home_on, followup::zone_of(after).local(now).date) + " in " + home +
           " again.";
}

std::string at_home(const Owner& after, Instant now) {
    return time_there(after, now) + " I write at " + time_text(after.nudge_at) + " there from now on.";
}

std::string here_already(const Owner& owner, Instant now) {
    return time_there(owner, now) + " That is the time I go by already, so nothing changed.";
}

std::string leaves_later(const Owner& owner, std::string_view place) {
    return "Until then I go by " + city_of(owner.zone) + ". Once you are there, a word is enough: `I'm in " +
           one_line(place) + "`";
}

std::string which_city_on_the_map() {
    return "A place on the map doesn't tell me what time it is there. Which city is it?";
}

std::string which_city_of_yours() { return "Which city are you in? Or a larger one, with the same time."; }

std::string which_larger_city(std::string_view place) {
    return shortened(one_line(place), 40) + " has no time zone of its name. Which larger city has the same time?";
}

QuestionText are_you_there(const Owner& owner, const std::string& zone) {
    const std::string there = city_of(zone);
    return {"Your phone says " + there + (zone == owner.home ? " again" : " now") + ". Nudge you at " +
                time_text(owner.nudge_at) + " there?",
            {{"Yes, in " + there, "zone " + zone}, {"Stay in " + city_of(owner.zone), ""}}};
}

}  // namespace nudged::messages
