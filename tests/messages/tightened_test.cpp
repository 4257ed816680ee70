#include "daemon/messages/tightened.hpp"

#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {

// Two who are open, of whom the second shows her further buttons, and one who was dealt with.
class Tightened : public ::testing::Test {
protected:
    Tightened() {
        for (int number = 1; number <= 3; ++number) {
            ListItem item;
            item.number = number;
            item.name = "Person " + std::to_string(number);
            item.why_now = item.name + ", 9 days since you spoke";
            list_.items.push_back(item);
        }
        list_.date = wednesday;
        list_.items[2].settled = "Person 3: back on Mon 9 Mar.";
        list_.items[2].settled_what = "snoozed";
        list_.items[2].batch = 45;
        view_.today = wednesday;
        view_.expanded = 2;
    }
    static std::vector<std::string> actions(const Block& block) {
        std::vector<std::string> all;
        for (const auto& row : block.rows)
            for (const auto& button : row) all.push_back(button.action.substr(0, button.action.find(':')));
        return all;
    }
    static std::string text(const Block& block) {
        std::string all;
        for (const auto& span : block.text) all += span.text;
        return all;
    }
    using Actions = std::vector<std::string>;

    DayList list_;
    NudgeView view_;
};

TEST_F(Tightened, OnceWhoWasDealtWithKeepsOnlyUndo) {
    const auto whole = nudge(list_, view_), tight = tightened(whole, 1);
    ASSERT_EQ(tight.blocks.size(), 4U);
    EXPECT_EQ(tight.blocks[1], whole.blocks[1]);
    EXPECT_EQ(tight.blocks[2], whole.blocks[2]);
    EXPECT_EQ(actions(tight.blocks[3]), Actions{"undo"});
    EXPECT_EQ(tight.blocks[3].text, whole.blocks[3].text);
}

TEST_F(Tightened, TwiceOnlyOneCanBeOpenedAtATime) {
    const auto whole = nudge(list_, view_), tight = tightened(whole, 2);
    EXPECT_EQ(actions(tight.blocks[1]), (Actions{"done", "snooze"}));
    EXPECT_EQ(tight.blocks[2], whole.blocks[2]) << "with the way back";
    view_.expanded = 0;
    const auto closed = nudge(list_, view_);
    EXPECT_EQ(tightened(closed, 2), closed) << "each can be opened";
}

TEST_F(Tightened, ThriceWhoWasDealtWithIsOnlyNamed) {
    const auto whole = nudge(list_, view_), tight = tightened(whole, 3);
    EXPECT_EQ(tight.blocks[1], whole.blocks[1]);
    EXPECT_EQ(text(tight.blocks[3]), "3 Person 3");
    EXPECT_EQ(tight.blocks[3].rows, whole.blocks[3].rows);
}

}  // namespace nudged::messages
