#include "daemon/followup/local_time.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace nudged {

using std::chrono::floor;

std::optional<Zone> Zone::find(std::string_view name) {
    try {
        return Zone(*date::locate_zone(std::string(name)));
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

Zone Zone::utc() { return *find("Etc/UTC"); }

Zone Zone::of_this_machine() {
    try {
        return Zone(*date::current_zone());
    } catch (const std::runtime_error&) {
        return utc();
    }
}

std::string Zone::name() const { return zone_->name(); }

LocalTime Zone::local(Instant at) const {
    const auto local = zone_->to_local(at).time_since_epoch();
    const auto day = floor<days>(local);
    return {Date(day), floor<TimeOfDay>(local - day)};
}

Instant Zone::instant(Date day, TimeOfDay time) const {
    const date::local_time<std::chrono::milliseconds> wall(day.time_since_epoch() + time);
    const auto info = zone_->get_info(wall);
    if (info.result == date::local_info::nonexistent)
        return std::chrono::time_point_cast<std::chrono::milliseconds>(info.second.begin);
    return Instant(wall.time_since_epoch() - info.first.offset);
}

TimeOfDay Zone::shown(Date day, TimeOfDay time) const {
    const auto noon_before = instant(day - days(1), std::chrono::hours(12));
    return local(instant(day, time)).time == time ? time : local(noon_before + std::chrono::hours(12) + time).time;
}

}  // namespace nudged
