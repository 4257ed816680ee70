// Whatever the bytes and however they come.
#include <gmock/gmock.h>
#include <malloc.h>

#include <random>

#include "tests/import/reading.hpp"

namespace nudged::address_book {
namespace {

using testing::ElementsAre;

TEST(Stream, PiecesOfAnySizeGiveTheSame) {
    const std::pair<const char*, Format> files[] = {
        {"icloud.vcf", Format::vcard},      {"outlook.vcf", Format::vcard},     {"nextcloud.vcf", Format::vcard},
        {"google_old.csv", Format::google}, {"google_new.csv", Format::google}, {"linkedin.csv", Format::linkedin}};
    for (const auto& [name, format] : files) {
        const auto bytes = data_file(name);
        const auto whole = shown(read_book(format, bytes));
        EXPECT_FALSE(whole.empty());
        for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U})
            EXPECT_EQ(shown(read_book(format, bytes, DateOrder::unknown, piece)), whole) << name << " by " << piece;
    }
}

TEST(Stream, Utf16IsKnownByItsMarkOrItsZeros) {
    const std::string text = "name\r\nZo\xeb\r\n";
    std::string little, big;
    for (const char c : text) {
        (little += c) += '\0';
        (big += '\0') += c;
    }
    EXPECT_THAT(shown(read_book(Format::csv, little)), ElementsAre("2: Zoë"));
    EXPECT_THAT(shown(read_book(Format::csv, big)), ElementsAre("2: Zoë"));
    EXPECT_THAT(shown(read_book(Format::csv, "\xff\xfe" + little)), ElementsAre("2: Zoë"));
    EXPECT_THAT(shown(read_book(Format::csv, "\xfe\xff" + big)), ElementsAre("2: Zoë"));
}

std::size_t memory_in_use() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// Feeds `piece` until `total` bytes have gone; the most memory in use on the way, above what it was before.
std::size_t memory_for(Format format, const std::string& begin, const std::string& piece, std::size_t total,
                       std::size_t& troubles) {
    const auto before = memory_in_use();
    std::size_t most = 0;
    Reader reader(format, {[](Person&&) {}, [&](Trouble&&) { ++troubles; }});
    reader.feed(begin);
    for (std::size_t fed = 0; fed < total; fed += piece.size()) {
        reader.feed(piece);
        most = std::max(most, memory_in_use() - std::min(before, memory_in_use()));
    }
    reader.finish();
    return most;
}

TEST(Stream, AHundredMegabytesInOneLineAreReadInAFewMegabytes) {
    const std::string piece(1 << 16, 'x');
    const std::pair<Format, const char*> cases[] = {{Format::vcard, "BEGIN:VCARD\nFN:Ann\nNOTE:"},
                                                    {Format::vcard, ""},
                                                    {Format::csv, "name,note\nAnn,"},
                                                    {Format::csv, "name,note\nAnn,\""},
                                                    {Format::csv, ""}};
    for (const auto& [format, begin] : cases) {
        std::size_t troubles = 0;
        EXPECT_LT(memory_for(format, begin, piece, 100'000'000, troubles), std::size_t{8} << 20) << begin;
        EXPECT_GE(troubles, 1U);
        EXPECT_LE(troubles, 4U) << begin;
    }
}

TEST(Stream, ABinaryFileIsReadInAFewMegabytes) {
    std::mt19937 random(7);
    std::string piece(1 << 16, '\0');
    for (auto& c : piece) c = static_cast<char>(random() & 0xffU);
    for (const auto format : {Format::vcard, Format::csv}) {
        std::size_t troubles = 0;
        EXPECT_LT(memory_for(format, "", piece, 10'000'000, troubles), std::size_t{8} << 20);
        EXPECT_GE(troubles, 1U);
        EXPECT_LE(troubles, 50U);
    }
    EXPECT_EQ(guess_format(piece.substr(0, 4096), "book.csv"), std::nullopt);
}

