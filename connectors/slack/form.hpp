// application/x-www-form-urlencoded, which Slack speaks in both directions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nudged::slack {

using Form = std::vector<std::pair<std::string, std::string>>;

// '+' is a space; a broken %XX stands for itself.
[[nodiscard]] Form read_form(std::string_view body);
[[nodiscard]] std::string write_form(const Form&);
// The first of that name; empty when there is none.
[[nodiscard]] std::string field(const Form&, std::string_view name);

}  // namespace nudged::slack
