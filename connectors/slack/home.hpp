// The app's Home tab: what is shown there, in words made elsewhere, as a view of Block Kit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::slack {

struct Choice {
    std::string label;
    std::string value;  // at most 150 characters
    bool operator==(const Choice&) const = default;
};

struct Setting {
    enum class Kind {
        time,     // of day: `chosen` is one "08:30"
        one_of,   // at most 100 choices
        some_of,  // at most 10
    };
    Kind kind = Kind::one_of;
    std::string key;  // of our own: "nudge_at"; comes back in SettingChosen
    std::string label;
    std::vector<Choice> choices;      // none for a time
    std::vector<std::string> chosen;  // values; what is not among the choices is not shown as chosen
    bool operator==(const Setting&) const = default;
};

struct HomeSection {
    std::string title;  // a heading; empty = none
    std::vector<Block> blocks;
    bool operator==(const HomeSection&) const = default;
};

struct Home {
    std::vector<HomeSection> sections;  // today's people, who is waiting, who is slipping
    std::string not_all;                // said below them when not all of it fits
    std::string settings_title;
    std::vector<Setting> settings;
    bool operator==(const Home&) const = default;
};

// What the elements that change a setting are called.
constexpr std::string_view sets = "set:";

// The view, as JSON. At most 100 blocks and 200 kB: of the sections the last blocks are left out, never a setting.
[[nodiscard]] std::string home_view(const Home&);

}  // namespace nudged::slack
