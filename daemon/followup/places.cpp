#include "daemon/followup/places.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "daemon/followup/local_time.hpp"

namespace nudged {

namespace {

// The folders of zones that are called by their cities; the others hold what is no place ("Etc/GMT+5", "US/Pacific").
constexpr std::array areas{"Africa/",    "America/",  "Antarctica/", "Arctic/", "Asia/",
                           "Australia/", "Atlantic/", "Europe/",     "Indian/", "Pacific/"};

bool is_of_an_area(std::string_view zone) {
    return std::ranges::any_of(areas, [&](std::string_view area) { return zone.starts_with(area); });
}

std::string said(std::string_view city) {
    std::string words;
    for (const char c : city)
        words += c == '_' || c == '-' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return words;
}

using Places = std::map<std::string, Place, std::less<>>;

// Of several with one city the shortest, then the last in the alphabet: they are names of one zone ("Europe/Istanbul").
Places all_places() {
    Places places;
    for (const auto& zone : date::get_tzdb().zones) {
        if (!is_of_an_area(zone.name())) continue;
        const auto city = city_of(zone.name());
        auto& place = places[said(city)];
        if (place.zone.empty() || zone.name().size() <= place.zone.size()) place = {city, zone.name()};
    }
    return places;
}

}  // namespace

std::string city_of(std::string_view zone) {
    constexpr std::string_view west = "Etc/GMT+", east = "Etc/GMT-";
    if (zone.starts_with(west)) return "UTC-" + std::string(zone.substr(west.size()));
    if (zone.starts_with(east)) return "UTC+" + std::string(zone.substr(east.size()));
    std::string city(zone.substr(zone.rfind('/') + 1));
    std::ranges::replace(city, '_', ' ');
    return city;
}

bool are_one_zone(std::string_view one, std::string_view other) {
    if (one == other) return true;
    const auto first = Zone::find(one), second = Zone::find(other);
    if (!first || !second) return false;
    // Time zones began late in the 19th century; a rule that is to come in 2038 is in the data already.
    constexpr Instant begin{std::chrono::sys_days{std::chrono::year{1880} / 1 / 1}};
    constexpr Instant end{std::chrono::sys_days{std::chrono::year{2038} / 1 / 1}};
    for (auto at = begin; at < end; at += std::chrono::weeks{1})
        if (first->local(at) != second->local(at)) return false;
    return true;
}

std::optional<Place> place_named(std::string_view city) {
    static const Places places = all_places();
    const auto found = places.find(city);
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace nudged
