#include "daemon/runtime/slack_home.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "connectors/slack/home.hpp"
#include "daemon/conversation/once.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/runtime/operations_desk.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;
using slack::Trouble;

namespace {

constexpr auto forgotten_after = 24h;  // without being opened
constexpr auto known_for = 1h;         // where they are, and that the tab is as it was published
constexpr std::chrono::milliseconds nothing_to_do = 30s;
constexpr std::chrono::milliseconds not_known_yet = 5s;
constexpr std::chrono::milliseconds first_pause = 1s;
constexpr std::chrono::milliseconds longest_back_off = 60s;
constexpr std::chrono::milliseconds refused_tried_again = 5min;
constexpr int store_share = 10;  // looking through all pages takes at most one part in so many of the store's time

slack::Setting setting_of(const messages::HomeSetting& setting) {
    using Kind = messages::HomeSetting::Kind;
    slack::Setting made;
    made.kind = setting.kind == Kind::time     ? slack::Setting::Kind::time
                : setting.kind == Kind::one_of ? slack::Setting::Kind::one_of
                                               : slack::Setting::Kind::some_of;
    made.key = setting.key;
    made.label = setting.label;
    made.chosen = setting.chosen;
    for (const auto& choice : setting.choices) made.choices.push_back({choice.label, choice.value});
    return made;
}

slack::Home home_of(const conversation::HomePage& page, const std::string& refused, const std::string& refused_why) {
    slack::Home home;
    for (const auto& part : page.parts) home.sections.push_back({part.title, part.blocks});
    home.not_all = page.not_all;
    home.settings_title = page.settings_title;
    for (const auto& setting : page.settings) {
        home.settings.push_back(setting_of(setting));
        if (setting.key == refused) home.settings.back().label += "\n" + refused_why;
    }
    return home;
}

}  // namespace

void SlackHomes::opened(const slack::HomeOpened& home) {
    {
        const std::lock_guard lock(mutex_);
        auto& page = pages_[{home.account, home.user}];
        page.used = Steady::now();
        page.refused.clear();
        page.draw = true;  // it may be another day
        page.publish = page.publish || !page.zone_asked || page.used - *page.zone_asked > known_for;
        ++page.wishes;
    }
    ports_.wake();
}

void SlackHomes::chosen(const slack::SettingChosen& choice) {
    std::string refusal;
    const conversation::Moment moment{clock_.now(), clock_.real()};
    const bool is_taken = store_.transact([&](Tables& tables) {
        const auto owner = tables.owners.find_by_pairing("slack", choice.account, choice.user);
        if (!owner) return false;
        const messages::Speaking speaking(owner->language);
        bool is_news = false;
        const auto choose = [&] {
            is_news = true;
            conversation::Exchange exchange(tables, *owner, rules_, moment, "slack");
            refusal = conversation::choose(exchange, choice.key, choice.values, owner_trouble);
        };
        conversation::once(tables, {"slack", choice.account, choice.act}, moment.now, choose,
                           [&] { refusal = messages::could_not_apply(); });
        return is_news;
    });
    if (!is_taken) return;
    {
        const std::lock_guard lock(mutex_);
        auto& page = pages_[{choice.account, choice.user}];
        page.used = Steady::now();
        page.refused = refusal.empty() ? "" : choice.key;
        page.refused_why = refusal;
        page.draw = page.publish = true;  // they see what they have chosen, whatever became of it
        ++page.wishes;
    }
    ports_.changed();
}

void SlackHomes::changed() {
    {
        const std::lock_guard lock(mutex_);
        if (pages_.empty()) return;
        has_changed_ = true;
    }
    ports_.wake();
}

std::chrono::milliseconds SlackHomes::step() {
    look_at_all_when_due();
    std::chrono::milliseconds idle = nothing_to_do;
    const auto next = next_page(idle);
    if (!next) return idle;
    const auto& [key, page] = *next;
    if (const auto api = ports_.api(key.first)) {
        show(key, page, *api);
    } else {
        const std::lock_guard lock(mutex_);
        held_[key.first] = Steady::now() + not_known_yet;
    }
    return 0ms;
}

void SlackHomes::look_at_all_when_due() {
    const std::lock_guard lock(mutex_);
    const auto now = Steady::now();
    std::erase_if(pages_, [&](const auto& one) { return now - one.second.used > forgotten_after; });
    if (!has_changed_ || now < next_sweep_) return;
    has_changed_ = false;
    next_sweep_ = now;
    looking_ = {};
    for (auto& [key, page] : pages_) ++page.wishes;
}

std::optional<std::pair<SlackHomes::Key, SlackHomes::Page>> SlackHomes::next_page(std::chrono::milliseconds& idle) {
    const std::lock_guard lock(mutex_);
    const auto now = Steady::now();
    const auto not_before = [&](Steady::time_point at) {
        if (at > now) idle = std::min(idle, std::chrono::ceil<std::chrono::milliseconds>(at - now));
        return at > now;
    };
    if (has_changed_) not_before(next_sweep_);
    for (const auto& [key, page] : pages_) {
        if (page.wishes == page.fulfilled) continue;
        const auto held = held_.find(key.first);
        if (not_before(held == held_.end() ? page.next : std::max(page.next, held->second))) continue;
        return std::pair(key, page);
    }
    return std::nullopt;
}

