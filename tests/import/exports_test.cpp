// Whole exports as the programs write them.
#include <gmock/gmock.h>

#include "tests/import/reading.hpp"

namespace nudged::address_book {
namespace {

using testing::ElementsAre;

std::vector<std::string> read_file(Format format, const std::string& name) {
    const auto bytes = data_file(name);
    EXPECT_FALSE(bytes.empty()) << name;
    EXPECT_EQ(guess_format(std::string_view(bytes).substr(0, 4096), "upload"), format) << name;
    return shown(read_book(format, bytes));
}

TEST(Exports, ICloudCardsKeepLabelsNetworksAndBirthdaysWithoutAYear) {
    EXPECT_THAT(read_file(Format::vcard, "icloud.vcf"),
                ElementsAre("1: Nicole Ortiz | email=nicole@harbour.example | email2=nicole.home@example.org"
                            " | instagram=https://www.instagram.com/nicole.draws"
                            " | linkedin=https://www.linkedin.com/in/nicoleortiz"
                            " | phone=+1 (555) 010-2222 | phone2=+1 (555) 010-1111"
                            " | post=12 Quay Street, Flat 3, Portland, ME, 04101, United States"
                            " | telegram=https://t.me/nicole_o | web=https://harbour.example/"
                            " | birthday --04-15 | anniversary 2010-06-12 | Opened the studio 2019-09-01"
                            " | #friends | #print-fair"
                            " | note Met at the print fair.\nLikes letterpress, and long letters; writes them herself."
                            "\nArt director, Harbour Studio, Design"
                            " | uid 2D5E8A0C-0001-4C5B-9A60-5F1B8A1F0001",
                            "52: Blue Door Bakery | phone=555 0104 | uid 2D5E8A0C-0002-4C5B-9A60-5F1B8A1F0002"));
}

TEST(Exports, OurOwnTableKeepsWhatMattersAndSaysWhatIsNotRead) {
    const auto [people, troubles] =
        read_book(Format::csv,
                  "Name,Every,Last touch,Status,Notes,UID,Back on,They said,Reason,Snoozed to,Importance,Needs,Why\r\n"
                  "Sam Lee,60d,2026-01-10,open,,,,,,,2.5,two engineers,we began together\r\n"
                  "Mum,7d,,waiting,,,2026-06-01,,,,5,,\r\n"
                  "Bo,7d,,waiting,,,2026-06-01,,,,,,\r\n");
    ASSERT_EQ(people.size(), 3U);
    EXPECT_EQ(people[0].importance, 2.5);
    EXPECT_EQ(people[0].needs, "two engineers");
    EXPECT_EQ(people[0].why, "we began together");
    EXPECT_FALSE(people[1].importance);
    ASSERT_EQ(troubles.size(), 2U);
    EXPECT_EQ(troubles[0].line, 3U);
    EXPECT_THAT(told(troubles[0]), testing::StartsWith("Back on, They said, Reason and Snoozed to are not read"));
    EXPECT_EQ(told(troubles[1]), "The importance \"5\" is not from 1 to 3; left out.");
}

TEST(Exports, OutlookCardsAreQuotedPrintableInWindowsLetters) {
    EXPECT_THAT(read_file(Format::vcard, "outlook.vcf"),
                ElementsAre("1: Dr. Jürgen Müller | email=juergen.mueller@bruecke.example"
                            " | phone=0049 151 5550 9876 | phone2=+49 (0)30 5550 1234"
                            " | post=Lange Straße 7, Hinterhaus, Berlin, 10115, Deutschland"
                            " | web=http://www.bruecke.example | birthday 1964-02-29"
                            " | note Kennt jeden in Berlin. Rückruf immer am Vormittag.\nHat im April"
                            "\nGeschäftsführer, Brücke GmbH, Vertrieb"));
}

TEST(Exports, NextcloudCardsOfVersionFour) {
    EXPECT_THAT(read_file(Format::vcard, "nextcloud.vcf"),
                ElementsAre("1: Sina Køhler | email=sina@kohler.example | email2=s.koehler@school.example"
                            " | facebook=https://www.facebook.com/sina.k | phone=+47-555-01-234"
                            " | post=Fjordveien 3, Bergen, 5003, Norge | telegram=https://t.me/sinak"
                            " | birthday --02-29 | anniversary 2015-08-08 | #choir | #family | note Sings alto 🎶"
                            " | uid urn:uuid:5c8cf2a0-3b6e-4a4a-9d0c-0d7b6c1d0001",
                            "21: Otto Brandt | birthday 1941-10-02"
                            " | uid urn:uuid:5c8cf2a0-3b6e-4a4a-9d0c-0d7b6c1d0002 | died"));
}

TEST(Exports, GoogleContactsInItsOldColumnsAndUtf16) {
    EXPECT_THAT(read_file(Format::google, "google_old.csv"),
                ElementsAre("2: Sam Lee | email=sam@chess.example | email2=sam.lee@example.org"
                            " | linkedin=https://www.linkedin.com/in/samlee | phone=+44 7700 900123"
                            " | post=1 Rook Lane, London, N1 1AA, GB | birthday --03-09 | anniversary 2012-07-21"
                            " | #board-games | #clients | note Plays chess.\nKnows \"everyone\", really."
                            "\nPartner, Lee & Sons",
                            "7! This row has no name; left out."));
}

TEST(Exports, GoogleContactsInItsNewColumns) {
    EXPECT_THAT(read_file(Format::google, "google_new.csv"),
                ElementsAre("2: Amélie Durand | email=amelie.d@example.org | email2=amelie@ateliersud.example"
                            " | instagram=https://www.instagram.com/ateliersud"
                            " | phone=+33 6 55 50 10 10 | phone2=+33 6 55 50 10 11 | phone3=04 55 50 10 10"
                            " | post=4 rue du Port, Marseille, 13002, FR | birthday 1988-02-29"
                            " | first order --05-20 | #clients | #starred"
                            " | note Introduced by Sam\nÉbéniste, Atelier Sud",
                            "3: Harbour Taxi | phone=555 0199"));
}

TEST(Exports, LinkedInConnectionsComeAfterNotesAndConnectingIsNoTouch) {
    EXPECT_THAT(
        read_file(Format::linkedin, "linkedin.csv"),
        ElementsAre("5: Priya Raman | email=priya@raman.example | linkedin=https://www.linkedin.com/in/priyaraman"
                    " | note Head of Operations, Northwind, Inc.",
                    "6: Tom \"Tommy\" Becker | linkedin=https://www.linkedin.com/in/tombecker"
                    " | note Data Engineer, Fabrikam",
                    "8: Ana Sousa, MBA | linkedin=https://www.linkedin.com/in/anasousa",
                    "7! This row has no name; left out."));
}

}  // namespace
}  // namespace nudged::address_book
