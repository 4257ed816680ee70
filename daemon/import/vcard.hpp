// A file of vCards, line by line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/import/address_book.hpp"
#include "daemon/import/card.hpp"
#include "daemon/import/lines.hpp"

namespace nudged::address_book {

class VcardReader {
public:
    VcardReader(Callbacks callbacks, DateOrder order) : callbacks_(std::move(callbacks)), order_(order) {}

    void take(const Line& line);
    void finish();

private:
    [[nodiscard]] bool continues(std::string_view text) const;
    void begin_logical(const Line& line);
    void append(const Line& line);
    void end_logical();
    void begin_card(std::size_t line);
    void end_card();
    void trouble(std::size_t line, std::string_view kind) const;

    Callbacks callbacks_;
    DateOrder order_;
    std::optional<Card> card_;   // the one that is open
    bool nested_ = false;        // within a card in it, which is passed over
    bool outside_told_ = false;  // that there is something between cards

    std::string logical_;  // the property that is being unfolded; empty between two
    std::size_t logical_line_ = 0;
    std::size_t last_line_ = 0;
    bool dropping_ = false;    // its value is not wanted: a picture, or too long
    bool soft_break_ = false;  // quoted-printable that goes on in the next line
    bool cut_off_ = false;     // the file ended within it
};

}  // namespace nudged::address_book
