// Cities by which people say where they are: those of the system's zone names, and no list of our own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nudged {

struct Place {
    std::string city;  // "New York"
    std::string zone;  // "America/New_York"
    bool operator==(const Place&) const = default;
};

// In lower case without accents, words between single spaces: "new york", "sao paulo". Absent when no zone is called
// so; most cities have none of their own.
[[nodiscard]] std::optional<Place> place_named(std::string_view city);
// "New York" of "America/New_York"; the whole name where it has no city, and "UTC-5" of "Etc/GMT+5", whose sign is the
// opposite of what everybody else writes.
[[nodiscard]] std::string city_of(std::string_view zone);
// Whether both are names of one zone ("Asia/Calcutta" is the former one of "Asia/Kolkata"): their clocks have always
// shown the same. Two zones that only agree nowadays are two.
[[nodiscard]] bool are_one_zone(std::string_view one, std::string_view other);

}  // namespace nudged
