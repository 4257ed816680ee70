// What holds for the owner as a whole, or for everybody with a tag.
#include <algorithm>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/review.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/review.hpp"
#include "daemon/messages/travelling.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

using replies::Intent;

void Applier::set_owner(const Owner& owner, const std::string& note, const std::string& said) {
    if (owner == exchange_.owner) return say(messages::so_already(said));
    ledger_.change_owner(owner, "edited", note);
    ++decisions_;
    say(said);
}

void Applier::every(const Command& command) {
    if (command.tags.empty()) {
        const auto verb = replies::name_of(Intent::every);
        return each(command, verb, [&](const Contact& c) {
            if (command.every_never) return followup::into_book(c, exchange_.plan());
            return followup::with_cadence(c, command.every_days.value_or(1), exchange_.plan());
        });
    }
    auto owner = exchange_.owner;
    for (const auto& tag : command.tags) {
        if (command.every_never)
            owner.tag_cadences.erase(tag);
        else
            owner.tag_cadences[tag] = command.every_days.value_or(1);
    }
    set_owner(owner, command.text,
              messages::tags_set(command.tags, command.every_never ? std::nullopt : command.every_days));
}

void Applier::lead(const Command& command) {
    each(command, replies::name_of(Intent::lead),
         [&](const Contact& c) { return followup::with_lead(c, command.every_days, exchange_.plan()); });
}

void Applier::friends(const Command& command) {
    if (command.tags.empty())
        return each(command, replies::name_of(command.intent),
                    [&](const Contact& c) { return followup::with_manners_of_friends(c, true, exchange_.plan()); });
    auto owner = exchange_.owner;
    for (const auto& tag : command.tags) {
        const auto place = std::ranges::lower_bound(owner.friend_tags, tag);
        if (place == owner.friend_tags.end() || *place != tag) owner.friend_tags.insert(place, tag);
    }
    set_owner(owner, command.text, messages::friends_by_tag(command.tags));
}

void Applier::private_mode(bool on) {
    auto owner = exchange_.owner;
    owner.private_mode = on;
    set_owner(owner, on ? "private on" : "private off", messages::private_set(on));
}

void Applier::dates_on_the_day(bool told) {
    auto owner = exchange_.owner;
    owner.dates_told_once = !told;
    set_owner(owner, told ? "dates on" : "dates off", messages::dates_on_the_day_set(told));
}

void Applier::language(const std::string& name) {
    const auto wanted = messages::language_of(name);
    if (!wanted) return say(name.empty() ? messages::language_spoken() : messages::language_not_spoken());
    auto owner = exchange_.owner;
    owner.language = *wanted;
    if (owner.language != exchange_.owner.language) {
        ledger_.change_owner(owner, "edited", "language " + std::string(messages::code_of(*wanted)));
        ++decisions_;
    }
    say(messages::language_set());
}

void Applier::travel(const Command& command) {
    const auto& place = command.note;
    if (command.begins_then) return say(messages::leaves_later(exchange_.owner, place));
    if (!place.empty() && command.name.empty()) {
        if (question_) return;
        const auto from = command.text.find(place);
        const auto stay = from == command.text.npos ? "" : command.text.substr(from + place.size());
        const auto* before = command.intent == Intent::move ? "i moved to " : "im in ";
        question_ = ask_which_city(exchange_, reply_, messages::which_larger_city(place), before, stay);
        return;
    }
    const auto went = command.intent == Intent::move ? move_to(exchange_, ledger_, command.name)
                                                     : go(exchange_, ledger_, command.name, command.until);
    if (went.changed) ++decisions_;
    say(went.line);
}

void Applier::reviews(bool on) {
    const auto said = messages::review_set(on, review_day(exchange_));
    if (!set_reviews(exchange_, ledger_, on)) return say(messages::so_already(said));
    ++decisions_;
    say(said);
}

}  // namespace nudged::conversation
