#include "daemon/messages/home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Contact waits(const std::string& name, const std::string& words) {
    Contact contact = person(name);
    contact.state = ContactState::waiting;
    contact.check_back = CheckBack{on(2026, 6, 4), words, on(2026, 3, 1), false};
    return contact;
}

TEST(HomeWords, TodayIsTheNudgeUnderItsDate) {
    const HomePart part = home_today(section_one(), view(), std::nullopt);
    EXPECT_EQ(part.title, "Wednesday 4 March");
    EXPECT_EQ(part.blocks, nudge(section_one(), view()).blocks);
}

TEST(HomeWords, WhoWaitsIsNamedWithTheDayAndTheirWords) {
    const HomePart part = home_waiting({waits("Sam Lee", "after the reorg"), waits("Tom", "")}, wednesday);
    ASSERT_THAT(part.blocks, SizeIs(2));
    EXPECT_EQ(flat(part.blocks[0].text), "Sam Lee: back on Thu 4 Jun, \"after the reorg\"");
    EXPECT_EQ(part.blocks[0].text[0], (Span{"Sam Lee", Style::bold}));
    EXPECT_EQ(flat(part.blocks[1].text), "Tom: back on Thu 4 Jun");
}

TEST(HomeWords, NoLineIsLongerThanOneOfANudge) {
    for (const auto* name : {"Sam", "A Name That Is As Long As Names Can Be Before They Are Cut Somewhere"}) {
        const HomePart part = home_waiting({waits(name, std::string(300, 'w') + " x"), waits(name, "a b")}, wednesday);
        for (const Block& block : part.blocks) EXPECT_LT(length(flat(block.text)), 90U) << flat(block.text);
    }
}

TEST(HomeWords, WhoWasNotSpokenToLatelyIsAFactWithTwoButtons) {
    const Scene scene;
    const HomePart part = home_not_lately({{person("Ines Duarte", 7), std::nullopt}}, scene.plan);
    ASSERT_THAT(part.blocks, SizeIs(1));
    EXPECT_EQ(flat(part.blocks[0].text), "Ines Duarte, 9 days since the last word");
    EXPECT_THAT(labels(part.blocks[0].rows), ElementsAre("[✓ Ines] [Snooze]"));
    EXPECT_EQ(part.blocks[0].rows[0][1].action, "snooze:c7");
}

TEST(HomeWords, EverySettingShowsWhatStands) {
    const Scene scene;
    std::vector<std::string> all;
    for (const HomeSetting& setting : home_settings(scene.owner, "Europe/Berlin", wednesday)) {
        std::string line = setting.key + " =";
        for (const auto& value : setting.chosen) line += " " + value;
        all.push_back(line);
        if (setting.kind == HomeSetting::Kind::time) continue;
        for (const auto& value : setting.chosen)
            EXPECT_EQ(std::count_if(setting.choices.begin(), setting.choices.end(),
                                    [&](const auto& choice) { return choice.value == value; }),
                      1)
                << setting.key;
    }
    EXPECT_THAT(all, ElementsAre("nudge_at = 08:30", "weekdays = 1 2 3 4 5", "cap = 3", "quiet_begin = 21:00",
                                 "quiet_end = 07:30", "zone = Europe/Lisbon", "pause = none", "language = en"));
}

TEST(HomeWords, ARefusalIsOneSentence) {
    EXPECT_EQ(setting_refused("no weekday is set"), "Nothing changed: no weekday is set.");
    EXPECT_THAT(home_of_a_stranger(false), HasSubstr("nudged pair"));
}

}  // namespace
}  // namespace nudged::messages
