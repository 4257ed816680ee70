// The settings on the page of the web chat, and the address book that is given to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

enum class Wish { name, zone, nudge_at, weekdays, quiet };
// Why a wish can't be, as a sentence. `said` is what was wished for; may be empty.
[[nodiscard]] std::string wish_refused(Wish, const std::string& said);
[[nodiscard]] std::string cap_refused(int most);
[[nodiscard]] std::string nudge_in_quiet_hours(const std::string& time, const std::string& quiet);
[[nodiscard]] std::string name_taken(const std::string& name);
// What is different now, each as a few words; the hours as the page writes them.
[[nodiscard]] std::vector<std::string> what_was_set_up(const Owner& before, const Owner& after,
                                                       const std::string& quiet);
[[nodiscard]] std::string from_now_on(const std::vector<std::string>& changes);

[[nodiscard]] std::string no_address_book();
// Of a row, and why it is left out.
[[nodiscard]] std::string of_line(std::size_t line, const std::string& trouble);
// What is the matter with a value, row or card of it, by the kind of the trouble (address_book.hpp).
[[nodiscard]] std::string remark_on_import(std::string_view kind, const std::string& said, const std::string& about);
[[nodiscard]] std::string is_here_with_other_addresses();
[[nodiscard]] std::string people_of_this_name(std::size_t n);

}  // namespace nudged::messages
