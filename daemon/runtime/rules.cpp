#include "daemon/runtime/rules.hpp"

namespace nudged::runtime {

conversation::Rules rules_of(const Config& config) {
    using Configured = Config::Defaults::DateOrder;
    using Heard = replies::Context::DateOrder;
    const auto& defaults = config.defaults;
    conversation::Rules rules;
    rules.followup.cadence_days = static_cast<int>(defaults.cadence.count());
    rules.followup.min_gap_days = static_cast<int>(defaults.min_gap.count());
    rules.followup.snooze_days = static_cast<int>(defaults.snooze.count());
    rules.followup.patience = defaults.patience;
    rules.followup.deal_plan.clear();
    for (const auto gap : defaults.deal_plan) rules.followup.deal_plan.push_back(static_cast<int>(gap.count()));
    rules.followup.evening = defaults.evening;
    rules.review = {defaults.review.day, defaults.review.time};
    if (defaults.date_order == Configured::dmy) rules.date_order = Heard::dmy;
    if (defaults.date_order == Configured::mdy) rules.date_order = Heard::mdy;
    return rules;
}

Owner new_owner(const Config& config, std::string name, std::string zone, Instant created) {
    Owner owner;
    owner.name = std::move(name);
    owner.zone = std::move(zone);
    owner.nudge_at = config.defaults.nudge_at;
    owner.weekdays = config.defaults.weekdays;
    owner.daily_cap = config.defaults.daily_cap;
    owner.quiet = config.defaults.quiet;
    owner.language = config.defaults.language;
    owner.created = created;
    return owner;
}

}  // namespace nudged::runtime