void SlackHomes::show(const Key& key, Page page, const slack::Api& api) {
    if (page.draw) ask_for_zone(key, page, api);
    const auto began = Steady::now();
    const auto view = view_of(key, page);
    {
        const std::lock_guard lock(mutex_);
        looking_ += Steady::now() - began;
        next_sweep_ = std::max(next_sweep_, Steady::now() + looking_ * (store_share - 1));
    }
    const bool is_other = !view.json.empty() && page.shown != std::hash<std::string>{}(view.json);
    std::optional<Trouble> trouble;
    if (is_other || page.publish)
        trouble = slack::read_done(ports_.call(slack::publish_home(api, key.second, view.json)));
    take(key, page, view, trouble);
}

// Without an answer none is offered: it is asked again when the tab is opened some other time.
void SlackHomes::ask_for_zone(const Key& key, Page& page, const slack::Api& api) {
    const auto now = Steady::now();
    if (page.zone_asked && now - *page.zone_asked < known_for) return;
    page.zone_asked = now;
    const auto answer = slack::read_person(ports_.call(slack::user_info(api, key.second)));
    if (const auto* person = std::get_if<slack::Person>(&answer)) {
        say_whether_zones_are_told(key.first, {});
        if (Zone::find(person->zone)) page.zone = person->zone;
        tell_of_zone(key, page.zone);
    } else if (const auto& trouble = std::get<Trouble>(answer); trouble.kind == Trouble::Kind::refused) {
        say_whether_zones_are_told(key.first, trouble.reason);
    }
}

// Whoever is somewhere else is asked whether to go by the time there, beside what the tab offers.
void SlackHomes::tell_of_zone(const Key& key, const std::string& zone) {
    const bool asked = store_.transact([&](Tables& tables) {
        auto owner = tables.owners.find_by_pairing("slack", key.first, key.second);
        if (!owner) return false;
        const auto id = owner->id;
        const auto is_here = [&](const Pairing& one) {
            return one.connector == "slack" && one.account == key.first && one.user == key.second;
        };
        const auto pairing = *std::ranges::find_if(owner->pairings, is_here);
        const conversation::Moment moment{clock_.now(), clock_.real()};
        conversation::Exchange exchange(tables, std::move(*owner), rules_, moment, "slack");
        const auto question = conversation::zone_told(exchange, zone);
        if (question) conversation::post(tables, id, {"slack", pairing.account, pairing.chat}, *question, {}, moment);
        return question.has_value();
    });
    if (asked) ports_.changed();
}

// Said once, not at each try.
void SlackHomes::say_whether_zones_are_told(const std::string& account, const std::string& refusal) {
    const std::lock_guard lock(mutex_);
    if (refusal.empty())
        untold_.erase(account);
    else if (std::exchange(untold_[account], refusal) != refusal)
        spdlog::warn("Slack: {} does not tell where people are ({}): their Home tab does not offer the zone there",
                     account, refusal);
}

SlackHomes::View SlackHomes::view_of(const Key& key, const Page& page) {
    return store_.transact([&](Tables& tables) -> View {
        const auto owner = tables.owners.find_by_pairing("slack", key.first, key.second);
        const auto mark = conversation::mark_of(tables, owner);
        if (!page.draw && mark == page.mark) return {mark, {}};
        if (!owner)
            return {mark, home_view(home_of(conversation::home_of_a_stranger(ports_.is_open(key.first)), "", ""))};
        conversation::Exchange exchange(tables, *owner, rules_, {clock_.now(), clock_.real()}, "slack");
        const auto made = conversation::home_page(exchange, page.zone);
        return {conversation::mark_of(tables, exchange.owner),
                home_view(home_of(made, page.refused, page.refused_why))};
    });
}

// Meanwhile the page may have been wanted again: then it is looked at once more.
void SlackHomes::take(const Key& key, const Page& as_asked, const View& view, const std::optional<Trouble>& trouble) {
    const std::lock_guard lock(mutex_);
    const auto found = pages_.find(key);
    if (found == pages_.end()) return;
    auto& page = found->second;
    page.zone = as_asked.zone;
    page.zone_asked = as_asked.zone_asked;
    if (!trouble) {
        page.fulfilled = as_asked.wishes;
        page.failures = 0;
        page.mark = view.mark;
        if (!view.json.empty()) page.shown = std::hash<std::string>{}(view.json);
        if (page.wishes == as_asked.wishes) page.draw = page.publish = false;
        return;
    }
    const auto now = Steady::now();
    switch (trouble->kind) {
        case Trouble::Kind::wait:
            held_[key.first] = now + trouble->retry_after;
            return;
        case Trouble::Kind::refused:
            held_[key.first] = now + refused_tried_again;
            return;
        case Trouble::Kind::back_off:
            page.next = now + std::min<std::chrono::milliseconds>(first_pause * (1 << std::min(page.failures++, 6)),
                                                                  longest_back_off);
            return;
        case Trouble::Kind::in_vain:
            spdlog::warn("Slack: a Home tab in {} cannot be shown: {}", key.first, trouble->reason);
            pages_.erase(found);  // until it is opened again
            return;
    }
}

}  // namespace nudged::runtime
