// A table of people: a header that says what its columns are, then a row for each person.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "daemon/import/address_book.hpp"
#include "daemon/import/columns.hpp"
#include "daemon/import/draft.hpp"
#include "daemon/import/rows.hpp"

namespace nudged::address_book {

class Table {
public:
    Table(Callbacks callbacks, DateOrder order);

    void take(const Line& line);
    void finish();
    [[nodiscard]] bool has_header() const { return columns_.has_value(); }

private:
    void take_row(const Row& row);
    void look_for_header(const Row& row);
    void tell_what_is_not_read(const Row& row);
    void give_up();
    void take_person(const Row& row);
    Callbacks callbacks_;
    DateOrder order_;
    Rows rows_;
    std::optional<std::vector<Column>> columns_;
    std::size_t first_row_ = 0;
    std::size_t people_ = 0;
    int rows_before_header_ = 0;
    bool given_up_ = false;
    bool separator_said_ = false;
    bool foreign_told_ = false;
    bool not_read_told_ = false;
};

}  // namespace nudged::address_book
