// The closed vocabulary of dates: months, weekdays, units, and what a misspelt one was meant to be.
#pragma once

#include <optional>
#include <string_view>

namespace nudged::replies {

[[nodiscard]] std::optional<unsigned> month_of(std::string_view word);    // 1..12
[[nodiscard]] std::optional<unsigned> weekday_of(std::string_view word);  // 0 = Monday .. 6 = Sunday
[[nodiscard]] bool is_plural_weekday(std::string_view word);              // "mondays": every week, not a date
[[nodiscard]] bool means_tomorrow(std::string_view word);

struct Unit {
    enum class Kind { hours, days, months, unclear, too_small } kind = Kind::days;  // unclear: "m"
    long size = 1;
    bool operator==(const Unit&) const = default;
};
[[nodiscard]] std::optional<Unit> unit_of(std::string_view word);

enum class PartOfDay { none, morning, afternoon, evening, night };
[[nodiscard]] PartOfDay part_of(std::string_view word);

// What a misspelt word of five letters or more stands for; empty when it is spelt well, or no single one is nearest.
[[nodiscard]] std::string_view corrected_date_word(std::string_view word);
[[nodiscard]] std::string_view corrected_unit(std::string_view word);

}  // namespace nudged::replies
