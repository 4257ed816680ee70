// What an owner sees of nudged at a glance, and sets there: a page of a chat service that has such pages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/messages/home.hpp"

namespace nudged::conversation {

struct HomePage {
    std::vector<messages::HomePart> parts;
    std::string not_all;  // said when not all of it fits
    std::string settings_title;
    std::vector<messages::HomeSetting> settings;
};

// Today's people are kept, as when they are shown in the chat: their buttons name them by number. `other_zone` as in
// messages::home_settings.
[[nodiscard]] HomePage home_page(Exchange& exchange, const std::string& other_zone);
[[nodiscard]] HomePage home_of_a_stranger(bool is_welcome);

// Stays the same for as long as the page need not be made anew. Cheap.
struct HomeMark {
    std::optional<Owner> owner;
    std::int64_t newest_entry = 0;
    std::optional<Date> list;
    bool nudged = false;
    bool operator==(const HomeMark&) const = default;
};
[[nodiscard]] HomeMark mark_of(Tables& tables, const std::optional<Owner>& owner);

// Writes down what was chosen there, as if it had been said; what is so already is not written again. `trouble_of` says
// why there can be no such owner. Returns a sentence when nothing was changed because it cannot be; else empty.
[[nodiscard]] std::string choose(Exchange& exchange, const std::string& key, const std::vector<std::string>& values,
                                 const std::function<std::string(const Owner&)>& trouble_of);

}  // namespace nudged::conversation
