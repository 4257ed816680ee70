// A person in the making: takes the values of a card or a row in any order and puts them into place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/import/address_book.hpp"

namespace nudged::address_book {

class Draft {
public:
    // What cannot be read is told to `callbacks`, which must outlive the draft.
    Draft(std::size_t line, DateOrder order, const Callbacks& callbacks) : order_(order), callbacks_(callbacks) {
        person_.line = line;
    }

    // `line` is where the value stands. Values of a kind are kept by rank, smallest first, then in the order given.
    void add_phone(std::size_t line, std::string_view phone, int rank = 1);
    void add_email(std::size_t line, std::string_view email, int rank = 1);
    void add_link(std::string_view link, std::string_view network = {});
    void add_post(std::string_view address);
    void add_date(std::size_t line, std::string what, std::string_view text);
    void add_tag(std::string_view tag);
    void add_note(std::string_view note);
    void set_needs(std::string_view needs);
    void set_why(std::string_view why);
    void set_importance(std::size_t line, std::string_view text);
    void set_cadence(std::size_t line, std::string_view text);
    void set_last_touch(std::size_t line, std::string_view text);
    void set_uid(std::string_view uid);
    void set_died() { person_.died = true; }

    std::string full_name, given, middle, family;  // the name as the book has it, in one piece or in pieces
    std::string company, position;

    // Hands the person over; whom nobody named is a trouble of that kind.
    void finish(std::string_view nameless);

private:
    struct Value {
        std::string kind, text, key;
        int rank = 1;
    };
    [[nodiscard]] std::string name() const;
    void add(std::string kind, std::string text, std::string key, int rank);
    void trouble(std::size_t line, std::string_view kind, std::string_view said, std::string about = {}) const;
    Person person_;
    std::vector<Value> values_;
    DateOrder order_;
    const Callbacks& callbacks_;
};

}  // namespace nudged::address_book
