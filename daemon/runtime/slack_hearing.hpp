// What is heard from Slack, by whichever door, as it takes effect.
#pragma once

#include <functional>

#include "connectors/slack/events.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/slack_newcomers.hpp"
#include "daemon/runtime/slack_workspaces.hpp"

namespace nudged::runtime {

class SlackHearing {
public:
    // Called on the thread that hears, which must answer within 3 s: whatever calls out does so elsewhere.
    struct Ports {
        std::function<void()> changed;  // something was written down
        std::function<void()> look;     // there is something to ask Slack about
        std::function<void(const slack::HomeOpened&)> home_opened;
        std::function<void(const slack::SettingChosen&)> setting_chosen;
    };

    // `newcomer`: what people become in a workspace that was installed by OAuth.
    SlackHearing(Store& store, const Clock& clock, const conversation::Rules& rules, Owner newcomer,
                 SlackWorkspaces& workspaces, SlackNewcomers& newcomers, Ports ports);

    // Returns once the effect is committed; a repeat has none. Throws when it cannot be: it is to come again. Any
    // thread.
    void apply(const slack::Received& received);

private:
    void hear(const Event& event);

    Store& store_;
    const Clock& clock_;
    const conversation::Rules closed_;  // of our own workspace
    conversation::Rules open_;          // of an installed one
    SlackWorkspaces& workspaces_;
    SlackNewcomers& newcomers_;
    Ports ports_;
};

}  // namespace nudged::runtime
