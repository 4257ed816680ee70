#include "daemon/conversation/told_apart.hpp"

#include <algorithm>

namespace nudged::conversation {

namespace {

std::string known_by(const Contact& contact) {
    for (const auto* kind : {"email", "phone"})
        if (const auto found = contact.addresses.find(kind); found != contact.addresses.end()) return found->second;
    if (!contact.addresses.empty()) return contact.addresses.begin()->second;
    if (!contact.tags.empty()) return "#" + contact.tags.front();
    return "no. " + std::to_string(contact.id);
}

}  // namespace

replies::Ask told_apart(const Exchange& exchange, replies::Ask about) {
    const auto same = [&](const replies::Choice& one) {
        return std::ranges::count(about.choices, one.label, &replies::Choice::label) > 1;
    };
    std::vector<std::pair<std::size_t, std::string>> longer;
    for (std::size_t i = 0; i < about.choices.size(); ++i) {
        const auto& choice = about.choices[i];
        if (choice.person == 0 || !same(choice)) continue;
        if (const auto contact = exchange.contact(choice.person))
            longer.emplace_back(i, choice.label + ", " + known_by(*contact));
    }
    for (auto& [i, label] : longer) about.choices[i].label = std::move(label);
    return about;
}

}  // namespace nudged::conversation
