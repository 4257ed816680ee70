// A contact as other programs read it: a row of a table, a vCard 3.0. Both can be imported here again.
#pragma once

#include <string>

#include "storage/records.hpp"

namespace nudged::runtime {

[[nodiscard]] std::string csv_header();  // with its line end, as the others
[[nodiscard]] std::string csv_row(const Contact& contact);
[[nodiscard]] std::string vcard_of(const Contact& contact);

}  // namespace nudged::runtime
