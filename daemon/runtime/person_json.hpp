// A row of an address book on its way to the daemon: the names of its fields are those of a contact.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "daemon/import/address_book.hpp"

namespace nudged::runtime {

[[nodiscard]] nlohmann::json json_of(const address_book::Person& person);
// Throws RecordError.
[[nodiscard]] address_book::Person person_from(const nlohmann::json& object);

}  // namespace nudged::runtime
