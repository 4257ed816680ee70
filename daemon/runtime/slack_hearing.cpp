#include "daemon/runtime/slack_hearing.hpp"

#include <spdlog/spdlog.h>

#include "daemon/conversation/conversation.hpp"

namespace nudged::runtime {

SlackHearing::SlackHearing(Store& store, const Clock& clock, const conversation::Rules& rules, Owner newcomer,
                           SlackWorkspaces& workspaces, SlackNewcomers& newcomers, Ports ports)
    : store_(store),
      clock_(clock),
      closed_(rules),
      open_(rules),
      workspaces_(workspaces),
      newcomers_(newcomers),
      ports_(std::move(ports)) {
    open_.newcomer = std::move(newcomer);
}

void SlackHearing::apply(const slack::Received& received) {
    if (const auto* event = std::get_if<Event>(&received)) return hear(*event);
    if (const auto* opened = std::get_if<slack::HomeOpened>(&received); opened != nullptr && ports_.home_opened)
        return ports_.home_opened(*opened);
    if (const auto* chosen = std::get_if<slack::SettingChosen>(&received); chosen != nullptr && ports_.setting_chosen)
        return ports_.setting_chosen(*chosen);
    if (const auto* out = std::get_if<slack::Uninstalled>(&received)) {
        workspaces_.left(out->account);
        ports_.look();
    }
    if (std::holds_alternative<slack::Unreadable>(received))
        spdlog::warn("Slack: something that it delivered cannot be read, and has no effect");
    if (const auto* limited = std::get_if<slack::LeftOut>(&received))
        spdlog::warn("Slack: more happens in {} than Slack tells; some of what was written there is not heard",
                     limited->account);
}

void SlackHearing::hear(const Event& event) {
    const auto standing = workspaces_.standing(event.account);
    if (standing == SlackWorkspaces::Standing::unknown)  // no answer would ever get there
        return spdlog::info("Slack: what is written in {} is left alone, as there is no token of it here",
                            event.account);
    const bool open = standing == SlackWorkspaces::Standing::installed;
    const auto owner = store_.transact([&](Tables& tables) {
        conversation::receive(tables, event, open ? open_ : closed_, {clock_.now(), clock_.real()});
        return open ? tables.owners.find_by_pairing(event.connector, event.account, event.user) : std::nullopt;
    });
    ports_.changed();
    // Pressed in the Home tab: it is open, also when that was forgotten over a restart.
    if (const auto* pressed = std::get_if<ButtonPressed>(&event.body);
        pressed != nullptr && pressed->message.empty() && ports_.home_opened)
        ports_.home_opened({event.account, event.user});
    if (!owner || conversation::newcomer_pairing(*owner) == nullptr) return;
    newcomers_.met(*owner);
    ports_.look();
}

}  // namespace nudged::runtime
