#include "connectors/slack/home.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace nudged::slack {
namespace {

using nlohmann::json;

Block person(int number) {
    Button done;
    done.label = "✓ " + std::to_string(number);
    done.action = "done:20260304." + std::to_string(number);
    return {{{"person " + std::to_string(number)}}, {{done}}};
}

Home home(int people) {
    Home made;
    made.sections = {{"Today", {}}, {"Waiting", {}}};
    for (int i = 0; i < people; ++i) made.sections[0].blocks.push_back(person(i));
    made.not_all = "Write `list` for all.";
    made.settings_title = "Settings";
    made.settings = {
        {Setting::Kind::time, "nudge_at", "When", {}, {"08:30"}},
        {Setting::Kind::some_of, "weekdays", "Days", {{"Mon", "mon"}, {"Tue", "tue"}}, {"tue", "sun"}},
        {Setting::Kind::one_of, "cap", "How many", {{"3", "3"}, {"5", "5"}}, {"5"}},
        {Setting::Kind::one_of, "pause", "Pause", {{"A week", "7"}}, {}},
        {Setting::Kind::one_of, "zone", "Zone", {}, {}},
    };
    return made;
}

std::vector<std::string> types(const json& view) {
    std::vector<std::string> out;
    for (const json& block : view["blocks"]) out.push_back(block["type"]);
    return out;
}

TEST(SlackHome, ShowsPeopleThenSettings) {
    const json view = json::parse(home_view(home(2)));
    EXPECT_EQ(view["type"], "home");
    EXPECT_EQ(types(view), (std::vector<std::string>{"header", "section", "actions", "section", "actions", "divider",
                                                     "header", "section", "section", "section", "section"}));
    EXPECT_EQ(view["blocks"][2]["elements"][0]["action_id"], "done:20260304.0");
    EXPECT_FALSE(view["blocks"][0].contains("block_id"));
}

TEST(SlackHome, ASettingShowsWhatIsChosen) {
    const json view = json::parse(home_view(home(0)));
    const auto element = [&](std::size_t at) { return view["blocks"][at]["accessory"]; };
    EXPECT_EQ(element(2), json({{"type", "timepicker"}, {"action_id", "set:nudge_at"}, {"initial_time", "08:30"}}));
    EXPECT_EQ(element(3)["type"], "checkboxes");
    EXPECT_EQ(element(3)["initial_options"], json::array({element(3)["options"][1]}));
    EXPECT_EQ(element(4)["type"], "static_select");
    EXPECT_EQ(element(4)["initial_option"], element(4)["options"][1]);
    EXPECT_EQ(element(4)["action_id"], "set:cap");
    EXPECT_FALSE(element(5).contains("initial_option"));
}

TEST(SlackHome, WhatDoesNotFitIsLeftOutBeforeAnySettingIs) {
    for (const int people : {40, 44, 45, 46, 47, 48, 100, 500}) {
        const json view = json::parse(home_view(home(people)));
        const auto& blocks = view["blocks"];
        EXPECT_LE(blocks.size(), 100U);
        EXPECT_EQ(blocks.back()["accessory"]["action_id"], "set:pause");
        const bool says = view.dump().find("for all") != std::string::npos;
        EXPECT_EQ(says, view.dump().find("person " + std::to_string(people - 1)) == std::string::npos) << people;
    }
    Home wide = home(0);
    for (int i = 0; i < 40; ++i) wide.sections[0].blocks.push_back({{{std::string(9'000, 'x')}}, {}});
    EXPECT_LE(home_view(wide).size(), 200'000U);
}

TEST(SlackHome, AListOfChoicesKeepsToTheLimit) {
    Home made = home(0);
    made.settings = {{Setting::Kind::one_of, "zone", "Zone", {}, {}}, {Setting::Kind::some_of, "days", "Days", {}, {}}};
    for (int i = 0; i < 300; ++i)
        for (Setting& setting : made.settings) setting.choices.push_back({"z" + std::to_string(i), std::to_string(i)});
    const json view = json::parse(home_view(made));
    EXPECT_EQ(view["blocks"][2]["accessory"]["options"].size(), 100U);
    EXPECT_EQ(view["blocks"][3]["accessory"]["options"].size(), 10U);
}

}  // namespace
}  // namespace nudged::slack
