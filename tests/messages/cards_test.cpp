#include "daemon/messages/cards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Instant half_past_eight = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4}} + 8h + 30min;

class Cards : public testing::Test {
protected:
    [[nodiscard]] Listed listed(const Contact& contact) const {
        return {contact, followup::told_date(contact, scene.plan)};
    }
    Scene scene;
    Zone zone = Zone::utc();
};

TEST_F(Cards, APersonWithWhatIsKnown) {
    Contact nicole = person("Nicole Ortiz", 17);
    nicole.needs = "two dates";
    nicole.note = "newest\noldest";
    nicole.dates = {ImportantDate{"birthday", 1971, 3, 8}};
    nicole.addresses["phone"] = "+351 910 000 000";
    nicole.tags = {"clients"};
    Touch last = touch("call", "called, the garden");
    last.at = half_past_eight - 9 * 24h;
    const Message message = card(listed(nicole), {last}, scene.plan, zone);
    EXPECT_EQ(flat(message),
              "Nicole Ortiz\n"
              "Every 30 days. Next around Wed 25 Mar.\n"
              "Last word on 23 Feb.\n"
              "Needs: two dates\n"
              "Birthday: 8 March 1971\n"
              "Phone: +351 910 000 000\n"
              "#clients\n"
              "Note: newest\n"
              "Note: oldest\n"
              "Mon 23 Feb: called, \"the garden\"");
    EXPECT_THAT(
        labels(message.blocks[0].rows),
        ElementsAre("[✓ Nicole] [Snooze]", "[They answered] [Later, they asked]", "[Skip this time] [They said no]"));
    EXPECT_EQ(message.blocks[0].rows[0][0].action, "done:c17");
}

TEST_F(Cards, TellWhereTheyAreHowTheyAnswerAndHowLongBeforeADateIsTold) {
    Contact nicole = person("Nicole Ortiz", 17);
    nicole.zone = "Asia/Tokyo";
    nicole.dates = {ImportantDate{"birthday", 1971, 3, 8}};
    nicole.lead_days = 7;
    const Message message = card(listed(nicole), {}, scene.plan, zone,
                                 {{"call", 6, 5, 0min}, {"email", 6, 4, 30h}, {"linkedin", 5, 0, 0min}});
    EXPECT_THAT(flat(message), HasSubstr("Birthday: 8 March 1971, told 7 days before\n"
                                         "Time zone: Asia/Tokyo\n"
                                         "By phone: answered 5 of 6.\n"
                                         "By email: answered 4 of 6, usually within 2 days.\n"
                                         "On LinkedIn: answered 0 of 5."));
}

TEST_F(Cards, WhoIsOffTheListCanComeBack) {
    Contact karl = person("Karl Weiss", 4);
    karl.state = ContactState::closed;
    karl.closed_reason = "someone";
    const Message message = card(listed(karl), {}, scene.plan, zone);
    EXPECT_THAT(flat(message), HasSubstr("Off the list: said no.\nReason: someone else"));
    EXPECT_EQ(message.blocks[0].rows[0][0].action, "again:c4");
}

TEST_F(Cards, TheDatesOfTheDeadAreNotMentioned) {
    Contact oma = person("Oma");
    oma.state = ContactState::parted;
    oma.died = true;
    oma.dates = {ImportantDate{}};
    EXPECT_EQ(flat(card(listed(oma), {}, scene.plan, zone)).find("irthday"), std::string::npos);
}

TEST_F(Cards, Status) {
    Status status;
    status.looked = status.sent = half_past_eight;
    status.outcome = "delivered";
    status.next = half_past_eight + 24h;
    status.next_people = 2;
    EXPECT_EQ(flat(messages::status(status, scene.plan, zone)),
              "Looked at 08:30, sent at 08:30, delivered. Next: tomorrow, Thu 5 Mar, 08:30, two people so far.");
    status.next_people = 1;
    EXPECT_THAT(flat(messages::status(status, scene.plan, zone)), HasSubstr("one person so far."));
    EXPECT_EQ(flat(messages::status({}, scene.plan, zone)), "Not looked yet, nothing sent yet. No morning is set.");
}

TEST_F(Cards, AWaitHasRoomForSomethingHelpfulWhereThereIsAThingToGive) {
    const Contact sam = decided(followup::later(person("Sam Lee", 2), on(2026, 6, 1), "", scene.plan)).after;
    const auto room = HasSubstr("Room for something helpful");
    EXPECT_THAT(flat(card(listed(sam), {}, scene.plan, zone, {}, true)), room);
    EXPECT_THAT(flat(card(listed(sam), {}, scene.plan, zone)), testing::Not(room));
}

TEST_F(Cards, TheVerbOfATouchIsToldOnce) {
    Touch last = touch("email", "emailed the proposal");
    last.at = half_past_eight;
    EXPECT_THAT(flat(card(listed(person("Priya Nair")), {last}, scene.plan, zone)),
                HasSubstr("Wed 4 Mar: emailed, \"the proposal\""));
}

TEST_F(Cards, ThePlanIsASentenceOnceItIsFull) {
    EXPECT_EQ(plan_sentence(10, scene.plan), "");
    const followup::Plan full{scene.owner, scene.settings, 1.87, wednesday};
    EXPECT_THAT(plan_sentence(120, full), HasSubstr("120 people at three a morning: everyone about every 16 weeks."));
}

TEST_F(Cards, WhoComesNext) {
    Contact sam = person("Sam Lee", 2);
    sam.snooze = Snooze{on(2026, 3, 9), false, {}};
    EXPECT_EQ(flat(coming({listed(person("Mum", 3, 7)), listed(sam)}, 2, 1, 0, scene.plan)),
              "Next:\nMum, Wed 4 Mar\nSam Lee, Mon 9 Mar\n\n2 people on the round and 1 waiting for their day.");
    EXPECT_EQ(flat(coming({}, 0, 0, 0, scene.plan)),
              "Nobody here yet. Send me three names, for example: add Mum every week");
}

TEST_F(Cards, FoundAndNotFound) {
    const Message message = found("garden", {listed(person("Mum", 3, 60))}, scene.plan);
    EXPECT_EQ(flat(message), "1 person with \"garden\":\nMum, Fri 24 Apr");
    EXPECT_EQ(message.blocks[0].rows[0][0].action, "more:c3");
    EXPECT_EQ(flat(found("x`y", {}, scene.plan)), "Nothing found for \"x'y\".");
}

TEST_F(Cards, HelpKnowsItsTopics) {
    EXPECT_THAT(flat(help("snooze")), HasSubstr("snooze sam fri"));
    EXPECT_THAT(flat(help("")), HasSubstr("Tap a button, or just write."));
    EXPECT_EQ(flat(help("nonsense")), flat(help("")));
}

}  // namespace
}  // namespace nudged::messages
