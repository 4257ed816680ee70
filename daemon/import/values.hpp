// What single values of an address book mean. All take UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/import/address_book.hpp"

namespace nudged::address_book {

enum class DateFault { none, unreadable, ambiguous };
struct BookDate {
    DateFault fault = DateFault::none;
    std::optional<int> year;  // absent when the book does not say it
    unsigned month = 0;       // 0: the book leaves the date empty
    unsigned day = 0;
};
// 1985-04-15, 19850415T..., --0415, 15.4.1985, 4/15/85 (the year is dropped), 15 Apr 1985, April 15, ...
[[nodiscard]] BookDate read_date(std::string_view text, DateOrder order);

// "30d", "2 weeks", "every month", "quarterly", "45": in days; 0 = never. Absent: not understood.
[[nodiscard]] std::optional<int> read_cadence(std::string_view text);

// The key and address of a person's page, from an address or a name there: ("@nicole", "telegram") gives telegram and
// https://t.me/nicole. `network` is what the book calls it, may be empty; other pages have the key `web`.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> read_link(std::string_view text,
                                                                           std::string_view network);

// "Board games" -> "board-games". What programs keep for themselves ("* myContacts") is empty.
[[nodiscard]] std::string read_tag(std::string_view text);

}  // namespace nudged::address_book
