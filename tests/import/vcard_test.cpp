#include <gmock/gmock.h>

#include "tests/import/reading.hpp"

namespace nudged::address_book {
namespace {

using testing::ElementsAre;

std::vector<std::string> read(std::string_view text) { return shown(read_book(Format::vcard, text)); }

// The lines of one card, between its first two and its last.
std::string card(const std::string& lines, const std::string& version = "3.0") {
    return "BEGIN:VCARD\nVERSION:" + version + "\n" + lines + "\nEND:VCARD\n";
}

struct Case {
    const char* lines;
    const char* expected;  // after "1: "
};

TEST(Vcard, ReadsOneProperty) {
    const Case cases[] = {
        {"FN:Nicole Ortiz", "Nicole Ortiz"},
        {"N:Ortiz;Nicole;Ana;Dr.;", "Nicole Ana Ortiz"},
        {"N:Ortiz;Nicole\nFN:Ortiz, Nicole", "Nicole Ortiz"},
        {"FN: \nN:Ortiz", "Ortiz"},
        {"ORG:Blue Door\\, Bakery;Ovens", "Blue Door, Bakery, Ovens"},
        {"fn;charset=utf-8:Zoë", "Zoë"},
        {"FN:Ann\nNICKNAME:Annie", "Ann"},
        {"FN:A\\nB\\,C\\;D\\\\E", "A B,C;D\\E"},
        {"FN:Ann\nTEL;TYPE=home:555 0001\nTEL;TYPE=\"cell,voice\":555 0002\nTEL:555-0001",
         "Ann | phone=555 0002 | phone2=555 0001"},
        {"FN:Ann\nEMAIL:A@x.example\nEMAIL:a@x.example\nEMAIL;PREF=1:mailto:b@x.example",
         "Ann | email=b@x.example | email2=A@x.example"},
        {"FN:Ann\nIMPP:xmpp:ann@x.example\nIMPP:skype:ann", "Ann"},
        {"FN:Ann\nURL:linkedin.com/in/ann?x=1", "Ann | linkedin=https://linkedin.com/in/ann?x=1"},
        {"FN:Ann\nX-SOCIALPROFILE;TYPE=telegram:https://t.me/ann", "Ann | telegram=https://t.me/ann"},
        {"FN:Ann\nURL:https://notlinkedin.com/ann", "Ann | web=https://notlinkedin.com/ann"},
        {"FN:Ann\nURL:javascript:alert(1)", "Ann"},
        {"FN:Ann\nBDAY:1985-04-15T00:00:00Z", "Ann | birthday 1985-04-15"},
        {"FN:Ann\nBDAY;VALUE=date:--04-15", "Ann | birthday --04-15"},
        {"FN:Ann\nBDAY:", "Ann"},
        {"FN:Ann\nX-ABDATE:2011-01-02", "Ann | date 2011-01-02"},
        {"FN:Ann\nCATEGORIES:B,a,b,#A", "Ann | #a | #b"},
        {"FN:Ann\nDEATHDATE:2020", "Ann | died"},
        {"FN:Ann\nTITLE:Baker\nORG:Blue Door", "Ann | note Baker, Blue Door"},
        {"FN:Ann\nNOTE:one\nNOTE:two\\n\\n three", "Ann | note one\ntwo\nthree"},
    };
    for (const auto& one : cases)
        EXPECT_THAT(read(card(one.lines)), ElementsAre("1: " + std::string(one.expected))) << one.lines;
}

TEST(Vcard, UnfoldsBySpaceOrTabAndQuotedPrintableBySoftBreaks) {
    EXPECT_THAT(read("BEGIN:VCARD\r\nFN:Nic\r\n ole Or\r\n\ttiz\r\nEND:VCARD\r\n"), ElementsAre("1: Nicole Ortiz"));
    EXPECT_THAT(read(card("FN;QUOTED-PRINTABLE:Jos=C3=\n=A9 =\nDiaz", "2.1")), ElementsAre("1: José Diaz"));
    EXPECT_THAT(read(card("FN:Ann\nNOTE:old cards\n keep the space", "2.1")),
                ElementsAre("1: Ann | note old cards keep the space"));
    EXPECT_THAT(read(card("FN;ENCODING=QUOTED-PRINTABLE:Ann=", "2.1")), ElementsAre("1: Ann"));
}

TEST(Vcard, ReadsTheCharsetThatIsDeclaredAndWindowsLettersWhenNoneIs) {
    EXPECT_THAT(read(card("FN;CHARSET=ISO-8859-1:Jos\xe9")), ElementsAre("1: José"));
    EXPECT_THAT(read(card("FN;CHARSET=SHIFT_JIS:\x8e\x52\x93\x63")), ElementsAre("1: 山田"));
    EXPECT_THAT(read(card("FN:Jos\xe9 \x93Pepe\x94")), ElementsAre("1: José “Pepe”"));
    EXPECT_THAT(read(card("FN;CHARSET=UTF-8:Jos\xe9")), ElementsAre("1: José"));
    EXPECT_THAT(read(card("FN;CHARSET=../../etc/passwd:José")), ElementsAre("1: José"));
    EXPECT_THAT(read(card("FN;ENCODING=BASE64:Sm9zw6k=")), ElementsAre("1: José"));
    EXPECT_THAT(read("\xef\xbb\xbf" + card("FN:José")), ElementsAre("1: José"));
}

TEST(Vcard, DropsPicturesWithoutAWord) {
    EXPECT_THAT(read(card("FN:Ann\nPHOTO;BASE64:\nAAAA\nBBBB\n\nTEL:555", "2.1")), ElementsAre("1: Ann | phone=555"));
    const auto photo = "PHOTO;ENCODING=b:" + std::string(3 << 20, 'A');
    EXPECT_THAT(read(card("FN:Ann\nitem1." + photo + "\nTEL:555")), ElementsAre("1: Ann | phone=555"));
}

TEST(Vcard, SaysWhatItCannotReadAndTakesTheRest) {
    EXPECT_THAT(read(card("FN:Ann\nEMAIL:n/a\nTEL:call me\nBDAY:soon\ngarbage\nNOTE:ok")),
                ElementsAre("1: Ann | note ok", "4! \"n/a\" is not an e-mail address; left out.",
                            "5! \"call me\" is not a phone number; left out.",
                            "6! The birthday \"soon\" is not a date I can read; left out. Write it as 1985-04-15, or "
                            "--04-15 without a year.",
                            "7! This line is not \"NAME:value\"; left out, the rest of the card was read."));
    EXPECT_THAT(read(card("TEL:555") + card("FN:Ann")), ElementsAre("5: Ann", "1! This card has no name; left out."));
    EXPECT_THAT(read("hello\nyou\n" + card("FN:Ann") + "END:VCARD\n"),
                ElementsAre("3: Ann", "1! This is not part of a card; left out up to the next BEGIN:VCARD.",
                            "7! END:VCARD without a BEGIN:VCARD; left out."));
    EXPECT_THAT(read(""), ElementsAre("1! The file is empty."));
}

TEST(Vcard, LeavesOutALongLineOrTheEndOfALongCard) {
    EXPECT_THAT(read(card("FN:Ann\nNOTE:" + std::string(2 << 20, 'x') + "\nTEL:555")),
                ElementsAre("1: Ann | phone=555",
                            "4! This line is longer than 1 MiB; left out, the rest of the card was read."));
    std::string phones = "FN:Ann";
    for (int i = 0; i < 10000; ++i) phones += "\nTEL;TYPE=" + std::string(100, 'x') + ":555" + std::to_string(i);
    const auto book = read_book(Format::vcard, card(phones) + card("FN:Ben"));
    ASSERT_EQ(book.people.size(), 2U);
    EXPECT_EQ(book.people[0].addresses.size(), 100U);
    ASSERT_EQ(book.troubles.size(), 1U);
    EXPECT_EQ(told(book.troubles[0]), "This card is longer than 1 MiB; what follows in it was left out.");
}

TEST(Vcard, AMissingEndCostsNobody) {
    EXPECT_THAT(read("BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n"),
                ElementsAre("1: Ann", "3: Ben",
                            "1! This card has no END:VCARD before the next one begins; what stands in it was read."));
    EXPECT_THAT(read(card("FN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Hers\nEND:VCARD\nTEL:555")),
                ElementsAre("1: Ann | phone=555"));
    EXPECT_THAT(read("BEGIN:VCARD\nFN:Ann\nEND:VCARD"), ElementsAre("1: Ann"));
}

TEST(Vcard, HalfALineAtTheEndOfTheFileIsNoName) {
    EXPECT_THAT(read("BEGIN:VCARD\nFN:Nicole Ortiz\nTEL:+1555"),
                ElementsAre("1: Nicole Ortiz", "1! The file ends within this card; what stands in it was read."));
    EXPECT_THAT(read("BEGIN:VCARD\nFN:Nico"),
                ElementsAre("1! The file ends within this card; what stands in it was read.",
                            "1! This card has no name; left out."));
}

}  // namespace
}  // namespace nudged::address_book
