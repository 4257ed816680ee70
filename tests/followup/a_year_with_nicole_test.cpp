// A year of Ana's, as it stands in a_year_with_nicole.md: played with the real store and conversation, and compared
// byte for byte. What is to be changed is changed in the lines of Ana's, then
//     NUDGED_REWRITE=1 build/test_story
// writes the file anew: read what became of it.
#include <cstdlib>
#include <fstream>

#include "daemon/conversation/post.hpp"
#include "daemon/messages/welcome.hpp"
#include "tests/followup/story.hpp"

namespace nudged::conversation {
namespace {

const std::string story_file = NUDGED_TEST_DATA "/../followup/a_year_with_nicole.md";

std::string content_of(const std::string& file) {
    std::ostringstream content;
    content << std::ifstream(file).rdbuf();
    return content.str();
}

class AYearWithNicole : public Story {
protected:
    static constexpr TimeOfDay first_minute = std::chrono::hours{14} + std::chrono::minutes{5};

    std::string lived(const std::string& story) {
        rules_.review = HourOfTheWeek{};
        now_ = zone_.instant(on(2026, 1, 5), first_minute);
        exchange([](Exchange& e) {
            return post(e.tables, e.owner.id, webchat_of(e.owner.id),
                        messages::welcome(e.owner, e.zone, e.moment.now, false), {}, e.moment);
        });
        return told(script_of(story, zone_), now_, zone_.instant(on(2027, 1, 5), first_minute));
    }
};

TEST_F(AYearWithNicole, IsToldToTheLetter) {
    const auto story = content_of(story_file);
    const auto lived_now = lived(story);
    EXPECT_TRUE(differences().empty());
    if (std::getenv("NUDGED_REWRITE") != nullptr) {
        std::ofstream(story_file) << lived_now;
        return;
    }
    std::istringstream is(lived_now), was(story);
    std::string line_is, line_was;
    for (int line = 1; std::getline(was, line_was); ++line) {
        std::getline(is, line_is);
        ASSERT_EQ(line_is, line_was) << "line " << line;
    }
    EXPECT_EQ(lived_now, story);
}

TEST(TheReadme, ShowsAWeekOfTheYearAsItIs) {
    const auto readme = content_of(NUDGED_TEST_DATA "/../../README.md");
    const std::string opens = "```text\n";
    const auto begin = readme.find(opens + "## ");
    ASSERT_NE(begin, std::string::npos);
    const auto end = readme.find("```\n", begin + opens.size());
    const auto week = readme.substr(begin + opens.size(), end - begin - opens.size());
    EXPECT_GT(week.size(), 500U);
    EXPECT_NE(content_of(story_file).find(week), std::string::npos);
}

}  // namespace
}  // namespace nudged::conversation
