// One unfolded line of a vCard: [group.]NAME[;parameter...]:value
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nudged::address_book {

struct Property {
    std::string_view group;
    std::string name;                                                  // upper case
    std::vector<std::pair<std::string, std::string_view>> parameters;  // name upper case; of a bare one ("HOME") empty
    std::string value;                                                 // UTF-8, transfer encoding undone, escapes not

    // Whether TYPE, or a bare parameter, says `type`.
    [[nodiscard]] bool is(std::string_view type) const;
    // The first value of a parameter; empty when there is none.
    [[nodiscard]] std::string_view parameter(std::string_view key) const;
};

// Views into `line`. Absent when there is no name followed by a colon.
[[nodiscard]] std::optional<Property> read_property(std::string_view line);

// The name alone, without group, as written; empty when there is none. For lines whose value is not wanted.
[[nodiscard]] std::string_view property_name(std::string_view line);
// Whether the line up to its colon declares quoted-printable.
[[nodiscard]] bool is_quoted_printable(std::string_view line);

// "a\, b\;c\n" -> the text; and the same for the parts between unescaped separators.
[[nodiscard]] std::string unescaped(std::string_view value);
[[nodiscard]] std::vector<std::string> unescaped_parts(std::string_view value, char separator);

}  // namespace nudged::address_book
