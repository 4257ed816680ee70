#include "daemon/runtime/zones.hpp"

#include <date/tz.h>

#include <algorithm>
#include <vector>

#include "daemon/runtime/config_keys.hpp"

namespace nudged::runtime {

namespace {

std::string simplified(std::string_view name) {
    std::string simple(name);
    for (char& c : simple) c = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return simple;
}

std::string_view city_of(std::string_view zone) { return zone.substr(zone.rfind('/') + 1); }

struct Known {
    std::string name;  // "Europe/Berlin"
    std::string full;  // simplified, as is the city in it
};

template <class Part>
std::string nearest(const std::vector<Known>& zones, const std::string& typed, const Part& part) {
    std::vector<std::string_view> parts;
    for (const auto& zone : zones) parts.push_back(part(zone));
    if (const auto same = std::ranges::find(parts, typed); same != parts.end())
        return "; did you mean " + zones[static_cast<std::size_t>(same - parts.begin())].name + "?";
    const auto found = did_you_mean(typed, parts);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!found.empty() && found.ends_with(" " + std::string(parts[i]) + "?"))
            return "; did you mean " + zones[i].name + "?";
    return {};
}

}  // namespace

std::string nearest_zone(std::string_view typed) {
    std::vector<Known> zones;
    for (const auto& zone : date::get_tzdb().zones) zones.push_back({zone.name(), simplified(zone.name())});
    const auto simple = simplified(typed);
    const auto whole = [](const Known& zone) { return std::string_view(zone.full); };
    const auto city = [](const Known& zone) { return city_of(zone.full); };
    auto found = nearest(zones, simple, whole);
    return found.empty() ? nearest(zones, simple, city) : found;
}

}  // namespace nudged::runtime
