#include "daemon/messages/catalogue/catalogue.hpp"

#include <gtest/gtest.h>
#include <unicode/messagepattern.h>

#include <set>
#include <span>

#include "daemon/messages/catalogue/german.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "tests/messages/scene.hpp"
#include "tests/messages/voice.hpp"

namespace nudged::messages {
namespace {

icu::UnicodeString utf16(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

// The names of what a pattern is filled with.
std::set<std::string> arguments_of(const Entry& entry) {
    UErrorCode failed = U_ZERO_ERROR;
    UParseError where;
    const icu::MessagePattern pattern(utf16(entry.pattern), &where, failed);
    EXPECT_TRUE(U_SUCCESS(failed)) << entry.key << ": " << entry.pattern;
    std::set<std::string> names;
    for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
        const auto& part = pattern.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME) continue;
        std::string name;
        pattern.getSubstring(part).toUTF8String(name);
        names.insert(name);
    }
    return names;
}

TEST(Catalogue, EachPatternCanBeReadAndIsFilledWithTheSameInEachLanguage) {
    for (std::size_t i = 0; i < english.size(); ++i)
        EXPECT_EQ(arguments_of(german.at(i)), arguments_of(english.at(i))) << english.at(i).key;
}

// What stands as code is for typing: `lead nicole 7 days`.
std::string without_code(std::string_view pattern) {
    std::string text;
    for (const Span& span : styled(pattern))
        if (span.style != Style::code) text += span.text;
    return text;
}

// Of a machine that was off, and of a row of a file: neither is about the owner.
bool speaks_of_something_else(const Entry& entry) {
    return entry.key == "nudge.late" || entry.key == "import.last_touch_to_come" ||
           entry.key == "import.remark.last_touch" || entry.key == "import.remark.no_names";  // names of columns
}

TEST(Catalogue, EachPatternIsInTheVoice) {
    for (const std::span<const Entry> language : {std::span<const Entry>(english), std::span<const Entry>(german)})
        for (const Entry& entry : language) {
            if (!speaks_of_something_else(entry)) expect_in_voice(without_code(entry.pattern));
            EXPECT_FALSE(entry.pattern.empty()) << entry.key;
            EXPECT_FALSE(entry.pattern.starts_with(' ') || entry.pattern.ends_with(' ')) << entry.key;
        }
}

TEST(Catalogue, NoKeyStandsTwice) {
    std::set<std::string_view> keys;
    for (const Entry& entry : english) EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
}

TEST(Catalogue, AButtonHasRoomForItsLabel) {
    constexpr std::size_t longest_label = 40;
    for (const std::span<const Entry> language : {std::span<const Entry>(english), std::span<const Entry>(german)})
        for (const Entry& entry : language) {
            const bool is_button = entry.key.find("button") != std::string_view::npos;
            EXPECT_LE(is_button ? length(entry.pattern) : 0, longest_label) << entry.key;
        }
}

TEST(Catalogue, ALanguageIsSpokenToTheEndOfItsScope) {
    EXPECT_EQ(span_text(9), "9 days");
    {
        const Speaking german(Language::german);
        EXPECT_EQ(span_text(9), "9 Tage");
        {
            const Speaking english(Language::english);
            EXPECT_EQ(span_text(1), "1 day");
        }
        EXPECT_EQ(span_text(1), "1 Tag");
    }
    EXPECT_EQ(span_text(9), "9 days");
}

TEST(German, NamesDaysInItsOwnWay) {
    const Speaking german(Language::german);
    EXPECT_EQ(day_text(on(2026, 3, 6), wednesday), "Fr 6. März");
    EXPECT_EQ(day_text(on(2027, 1, 1), wednesday), "Fr 1. Jan 2027");
    EXPECT_EQ(long_day(on(2026, 3, 8)), "Sonntag, 8. März");
    EXPECT_EQ(relative_day(wednesday - days{1}, wednesday), "gestern");
    EXPECT_EQ(relative_day(on(2026, 3, 8), wednesday), "am Sonntag");
    EXPECT_EQ(relative_day(on(2025, 12, 3), wednesday), "am 3. Dez");
    EXPECT_EQ(every_text(7), "jede Woche");
    EXPECT_EQ(every_text(60), "alle 2 Monate");
    EXPECT_EQ(weekdays_text(0b0111110), "Montag bis Freitag");
    EXPECT_EQ(joined({"A", "B", "C"}), "A, B und C");
}

// The list of section 1 of MESSAGES, composed in German.
DayList german_list(const Scene& scene) {
    followup::Candidate nicole, sam, mum, jose;
    nicole.contact = person("Nicole Ortiz", 1);
    nicole.contact.your_turn = wednesday - days{1};
    nicole.contact.their_words = "schick mir zwei Termine";
    nicole.reason = Reason::your_turn;
    sam.contact = person("Sam Lee", 2);
    sam.contact.check_back = CheckBack{wednesday, "nach der Umstellung", on(2025, 12, 3), false};
    sam.reason = Reason::check_back;
    mum.contact = person("Mama", 3);
    mum.reason = Reason::overdue;
    jose.contact = person("José Álvarez", 4);
    jose.contact.promises = {{"das Angebot", wednesday}};
    jose.reason = Reason::promise;
    DayList list;
    list.date = wednesday;
    int number = 0;
    for (const auto* who : {&nicole, &sam, &mum, &jose}) {
        const bool is_mum = who == &mum;
        list.items.push_back(
            item(++number, who->contact.name, who->reason,
                 lines_of(*who, scene.plan,
                          is_mum ? std::optional(touch("call", "called, der Garten, das Knie")) : std::nullopt)));
    }
    return list;
}

TEST(German, ANudgeIsSaidWhole) {
    const Speaking german(Language::german);
    const Scene scene;
    NudgeView seen = view();
    seen.hint = true;
    EXPECT_EQ(flat(nudge(german_list(scene), seen)),
              "Nicole hat dir geantwortet. Außerdem Sam, Mama und José.\n"
              "1 Nicole Ortiz schrieb gestern: \"schick mir zwei Termine\"\n"
              "Eine Zeile genügt für den Anfang.\n"
              "2 Sam Lee wollte heute von dir hören: \"nach der Umstellung\" (gesagt am 3. Dez)\n"
              "\"Hallo Sam, du sagtest: nach der Umstellung. Ist es geschafft? Wie lief es?\"\n"
              "3 Mama, 9 Tage seit eurem letzten Gespräch\n"
              "Ruf auf dem Heimweg an. Letztes Mal: der Garten, das Knie.\n"
              "4 José Álvarez, dein Versprechen bis heute: das Angebot\n"
              "Auch die Hälfte hält das Versprechen, mit einem Wort, wann der Rest kommt.\n"
              "Tippen oder einfach schreiben:  done 1  ·  snooze 4 fri  ·  later 3 june");
}

TEST(German, TheFirstLineSaysWhatMattersMost) {
    const Speaking german(Language::german);
    const Scene scene;
    const DayList all = german_list(scene);
    const auto first_line = [&](std::size_t which) {
        DayList alone = all;
        alone.items = {all.items[which]};
        return nudge(alone, view()).notification;
    };
    EXPECT_EQ(first_line(0), "Nicole hat dir geantwortet.");
    EXPECT_EQ(first_line(1), "Sam wollte heute von dir hören.");
    EXPECT_EQ(first_line(2), "Mama: 9 Tage seit eurem letzten Gespräch.");
    EXPECT_EQ(first_line(3), "Dein Versprechen an José bis heute: das Angebot.");
}

}  // namespace
}  // namespace nudged::messages
