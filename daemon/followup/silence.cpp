#include "daemon/followup/silence.hpp"

#include <algorithm>
#include <cmath>

namespace nudged::followup {

bool is_friend(const Contact& contact, const Owner& owner) {
    const auto of_friends = [&](const std::string& tag) {
        return tag == "family" || tag == "friends" || std::ranges::binary_search(owner.friend_tags, tag);
    };
    return contact.is_friend || std::ranges::any_of(contact.tags, of_friends);
}

Rung rung_of(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.state != ContactState::open || contact.deal || is_friend(contact, owner)) return Rung::word;
    if (contact.help_next) return Rung::help;
    if (contact.silence < settings.patience) return Rung::word;
    return contact.straight_on ? Rung::walk_away : Rung::straight;
}

bool has_open_question(const Contact& contact, const Owner& owner, const Settings& settings) {
    const auto rung = rung_of(contact, owner, settings);
    return rung == Rung::straight || rung == Rung::walk_away;
}

bool must_ask_whether_they_answered(const Contact& contact, const Owner& owner, const Settings& settings) {
    return has_open_question(contact, owner, settings) && !contact.not_yet;
}

double slowed_by(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.deal || is_friend(contact, owner)) return 1;
    constexpr double for_each = 1.5;
    const int unanswered = std::min(contact.silence, settings.patience - 1);
    const double slowed = std::pow(for_each, std::max(unanswered - 1, 0));
    return contact.help_next ? std::max(slowed, once_more_after) : slowed;
}

void heard_from(Contact& contact) {
    contact.silence = 0;
    contact.silent_since.reset();
    contact.not_yet.reset();
    contact.straight_on.reset();
    contact.once_more = 0;
    contact.help_next = false;
}

void heard_from_on(Contact& contact, Date day) {
    if (contact.silent_since && day >= *contact.silent_since) heard_from(contact);
}

}  // namespace nudged::followup
