// What cannot be read of an address book.
#include <algorithm>
#include <array>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/setting_up.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

namespace {

struct Remark {
    std::string_view kind;
    Key words;
};
constexpr std::array<Remark, 25> remarks{{
    {"phone", "import.remark.phone"},
    {"email", "import.remark.email"},
    {"date_order", "import.remark.date_order"},
    {"date", "import.remark.date"},
    {"importance", "import.remark.importance"},
    {"rhythm", "import.remark.rhythm"},
    {"last_touch", "import.remark.last_touch"},
    {"nameless_card", "import.remark.nameless_card"},
    {"nameless_row", "import.remark.nameless_row"},
    {"empty", "import.remark.empty"},
    {"open_quote", "import.remark.open_quote"},
    {"long_quote", "import.remark.long_quote"},
    {"long_line", "import.remark.long_line"},
    {"not_read", "import.remark.not_read"},
    {"no_names", "import.remark.no_names"},
    {"many_rows", "import.remark.many_rows"},
    {"many_values", "import.remark.many_values"},
    {"not_utf8", "import.remark.not_utf8"},
    {"long_line_of_card", "import.remark.long_line_of_card"},
    {"outside_card", "import.remark.outside_card"},
    {"long_card", "import.remark.long_card"},
    {"no_property", "import.remark.no_property"},
    {"open_card", "import.remark.open_card"},
    {"end_of_no_card", "import.remark.end_of_no_card"},
    {"cut_card", "import.remark.cut_card"},
}};

}  // namespace

std::string remark_on_import(std::string_view kind, const std::string& said, const std::string& about) {
    const auto found = std::ranges::find(remarks, kind, &Remark::kind);
    if (found == remarks.end()) return std::string(kind);
    const bool is_a_date = kind == "date" || kind == "date_order";
    return worded(found->words, {{"said", said}, {"about", is_a_date ? date_name(about) : about}});
}

}  // namespace nudged::messages
