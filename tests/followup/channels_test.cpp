#include "daemon/followup/channels.hpp"

#include <set>

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Contact reachable() {
    auto contact = person();
    contact.addresses = {{"email2", "n@example.org"}, {"phone", "+351 912 345 678"}, {"post", "Rua 1, Lisboa"}};
    return contact;
}

std::set<std::string> in_a_month(const Contact& contact, const std::string& last = "",
                                 const std::vector<ChannelOutcomes>& known = {}) {
    Scene scene;
    scene.owner.zone = "Europe/Lisbon";
    std::set<std::string> proposed;
    for (int day = 0; day < 30; ++day, scene.today += days(1))
        proposed.insert(channel_of_today(contact, last, known, scene.plan()));
    return proposed;
}
using Set = std::set<std::string>;

TEST(Channels, VaryAmongThoseTheContactHas) {
    EXPECT_EQ(in_a_month(reachable()), (Set{"call", "card", "email", "text"}));
    EXPECT_EQ(in_a_month(person()), Set{""}) << "no address is known";
}

TEST(Channels, AreTheSameAllDay) {
    const Scene scene;
    const auto contact = reachable();
    EXPECT_EQ(channel_of_today(contact, "", {}, scene.plan()), channel_of_today(contact, "", {}, scene.plan()));
}

TEST(Channels, AreNotThatOfTheLastTime) {
    EXPECT_EQ(in_a_month(reachable(), "email"), (Set{"call", "card", "text"}));
    auto by_email = person();
    by_email.addresses = {{"email", "n@example.org"}};
    EXPECT_EQ(in_a_month(by_email), Set{"email"});
    EXPECT_EQ(in_a_month(by_email, "email"), Set{""});
}

TEST(Channels, AreThoseTheyAnswerOn) {
    const std::vector<ChannelOutcomes> known{{"email", 6, 1, {}}, {"text", 6, 5, {}}};
    EXPECT_EQ(in_a_month(reachable(), "", known), (Set{"call", "card", "text"}));
    auto by_email = person();
    by_email.addresses = {{"email", "n@example.org"}};
    EXPECT_EQ(in_a_month(by_email, "", known), Set{"email"}) << "there is no other";
}

TEST(Channels, ACallIsSuggestedOnlyWhenItIs9To20WhereTheyAre) {
    Scene scene;
    scene.owner.zone = "Europe/Lisbon";
    auto contact = reachable();
    const auto may_call = [&](const char* zone, int hour) {
        contact.zone = zone;
        scene.owner.nudge_at = std::chrono::hours{hour};
        return is_time_for_a_call(contact, scene.plan());
    };
    EXPECT_TRUE(may_call("Asia/Tokyo", 8)) << "17:00 there";
    EXPECT_FALSE(may_call("Asia/Tokyo", 11)) << "20:00 there";
    EXPECT_FALSE(may_call("America/Los_Angeles", 8)) << "midnight there";
    EXPECT_TRUE(may_call("America/Los_Angeles", 17)) << "9:00 there";
    EXPECT_TRUE(may_call("Europe/Lisbon", 8)) << "the owner's own hours";
    contact.zone = "America/Los_Angeles";
    scene.owner.nudge_at = std::chrono::hours{8};
    EXPECT_EQ(in_a_month(contact), (Set{"card", "email", "text"}));
}

}  // namespace
}  // namespace nudged::followup
