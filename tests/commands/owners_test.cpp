#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using test::Workshop;
using testing::HasSubstr;

TEST(Owners, AreMadeWithTheConfiguredDefaults) {
    Workshop workshop;
    const auto owner = workshop.run("owner add", {{"name", "ana"}, {"zone", "Europe/Lisbon"}});
    EXPECT_EQ(owner["id"], 1);
    EXPECT_EQ(owner["name"], "ana");
    EXPECT_EQ(owner["zone"], "Europe/Lisbon");
    EXPECT_EQ(owner["nudge_at"], "08:30");
    EXPECT_EQ(owner["weekdays"], json({"mon", "tue", "wed", "thu", "fri"}));
    EXPECT_EQ(owner["daily_cap"], 3);
    EXPECT_EQ(owner["quiet"], json({"21:00", "07:30"}));
    EXPECT_EQ(workshop.run("owner list"), json::array({owner}));
}

TEST(Owners, AreChangedWhereSomethingWasSaidAndStayAsTheyAreElsewhere) {
    Workshop workshop;
    (void)workshop.run("owner add", {{"name", "ana"}, {"zone", "Europe/Lisbon"}, {"cap", 5}});
    const auto owner =
        workshop.run("owner set", {{"name", "ana"}, {"nudge_at", "9:15"}, {"weekdays", "mon,sat"}, {"quiet", "none"}});
    EXPECT_EQ(owner["nudge_at"], "09:15");
    EXPECT_EQ(owner["weekdays"], json({"mon", "sat"}));
    EXPECT_EQ(owner["daily_cap"], 5);
    EXPECT_EQ(owner["zone"], "Europe/Lisbon");
    EXPECT_EQ(workshop.run("owner list")[0], owner);
}

TEST(Owners, AreSpokenToInTheLanguageThatIsSet) {
    Workshop workshop;
    EXPECT_EQ(workshop.run("owner add", {{"name", "ana"}, {"zone", "Europe/Lisbon"}})["language"], "en");
    EXPECT_EQ(workshop.run("owner set", {{"language", "de"}})["language"], "de");
    EXPECT_EQ(workshop.run("owner list")[0]["language"], "de");
    const auto [sentence, exit_code] = workshop.refusal("owner set", {{"language", "fr"}});
    EXPECT_EQ(exit_code, 2);
    EXPECT_THAT(sentence, HasSubstr("fr is no language that I speak"));
}

TEST(Owners, TheOnlyOneNeedsNoNameToBeChanged) {
    Workshop workshop;
    (void)workshop.run("owner add", {{"name", "ana"}, {"zone", "Europe/Lisbon"}});
    EXPECT_EQ(workshop.run("owner set", {{"nudge_at", "08:00"}})["nudge_at"], "08:00");
    (void)workshop.run("owner add", {{"name", "bo"}, {"zone", "Europe/Lisbon"}});
    const auto [sentence, exit_code] = workshop.refusal("owner set", {{"nudge_at", "09:00"}});
    EXPECT_EQ(exit_code, 2);
    EXPECT_THAT(sentence, HasSubstr("ana and bo"));
}

TEST(Owners, AreToldTheNearestZoneForAnUnknownOne) {
    Workshop workshop;
    const auto zone_named = [&](const char* zone) {
        return workshop.refusal("owner add", {{"name", "ana"}, {"zone", zone}});
    };
    EXPECT_THAT(zone_named("Europe/Lisbonn").first, HasSubstr("did you mean Europe/Lisbon?"));
    EXPECT_THAT(zone_named("lisbon").first, HasSubstr("did you mean Europe/Lisbon?"));
    EXPECT_THAT(zone_named("new york").first, HasSubstr("did you mean America/New_York?"));
    EXPECT_THAT(zone_named("Atlantis/Capital").first, HasSubstr("zones are written like"));
    EXPECT_EQ(zone_named("../../etc/passwd").second, 2);
    EXPECT_TRUE(workshop.run("owner list").empty());
}

TEST(Owners, AreNotNudgedInTheirQuietHours) {
    Workshop workshop;
    const auto [sentence, exit_code] = workshop.refusal("owner add", {{"name", "ana"}, {"nudge_at", "06:00"}});
    EXPECT_THAT(sentence, HasSubstr("06:00"));
    EXPECT_THAT(sentence, HasSubstr("21:00-07:30"));
    EXPECT_EQ(exit_code, 2);
    (void)workshop.run("owner add", {{"name", "ana"}, {"nudge_at", "06:00"}, {"quiet", "22:00-05:00"}});
    EXPECT_EQ(workshop.refusal("owner set", {{"name", "ana"}, {"quiet", "21:00-07:30"}}).second, 2);
}

TEST(Owners, AreRefusedWithValuesThatAreNone) {
    Workshop workshop;
    const auto refused = [&](json arguments) {
        arguments["name"] = "ana";
        return workshop.refusal("owner add", arguments).second == 2;
    };
    EXPECT_TRUE(refused({{"nudge_at", "25:00"}}));
    EXPECT_TRUE(refused({{"weekdays", "funday"}}));
    EXPECT_TRUE(refused({{"cap", 0}}));
    EXPECT_TRUE(refused({{"cap", 21}}));
    EXPECT_TRUE(refused({{"cap", "three"}}));
    EXPECT_TRUE(refused({{"quiet", "night"}}));
    EXPECT_EQ(workshop.refusal("owner add", {{"name", "a\nb"}}).second, 2);
    EXPECT_EQ(workshop.refusal("owner add", {{"name", "  "}}).second, 2);
    EXPECT_TRUE(workshop.run("owner list").empty());
}

TEST(Owners, HaveNamesOfTheirOwn) {
    Workshop workshop;
    (void)workshop.run("owner add", {{"name", "ana"}});
    EXPECT_THROW((void)workshop.run("owner add", {{"name", "ana"}}), StoreError);
    EXPECT_EQ(workshop.run("owner list").size(), 1U);
}

TEST(Owners, OneCalledMeIsMadeInAnEmptyStore) {
    Workshop workshop;
    EXPECT_EQ(workshop.run("today")["list"]["owner"], "me");
    EXPECT_EQ(workshop.run("owner list").size(), 1U);
}

TEST(Owners, MustBeNamedWhenThereAreSeveral) {
    Workshop workshop;
    (void)workshop.run("owner add", {{"name", "ana"}});
    (void)workshop.run("owner add", {{"name", "ben"}});
    for (const auto* operation : {"today", "contacts", "journal", "import begin"}) {
        const auto [sentence, exit_code] = workshop.refusal(operation);
        EXPECT_THAT(sentence, HasSubstr("ana and ben")) << operation;
        EXPECT_EQ(exit_code, 2) << operation;
    }
    EXPECT_EQ(workshop.run("today", {{"owner", "ben"}})["list"]["owner"], "ben");
    EXPECT_EQ(workshop.refusal("today", {{"owner", "cleo"}}).second, 2);
}

}  // namespace
}  // namespace nudged
