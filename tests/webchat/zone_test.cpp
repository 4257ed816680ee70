// A page that tells where its device is.
#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::HasSubstr;

namespace {

class ToldZone : public WebChatTest {
protected:
    std::string tell(const std::string& zone, const std::string& who) {
        return post("/api/zone", Json{{"zone", zone}, {"since", 0}}.dump(), who);
    }
};

TEST_F(ToldZone, AnotherZoneIsAskedAboutOnceInTheAnswerItself) {
    const auto answer = tell("Asia/Tokyo", in());
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_THAT(answer, HasSubstr("Your phone says Tokyo now."));
    EXPECT_EQ(changes_, 1);
    const auto lines = history().at("lines").size();
    EXPECT_EQ(status_of(tell("Asia/Tokyo", in())), 200);
    EXPECT_EQ(history().at("lines").size(), lines);
    EXPECT_EQ(ana().zone, "Europe/Lisbon");
}

TEST_F(ToldZone, TheZoneOfTheOwnerAndWhatIsNoneAreNotAskedAbout) {
    for (const auto* zone : {"Europe/Lisbon", "Europe/London", "Nowhere/Land"})
        EXPECT_EQ(json_of(tell(zone, in())).at("lines").size(), 0U) << zone;
    EXPECT_EQ(status_of(tell("", in())), 400);
    EXPECT_EQ(status_of(tell(std::string(65, 'x'), in())), 400);
}

TEST_F(ToldZone, AStrangerTellsNothing) {
    EXPECT_EQ(status_of(tell("Asia/Tokyo", "")), 401);
    EXPECT_TRUE(history().at("lines").empty());
}

}  // namespace
