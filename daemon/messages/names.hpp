// How people are called in a text: by the first name, and by as much more as tells them apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string shown_name(std::string_view name);  // the whole name on one line, at most 44 code points
[[nodiscard]] std::string short_name(std::string_view name);  // "Nicole" of "Nicole Ortiz"
// One for each of `names`, in their order: "Nicole", "Sam L", "Sam R". Whoever is named twice is one person.
[[nodiscard]] std::vector<std::string> call_names(const std::vector<std::string>& names);
[[nodiscard]] std::string initial(std::string_view name);  // "N"
// As the owner would type it: "karl".
[[nodiscard]] std::string typed_name(std::string_view name);
// The item as it reads once its person has another name.
void rename(ListItem& item, const std::string& before, const std::string& after);

}  // namespace nudged::messages
