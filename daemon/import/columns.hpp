// What the columns of a table hold, by the names that programs give them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nudged::address_book {

enum class Role {
    ignored,
    name,
    given,
    middle,
    family,
    company,
    position,
    email,
    phone,
    label,
    link,
    post,
    birthday,
    anniversary,
    event,
    note,
    tags,
    cadence,
    last_touch,
    uid,
    importance,
    needs,
    why,
    not_read  // of our own export: nothing that a table can bring in again
};

struct Column {
    Role role = Role::ignored;
    std::string group;   // what belongs together: "email1", "home"; a label speaks of the value of its group
    std::string detail;  // of a link its network, of a phone "mobile" or "primary", of a post address "whole"
};

// Absent when no column holds names.
[[nodiscard]] std::optional<std::vector<Column>> read_header(const std::vector<std::string>& fields);

// What stands most often between the names of a header: ',', ';' or a tab.
[[nodiscard]] char separator_of(std::string_view header);

}  // namespace nudged::address_book
