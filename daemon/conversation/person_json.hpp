// A row of an address book on its way to the daemon, or kept with a question: the names of its fields are those of a
// contact.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "daemon/import/address_book.hpp"

namespace nudged::conversation {

[[nodiscard]] nlohmann::json json_of(const address_book::Person& person);
// Throws RecordError.
[[nodiscard]] address_book::Person person_from(const nlohmann::json& object);

}  // namespace nudged::conversation
