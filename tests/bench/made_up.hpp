// Made-up people for the benchmarks: as many as wanted, all different, always the same.
#pragma once

#include <unistd.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>

#include "storage/records.hpp"

namespace nudged::bench {

inline Date on(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}
inline const Date today = on(2026, 3, 4);  // a Wednesday
inline const Instant this_morning{today.time_since_epoch() + std::chrono::hours{9}};

inline std::string made_up_name(std::size_t i) {
    static constexpr std::array first{"Amélie",  "Bruno", "Chiara", "Dmitri", "Elif",   "Fatima", "Goran", "Hana",
                                      "Ines",    "Jonas", "Karl",   "Leïla",  "Mateus", "Nadia",  "Otto",  "Priya",
                                      "Quentin", "Rosa",  "Søren",  "Tomás",  "Ursula", "Vera",   "Wanda", "Yusuf"};
    static constexpr std::array last{"Almeida", "Brandt", "Castro",  "Dvořák", "Eriksson", "Fischer",
                                     "Gómez",   "Horvat", "Ivanova", "Jensen", "Kaya",     "Lindqvist",
                                     "Moreau",  "Novak",  "Okafor",  "Petrov", "Quist",    "Rossi",
                                     "Schäfer", "Tanaka", "Ueda",    "Varga",  "Weber"};
    const auto place = i / first.size();
    auto name = std::string(first[i % first.size()]) + ' ' + last[place % last.size()];
    if (place >= last.size()) name += ' ' + std::to_string(place / last.size());
    return name;
}

// Open, and last heard of weeks or decades ago, so that some are due however thinly so many must be spread.
inline Contact made_up_contact(std::int64_t owner, std::size_t i) {
    Contact contact;
    contact.id = static_cast<std::int64_t>(i) + 1;
    contact.owner = owner;
    contact.name = made_up_name(i);
    contact.cadence_days = static_cast<int>(14 + i % 90);
    contact.tags = {"clients"};
    contact.addresses = {{"email", "person" + std::to_string(i) + "@example.com"}};
    contact.note = "met at the fair";
    contact.base = today - days{static_cast<int>(40 + i * 37 % 9'000)};
    contact.last_touch = contact.last_outward = contact.base;
    return contact;
}

inline Owner made_up_owner(std::int64_t id) {
    Owner owner;
    owner.id = id;
    owner.name = "Owner " + std::to_string(id);
    owner.zone = "Europe/Lisbon";
    owner.created = this_morning - std::chrono::hours{24 * 60};
    return owner;
}

// A folder that lasts as long as this.
class Folder {
public:
    Folder(const std::filesystem::path& parent, const std::string& name)
        : path_(parent / ("nudged-bench-" + name + '-' + std::to_string(getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace nudged::bench
