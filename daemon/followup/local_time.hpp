// The one place where instants become local dates and times, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/records.hpp"

namespace date {
class time_zone;
}

namespace nudged {

struct LocalTime {
    Date date{};
    TimeOfDay time{};  // since midnight on the wall clock, rounded down to the minute
    auto operator<=>(const LocalTime&) const = default;
};

// An IANA time zone. Cheap to copy; safe to use from several threads.
class Zone {
public:
    // Absent when the system's zone data has no such name.
    static std::optional<Zone> find(std::string_view name);
    static Zone utc();
    // The zone this machine is set to; UTC when it cannot be told.
    static Zone of_this_machine();

    [[nodiscard]] LocalTime local(Instant) const;
    // In a spring gap the first valid instant after it, in an autumn fold the first of the two.
    [[nodiscard]] Instant instant(Date, TimeOfDay) const;
    // A time that somebody said, as the clock shows it on that day: one that a spring gap leaves out is as long after
    // midnight as it would have been.
    [[nodiscard]] TimeOfDay shown(Date, TimeOfDay) const;
    [[nodiscard]] std::string name() const;

private:
    explicit Zone(const date::time_zone& zone) : zone_(&zone) {}
    const date::time_zone* zone_;
};

}  // namespace nudged
