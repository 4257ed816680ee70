// The shelf of helpful things, in words.
#pragma once

#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string put_on_shelf(const ShelfItem&);
[[nodiscard]] std::string on_shelf_already(const ShelfItem&);
[[nodiscard]] std::string given_already(const Contact&, const ShelfItem&);
[[nodiscard]] std::string dropped_from_shelf(const ShelfItem&);
// The newest with their numbers; `tags`: only those that have one of them.
[[nodiscard]] Message shelf(std::vector<ShelfItem>, const std::vector<std::string>& tags);

// "introduction to Nicole Ortiz"
// Of `find`: the things with those words; none is nothing to show.
[[nodiscard]] Message found_on_shelf(const std::vector<ShelfItem>& items);
[[nodiscard]] std::string introduction_to(const std::vector<std::string>& names);

}  // namespace nudged::messages
