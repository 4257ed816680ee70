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
// "New York" of "America/New_York"; the whole name where it has no city.
[[nodiscard]] std::string city_of(std::string_view zone);

}  // namespace nudged