bool is_clean(std::string_view text, bool may_have_lines) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        if ((c < 0x20 && !(may_have_lines && c == '\n')) || (c >= 0x80 && c < 0xc2) || i + length > text.size())
            return false;
        for (std::size_t next = i + 1; next < i + length; ++next)
            if ((static_cast<unsigned char>(text[next]) & 0xc0U) != 0x80U) return false;
        i += length;
    }
    return true;
}

bool is_clean(const Book& book) {
    bool clean = true;
    for (const auto& person : book.people) {
        clean = clean && !person.name.empty() && is_clean(person.name, false) && is_clean(person.note, true) &&
                is_clean(person.uid, false);
        for (const auto& [kind, address] : person.addresses) clean = clean && is_clean(address, false);
        for (const auto& date : person.dates) clean = clean && is_clean(date.what, false);
        for (const auto& tag : person.tags) clean = clean && is_clean(tag, false);
    }
    for (const auto& trouble : book.troubles)
        clean = clean && is_clean(trouble.said, false) && is_clean(trouble.about, false);
    return clean;
}

// Real exports with bytes changed, taken out and put in, so that most of the grammar is reached.
TEST(Stream, DamagedFilesNeverCrashAndGiveCleanText) {
    std::mt19937 random(20260401);
    constexpr std::string_view salt = "\"\n\r,;:=\\ \t\xff\xe9\0BEGIN:VCARD\nEND:VCARD\n=C3=0D=0A";
    for (const auto* name :
         {"icloud.vcf", "outlook.vcf", "nextcloud.vcf", "google_old.csv", "google_new.csv", "linkedin.csv"}) {
        const auto original = data_file(name);
        for (int round = 0; round < 60; ++round) {
            auto bytes = original;
            for (auto change = random() % 12; change > 0; --change) {
                const auto at = random() % bytes.size();
                const auto from = random() % salt.size();
                if (random() % 2 == 0)
                    bytes[at] = salt[from];
                else if (random() % 2 == 0)
                    bytes.insert(at, salt.substr(from, random() % 12));
                else
                    bytes.erase(at, random() % 20);
            }
            const auto format = random() % 4 == 0 ? Format::csv : bytes[0] == 'B' ? Format::vcard : Format::google;
            const auto book = read_book(format, bytes);
            ASSERT_TRUE(is_clean(book)) << name << " round " << round;
            ASSERT_EQ(shown(read_book(format, bytes, DateOrder::unknown, 1 + random() % 50)), shown(book)) << round;
            (void)guess_format(bytes, name);
        }
    }
}

TEST(Stream, RandomBytesNeverCrash) {
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        std::string bytes = round % 3 == 0   ? "BEGIN:VCARD\nFN:"
                            : round % 3 == 1 ? "name,email,phone,birthday,every\n"
                                             : "";
        for (auto count = random() % 2000; count > 0; --count)
            bytes += static_cast<char>(random() % 4 == 0 ? random() & 0xffU : "\n\",:;= A1"[random() % 9]);
        for (const auto format : {Format::vcard, Format::csv}) ASSERT_TRUE(is_clean(read_book(format, bytes))) << round;
        (void)guess_format(bytes, "x");
    }
}

TEST(Guess, ByContentThenByName) {
    EXPECT_EQ(guess_format("\xef\xbb\xbf"
                           "begin:vcard\r\nFN:A",
                           "x"),
              Format::vcard);
    EXPECT_EQ(guess_format("First Name,E-mail 1 - Value\n", "x"), Format::google);
    EXPECT_EQ(guess_format("Notes:\n\nFirst Name,Last Name,Connected On\n", "x"), Format::linkedin);
    EXPECT_EQ(guess_format("Name;Phone\nA;1\n", "x"), Format::csv);
    EXPECT_EQ(guess_format("1,2\n", "people.CSV"), Format::csv);
    EXPECT_EQ(guess_format("", "people.vcf"), Format::vcard);
    EXPECT_EQ(guess_format("Dear diary\n", "diary.txt"), std::nullopt);
    EXPECT_EQ(guess_format(std::string_view("PK\3\4\0\0", 6), "people.csv"), std::nullopt);
}

}  // namespace
}  // namespace nudged::address_book
