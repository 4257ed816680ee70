// Lines -> the rows of a table (RFC 4180, and what programs make of it).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/import/lines.hpp"

namespace nudged::address_book {

struct Row {
    std::size_t line = 0;             // where it begins
    std::vector<std::string> fields;  // bytes as in the file, quotes undone
};

// A quote that is never closed costs its own row, not the rest of the file: it is noticed when what follows makes no
// sense, at the end, or after 1 MiB, and reading goes on in the line after it.
class Rows {
public:
    // `trouble` is given a line and what kind it is.
    Rows(std::function<void(Row&)> row, std::function<void(std::size_t, std::string_view)> trouble)
        : row_sink_(std::move(row)), trouble_(std::move(trouble)) {}

    // ',' until told otherwise; takes effect with the next row.
    void set_separator(char separator) { separator_ = separator; }
    // Whether the next line begins a row.
    [[nodiscard]] bool between_rows() const { return !in_quotes_; }

    void take(const Line& line);
    void finish();

private:
    enum class End { row, open, broken };
    void scan(std::size_t number, std::string_view text, bool may_go_on);
    [[nodiscard]] End read_fields(std::size_t number, std::string_view text);
    [[nodiscard]] End read_quoted(std::size_t number, std::string_view text, std::size_t& at);
    void hold(std::size_t number, std::string_view text);
    void abandon(std::string_view why);

    std::function<void(Row&)> row_sink_;
    std::function<void(std::size_t, std::string_view)> trouble_;
    char separator_ = ',';
    Row row_;
    bool in_quotes_ = false;
    std::size_t quote_line_ = 0;  // where the open quote stands
    std::string held_;            // the lines after that one, each with its LF, until the quote is closed
};

}  // namespace nudged::address_book
