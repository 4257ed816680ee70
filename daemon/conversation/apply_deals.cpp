// `plan`: the days after which an open question has a word.
#include "daemon/conversation/apply.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

void Applier::deal_plan(const Command& command) {
    const auto& settings = exchange_.rules.followup;
    if (!command.tags.empty()) return plan_of_tags(command);
    if (command.targets.which == replies::Targets::Which::none) return say(messages::usual_plan(settings.deal_plan));
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    if (const auto gap = followup::too_short(command.plan, settings))
        return say(messages::gap_too_short(*gap, command.plan, settings.min_gap_days,
                                           messages::typed_name(messages::short_name(contacts->front().name))));
    for (const auto& contact : *contacts) {
        if (command.every_never)
            decide(contact, followup::without_deal_plan(contact, exchange_.plan()), "plan");
        else if (contact.deal && command.plan.empty())
            say(messages::plan_of_deal(contact, followup::plan_of(contact, exchange_.owner, settings)));
        else
            decide(contact, followup::with_deal_plan(contact, command.plan, exchange_.plan()), "plan");
    }
}

void Applier::plan_of_tags(const Command& command) {
    const auto& settings = exchange_.rules.followup;
    auto owner = exchange_.owner;
    if (command.every_never) {
        for (const auto& tag : command.tags) owner.tag_plans.erase(tag);
        return set_owner(owner, command.text, messages::plan_of_tags(command.tags, settings.deal_plan, true));
    }
    if (command.plan.empty()) {
        const auto known = owner.tag_plans.find(command.tags.front());
        const bool none = known == owner.tag_plans.end();
        return say(messages::plan_of_tags(command.tags, none ? settings.deal_plan : known->second, none));
    }
    if (const auto gap = followup::too_short(command.plan, settings))
        return say(messages::gap_too_short(*gap, command.plan, settings.min_gap_days, "#" + command.tags.front()));
    for (const auto& tag : command.tags) owner.tag_plans[tag] = command.plan;
    set_owner(owner, command.text, messages::plan_of_tags(command.tags, command.plan, false));
}

}  // namespace nudged::conversation
