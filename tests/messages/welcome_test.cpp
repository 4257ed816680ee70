#include "daemon/messages/welcome.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

const Instant five_past_two = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4}} + 14h + 5min;

TEST(Welcome, IsTheOneOfTheExamples) {
    const Scene scene;
    const auto lisbon = Zone::find("Europe/Lisbon");
    ASSERT_TRUE(lisbon);
    const Message message = welcome(scene.owner, *lisbon, five_past_two, false);
    EXPECT_EQ(flat(message),
              "Hello Ana. Each morning I'll name a few people worth a word, and why. You answer with a tap.\n"
              "I only ever talk to you. I never write to anyone else.\n"
              "It's 14:05 in Lisbon, and I'd write at 08:30, Monday to Friday. Right?\n"
              "Who would you be sorry to lose touch with? Send me three names, or an address book.\n"
              "(for example: Mum every week, Nicole Ortiz, Sam Lee every 2 months #clients)");
    EXPECT_EQ(labels(message.blocks[0].rows[0]), "[Right] [Another time] [Another place]");
    EXPECT_EQ(labels(message.blocks[1].rows[0]), "[Import a file] [Try with made-up people]");
    EXPECT_EQ(message.blocks[1].rows[0][1].action, "pick:samples");
    EXPECT_EQ(welcome(scene.owner, *lisbon, five_past_two, true).blocks.size(), 1U);
}

TEST(Welcome, TheFirstOwnerHasNoNameToGreetAndUtcIsNoPlace) {
    Owner me;
    me.name = "me";
    me.weekdays = 0b1111111;
    const std::string text = flat(welcome(me, Zone::utc(), five_past_two, true));
    EXPECT_TRUE(text.starts_with("Hello. Each morning")) << text;
    EXPECT_NE(text.find("I'd write at 08:30, every day. Right?"), std::string::npos) << text;
    me.weekdays = 0b0101010;
    EXPECT_NE(flat(welcome(me, Zone::utc(), five_past_two, true)).find("Monday, Wednesday and Friday"),
              std::string::npos);
}

TEST(Welcome, AnImportIsSummedUp) {
    EXPECT_EQ(imported({3, 1, 2, 0, 0, "", {}}), "6 people: 3 new, 1 with something new and 2 as before.");
    EXPECT_EQ(
        imported({1, 0, 0, 0, 1, "line 7: no name", {"Sam Lee"}}),
        "1 person: 1 new. Sam Lee is here more than once, so I left that as it was. 1 remark, the first: line 7: no "
        "name");
    EXPECT_EQ(imported({}), "Nobody was read from that.");
}

TEST(Welcome, APauseNamesTheDayItEnds) {
    EXPECT_EQ(paused({wednesday, on(2026, 4, 14)}, wednesday), "Quiet until Wed 15 Apr.");
    EXPECT_EQ(paused({wednesday, Date::max()}, wednesday), "Quiet until you say `resume`.");
    EXPECT_EQ(resumed("Thu 5 Mar at 08:30"), "Back again. Next: Thu 5 Mar at 08:30.");
}

TEST(Welcome, SomeoneNew) {
    EXPECT_EQ(added(person("Mum", 1, 7), wednesday + days{1}, 7, wednesday),
              "Mum is in, every week. First tomorrow, Thu 5 Mar.");
    EXPECT_EQ(added(person("Mum", 1, 7), std::nullopt, 7, wednesday), "Mum is in the book, on no rhythm.");
    EXPECT_EQ(samples_in(1), "1 made-up person is in, to try everything with. See them now: `today`");
    EXPECT_EQ(samples_gone(8), "8 made-up people are gone.");
}

}  // namespace
}  // namespace nudged::messages
