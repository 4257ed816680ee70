#include "daemon/import/values.hpp"

#include <gtest/gtest.h>

namespace nudged::address_book {
namespace {

std::string date(std::string_view text) {
    const auto read = read_date(text, DateOrder::unknown);
    if (read.fault == DateFault::unreadable) return "?";
    if (read.fault == DateFault::ambiguous) return "either";
    if (read.month == 0) return "";
    return (read.year ? std::to_string(*read.year) : "-") + "/" + std::to_string(read.month) + "/" +
           std::to_string(read.day);
}

TEST(Values, Dates) {
    const std::pair<const char*, const char*> cases[] = {
        {"1985-04-15", "1985/4/15"},
        {"19850415", "1985/4/15"},
        {"1985-04-15T23:00:00Z", "1985/4/15"},
        {"1985-04-15 00:00:00", "1985/4/15"},
        {"19850415T000000Z", "1985/4/15"},
        {"1985/4/15", "1985/4/15"},
        {"--0415", "-/4/15"},
        {"11-30", "-/11/30"},
        {"--11-30", "-/11/30"},
        {"30-11", "-/11/30"},
        {"05-06", "either"},
        {"1-2", "?"},
        {"--04-15", "-/4/15"},
        {" --02-29", "-/2/29"},
        {"1604-04-15", "-/4/15"},
        {"0000-04-15", "-/4/15"},
        {"15.4.1985", "1985/4/15"},
        {"15.4.", "-/4/15"},
        {"4.5.1985", "1985/5/4"},
        {"4/15/1985", "1985/4/15"},
        {"15/4/1985", "1985/4/15"},
        {"4/5/1985", "either"},
        {"4/4/1985", "1985/4/4"},
        {"15 Apr 1985", "1985/4/15"},
        {"April 15th, 1985", "1985/4/15"},
        {"Apr 15", "-/4/15"},
        {"", ""},
        {"0/0/00", ""},
        {"0000-00-00", ""},
        {"1985-02-29", "?"},
        {"1985-13-01", "?"},
        {"--0230", "?"},
        {"---15", "?"},
        {"1985", "?"},
        {"1985-04", "?"},
        {"soon", "?"},
        {"99999999999999999999", "?"},
        {"15 Foo 1985", "?"},
        {"1.2.3.4", "?"},
        {"--", ""},
        {"32.1.1990", "?"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(date(text), expected) << text;
}

TEST(Values, Cadences) {
    const std::pair<const char*, int> cases[] = {
        {"30d", 30},
        {"30", 30},
        {"2w", 14},
        {"2 weeks", 14},
        {"every 2 weeks", 14},
        {"Monthly", 30},
        {"every month", 30},
        {"3 months", 90},
        {"quarterly", 90},
        {"1y", 365},
        {"never", 0},
        {"daily", 1},
        {"every fortnight", 14},
        {"fortnight", 14},
        {"2 fortnights", 28},
        {"each week", 7},
        {"every other week", 14},
    };
    for (const auto& [text, days] : cases) EXPECT_EQ(read_cadence(text), days) << text;
    for (const auto* text :
         {"", "often", "0", "0d", "-", "99999999", "999y", "3 4", "2w 3d", "never ever", "month of sundays"})
        EXPECT_EQ(read_cadence(text), std::nullopt) << text;
}

TEST(Values, Links) {
    const auto link = [](std::string_view text, std::string_view network = {}) {
        const auto read = read_link(text, network);
        return read ? read->first + " " + read->second : "";
    };
    EXPECT_EQ(link("http://de.linkedin.com/in/ann"), "linkedin https://de.linkedin.com/in/ann");
    EXPECT_EQ(link("www.instagram.com/ann"), "instagram https://www.instagram.com/ann");
    EXPECT_EQ(link("fb.com/ann"), "facebook https://fb.com/ann");
    EXPECT_EQ(link("@ann", "Telegram"), "telegram https://t.me/ann");
    EXPECT_EQ(link("telegram:ann"), "telegram https://t.me/ann");
    EXPECT_EQ(link("ann", ""), "");
    EXPECT_EQ(link("ann with spaces", "telegram"), "");
    EXPECT_EQ(link("https://evil.example/t.me/ann"), "web https://evil.example/t.me/ann");
    EXPECT_EQ(link("https://t.me.evil.example/ann"), "web https://t.me.evil.example/ann");
    EXPECT_EQ(link("user@x.example"), "");
}

TEST(Values, PhoneKeysAreDigitsWithALeadingPlus) {
    EXPECT_EQ(phone_key("+1 (555) 010-2222"), "+15550102222");
    EXPECT_EQ(phone_key("0049 151 5550"), "+491515550");
    EXPECT_EQ(phone_key("+49 (0)30 5550"), "+49305550");
    EXPECT_EQ(phone_key("tel:555-0100;ext=12"), "5550100");
    EXPECT_EQ(phone_key("555 0100 x12"), "5550100");
    EXPECT_EQ(phone_key("٠١٢٣"), "0123");
    EXPECT_EQ(phone_key("+"), "");
    EXPECT_EQ(phone_key("none"), "");
    EXPECT_EQ(phone_key("\xff\xfe 555"), "555");
}

TEST(Values, EmailKeysAreLowerCaseAndTrimmed) {
    EXPECT_EQ(email_key(" MAILTO:Ann@X.Example "), "ann@x.example");
    EXPECT_EQ(email_key("JÜRGEN@x.example"), "jürgen@x.example");
}

TEST(Values, TagsAreOneLowerCaseWord) {
    EXPECT_EQ(read_tag(" #Board  Games "), "board-games");
    EXPECT_EQ(read_tag("* Friends"), "friends");
    EXPECT_EQ(read_tag("* myContacts"), "");
    EXPECT_EQ(read_tag("ÄRZTE"), "ärzte");
}

}  // namespace
}  // namespace nudged::address_book
