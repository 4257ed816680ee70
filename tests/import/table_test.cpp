#include <gmock/gmock.h>

#include "tests/import/reading.hpp"

namespace nudged::address_book {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> read(std::string_view text, DateOrder order = DateOrder::unknown) {
    return shown(read_book(Format::csv, text, order));
}

TEST(Table, FindsColumnsInAnyOrderAndCase) {
    EXPECT_THAT(read("E-MAIL,Last_Name,first name,shoe size\na@x.example,Ortiz,Nicole,38\n"),
                ElementsAre("2: Nicole Ortiz | email=a@x.example"));
    EXPECT_THAT(read("Vorname;Nachname;Handy;Geburtstag\nJürgen;Müller;0151 5550;15.4.1962\n"),
                ElementsAre("2: Jürgen Müller | phone=0151 5550 | birthday 1962-04-15"));
    EXPECT_THAT(read("name\tevery\tlast touch\ttags\nAnn\t2 weeks\t2026-03-01\tB C; #a\nBen\tnever\t\t\n"),
                ElementsAre("2: Ann | #a | #b-c | every 14 | last 2026-03-01", "3: Ben | never"));
    EXPECT_THAT(read("sep=;\nname;note\n\nAnn;a,b,c,d,e\n"), ElementsAre("4: Ann | note a,b,c,d,e"));
    EXPECT_THAT(read("Name,Home Street,Home City,Business City,Company,UID\nAnn,1 Lane,Ely,York,Acme,u-1\n"),
                ElementsAre("2: Ann | post=1 Lane, Ely | post2=York | note Acme | uid u-1"));
    EXPECT_THAT(read("name,telegram,linkedin\nAnn,@ann,ann-b\n"),
                ElementsAre("2: Ann | linkedin=https://www.linkedin.com/in/ann-b | telegram=https://t.me/ann"));
}

TEST(Table, IsTakenForWindows1252WhenItIsNoUtf8AndSaysSoOnce) {
    EXPECT_THAT(
        read("Name\nJ\xfcrgen\nJos\xe9\n"),
        ElementsAre("2: Jürgen", "3: José",
                    "2! \"Jürgen\" was not written as UTF-8, so I took the table for Windows-1252. If names look "
                    "wrong, save it as UTF-8 and bring it again."));
}

TEST(Table, QuotesHoldSeparatorsQuotesAndLineEnds) {
    EXPECT_THAT(read("name,note\r\n\"Ortiz, Nicole\",\"she said \"\"hi\"\",\r\nthen left\"\r\nBen,x\r\n"),
                ElementsAre("2: Ortiz, Nicole | note she said \"hi\",\nthen left", "4: Ben | note x"));
    EXPECT_THAT(read("name,note\rAnn,old Mac\r"), ElementsAre("2: Ann | note old Mac"));
    EXPECT_THAT(read("name,note\nAnn,\"said \"hi\" to me\"\nBen, \"x\" \n"),
                ElementsAre("2: Ann | note said \"hi\" to me", "3: Ben | note x"));
}

constexpr auto unclosed = "A quote (\") opens here and is never closed; this row is left out.";

TEST(Table, AQuoteThatIsNeverClosedCostsItsOwnRow) {
    EXPECT_THAT(
        read("name,note\nAnn,\"hello\nBen,hi\nCid,\"ok\"\nDee,\"a\nb\"\n"),
        ElementsAre("3: Ben | note hi", "4: Cid | note ok", "5: Dee | note a\nb", std::string("2! ") + unclosed));
    EXPECT_THAT(read("name,note\nAnn,x\nBen,\"hello\nCid,\nDee,y"),
                ElementsAre("2: Ann | note x", "4: Cid", "5: Dee | note y", std::string("3! ") + unclosed));
}

TEST(Table, ManyOpenQuotesAreReadInLinearTime) {
    std::string text = "name,note\n";
    for (int i = 0; i < 50000; ++i) text += "Ann,\"\"a\n";
    const auto book = read_book(Format::csv, text);
    EXPECT_EQ(book.people.size() + book.troubles.size(), 50000U);
}

TEST(Table, WhatIsNeverClosedIsOneTroubleAtTheLineWhereItOpens) {
    std::string text = "name,note\nBen,x\nAnn,\"";
    for (int i = 0; i < 20'000; ++i) text += std::string(100, ',') + "\n";
    EXPECT_THAT(read(text + "Cid\n"),
                ElementsAre("2: Ben | note x", "20003: Cid",
                            "3! A quote (\") opens here and is not closed within 1 MiB; this row is left out."));
}

TEST(Table, MoreRowsThanAnyAddressBookHasAreLeftOut) {
    std::string text = "name\n";
    for (int i = 0; i < 300'000; ++i) text += "x,y\n";
    std::vector<std::size_t> lines;
    std::string last;
    Reader reader(Format::csv,
                  {[](Person&&) {},
                   [&](Trouble&& trouble) {
                       lines.push_back(trouble.line);
                       last = told(trouble);
                   }},
                  DateOrder::unknown);
    reader.feed(text);
    reader.finish();
    EXPECT_EQ(lines.size(), 250'001U);
    EXPECT_EQ(lines.back(), 250'002U);
    EXPECT_EQ(last, "This table has more than 250,000 rows; from here on they are left out.");
}

TEST(Table, AThousandColumnsAreEnough) {
    std::string head = "name", row = "Ann";
    for (int i = 0; i < 2'000; ++i) {
        head += ",\"tag\"";
        row += ",\"t" + std::to_string(i) + "\"";
    }
    const auto book = read_book(Format::csv, head + "\n" + row + "\n");
    ASSERT_EQ(book.people.size(), 1U);
    EXPECT_EQ(book.people[0].tags.size(), 999U) << "and the name";
}

TEST(Table, SaysWhatItCannotReadAndTakesTheRest) {
    EXPECT_THAT(
        read("name,email,note\nAnn,n/a,x\n,b@x.example,\n,,\nCid,c@x.example,tea, cake\nDee\n"),
        ElementsAre("2: Ann | note x", "6: Dee", "2! \"n/a\" is not an e-mail address; left out.",
                    "3! This row has no name; left out.",
                    "5! This row has 4 values for 3 columns; left out. A value with a comma in it needs quotes."));
    EXPECT_THAT(
        read("name,every,last touch\nAnn,often,yesterday\n"),
        ElementsAre("2: Ann", "2! \"often\" is not a rhythm I understand; left out. Write 30d, 2w, monthly or never.",
                    "2! \"yesterday\" is not a day I can read; the last touch is left out. Write it as "
                    "2026-04-15."));
    EXPECT_THAT(read("name,note\nAnn," + std::string(2 << 20, 'x') + "\nBen,y\n"),
                ElementsAre("3: Ben | note y", "2! This line is longer than 1 MiB; left out."));
}

TEST(Table, WithoutAColumnOfNamesSaysOnceWhichAreUnderstood) {
    EXPECT_THAT(read("\nfoo,bar\n1,2\n3,4\n"), ElementsAre(StartsWith("2! No column here holds names")));
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "1,2\n";
    EXPECT_THAT(read(text), ElementsAre(StartsWith("1! No column here holds names")));
    EXPECT_THAT(read("\n\n"), ElementsAre("1! The file is empty."));
    EXPECT_THAT(read("name,email\n"), IsEmpty());
}

TEST(Table, ABirthdayThatCouldBeTwoDaysIsAskedAbout) {
    constexpr auto text = "name,birthday\nAnn,3/4/1985\nBen,3/14/1985\nCid,4/4/85\n";
    EXPECT_THAT(read(text),
                ElementsAre("2: Ann", "3: Ben | birthday 1985-03-14", "4: Cid | birthday --04-04",
                            "2! The birthday \"3/4/1985\" could be day/month or month/day; left out. Write it "
                            "as 1985-04-15, or set date_order."));
    EXPECT_THAT(read(text, DateOrder::dmy), ElementsAre("2: Ann | birthday 1985-04-03", "3: Ben | birthday 1985-03-14",
                                                        "4: Cid | birthday --04-04"));
    EXPECT_THAT(read(text, DateOrder::mdy).at(0), "2: Ann | birthday 1985-03-04");
}

TEST(Table, NamesAreCutAtTwoHundredLettersAndHoldNoControls) {
    const auto book = read_book(Format::csv, "name\n" + std::string(5000, 'x') + "\na\x01\x1b[2Jb\xe2\x80\xae\n");
    ASSERT_EQ(book.people.size(), 2U);
    EXPECT_EQ(book.people[0].name, std::string(200, 'x') + "...");
    EXPECT_EQ(book.people[1].name, "a [2Jb");
}

}  // namespace
}  // namespace nudged::address_book
