// What a link of the daemon's own says, sealed: whom it leads to stands in it, and nobody but the daemon can read it or
// make one. So nothing is stored for a link, and a chat service, a history or a log that keeps one holds no name, no
// number and no words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/records.hpp"

namespace nudged::conversation {

struct SealedLink {
    std::int64_t owner = 0;
    std::int64_t contact = 0;
    Date last{};        // the last UTC day on which it opens
    std::string way;    // messages::Way::key
    std::string words;  // that go with it; may be empty
    bool operator==(const SealedLink&) const = default;
};

// The same link always gives the same text, of letters, digits, '-' and '_'.
[[nodiscard]] std::string seal(const SealedLink&, std::string_view key);
// Absent for anything that `seal` with this key would not write, of which not a byte is believed.
[[nodiscard]] std::optional<SealedLink> unseal(std::string_view text, std::string_view key);

}  // namespace nudged::conversation
