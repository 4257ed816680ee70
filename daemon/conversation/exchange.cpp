#include "daemon/conversation/exchange.hpp"

#include "daemon/followup/important_dates.hpp"
#include "daemon/import/address_book.hpp"

namespace nudged::conversation {

Exchange::Exchange(Tables& tables_, Owner owner_, const Rules& rules_, Moment moment_, std::string source_)
    : tables(tables_),
      owner(std::move(owner_)),
      speaking(owner.language),
      rules(rules_),
      moment(moment_),
      source(std::move(source_)),
      zone(followup::zone_of(owner)),
      local(zone.local(moment.now)) {}

void Exchange::take(Owner changed) {
    owner = std::move(changed);
    speaking.go_on_in(owner.language);
}

followup::Plan Exchange::plan() const {
    const bool over = moment.now >= followup::nudge_time(owner, zone, local.date).cut_off ||
                      tables.owners.nudge_state(owner.id).last_nudge == local.date;
    return {owner, rules.followup, followup::stretch(owner, tables.owners.demand(owner.id)), local.date,
            local.date + days{over ? 1 : 0}};
}

ContactKeys Exchange::keys_of(const Contact& contact) const {
    return conversation::keys_of(contact, owner, rules.followup);
}

ContactKeys keys_of(const Contact& contact, const Owner& owner, const followup::Settings& settings) {
    ContactKeys keys;
    keys.folded = replies::fold(contact.name);
    keys.demand = followup::weekly_demand(contact, owner, settings);
    if (const auto wake = followup::wake_of(contact, owner, settings)) {
        keys.wake = wake->date;
        keys.span = wake->span;
    }
    keys.told_ahead = followup::days_told_ahead(contact);
    if (contact.uid) keys.identities.push_back("uid:" + *contact.uid);
    for (const auto& [kind, value] : contact.addresses) {
        if (kind.starts_with("email")) keys.identities.push_back("email:" + address_book::email_key(value));
        if (kind.starts_with("phone")) keys.identities.push_back("phone:" + address_book::phone_key(value));
    }
    return keys;
}

}  // namespace nudged::conversation
