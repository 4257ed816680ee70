#include "daemon/conversation/evening.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

namespace {

using namespace std::chrono_literals;

constexpr auto time_to_write = 30min;  // for who taps in the evening itself
constexpr std::string_view wrote = "wrote ";

struct Taken {
    Contact contact;
    Attention attention;
};

// Those to whom a way was taken today, the newest first. Of everybody it is forgotten.
std::vector<Taken> take_out_those_of_today(Exchange& exchange) {
    std::vector<Taken> taken;
    auto& contacts = exchange.tables.contacts;
    for (const auto& [id, attention] : contacts.attentions(exchange.owner.id)) {
        if (attention.tapped == Instant{}) continue;
        const auto contact = exchange.contact(id);
        const bool is_said = contact && contact->last_outward == exchange.today();
        if (contact && !contact->died && !is_said && exchange.zone.local(attention.tapped).date == exchange.today())
            taken.push_back({*contact, attention});
        auto without = attention;
        without.tapped = {};
        without.way.clear();
        contacts.put_attention(exchange.owner.id, id, without);
    }
    std::ranges::sort(taken, [](const Taken& a, const Taken& b) {
        return std::pair(b.attention.tapped, a.contact.id) < std::pair(a.attention.tapped, b.contact.id);
    });
    return taken;
}

Message question_about(Exchange& exchange, const Taken& taken) {
    const auto yes = std::string(wrote) + messages::encode_date(exchange.today()) + " " +
                     std::to_string(taken.contact.id) + " " + taken.attention.way;
    const auto text = messages::did_you_write(taken.contact, taken.attention.way, exchange.owner.private_mode, yes);
    replies::Ask about;
    about.code = replies::AskCode::what;
    about.choices.push_back({text.offers[0].label, text.offers[0].says, 0, {"yes", "y", "yep", "yeah", "i did", "1"}});
    about.choices.push_back({text.offers[1].label, "", 0, {"not yet", "tomorrow", "2"}});
    Reply reply;
    return ask(exchange, reply, about, text);
}

}  // namespace

void way_taken(Exchange& exchange, const Contact& contact, const std::string& channel) {
    auto& tables = exchange.tables;
    const auto owner = exchange.owner.id;
    auto attention = tables.contacts.attention(owner, contact.id);
    if (attention.way == channel && exchange.moment.now - attention.tapped < 1min) return;  // a page loaded again
    attention.tapped = exchange.moment.now;
    attention.way = channel;
    tables.contacts.put_attention(owner, contact.id, attention);
    auto state = tables.owners.nudge_state(owner);
    state.tapped = exchange.moment.now;
    tables.owners.put_nudge_state(owner, state);
    tables.owners.set_wake(owner, exchange.moment.now);  // it is the scheduler's to ask
}

std::optional<Instant> evening_question_due(const Exchange& exchange, const NudgeState& state) {
    if (state.tapped == Instant{} || followup::in_pause(exchange.owner, exchange.today())) return std::nullopt;
    if (exchange.zone.local(state.tapped).date != exchange.today()) return std::nullopt;
    const auto evening = exchange.zone.instant(exchange.today(), exchange.rules.followup.evening);
    const auto due = std::max<Instant>(evening, state.tapped + time_to_write);
    const bool same_day = exchange.zone.local(due).date == exchange.today();
    if (!same_day || followup::is_quiet(exchange.owner, exchange.zone, std::max(due, exchange.moment.now)))
        return std::nullopt;
    return due;
}

std::vector<Message> ask_in_the_evening(Exchange& exchange, NudgeState& state) {
    state.tapped = {};
    auto taken = take_out_those_of_today(exchange);
    const auto most = static_cast<std::size_t>(exchange.owner.daily_cap);
    if (taken.size() > most) taken.erase(taken.begin() + exchange.owner.daily_cap, taken.end());
    std::vector<Message> questions;
    for (const auto& one : taken) questions.push_back(question_about(exchange, one));
    return questions;
}

void ask_nothing(Exchange& exchange, NudgeState& state) {
    state.tapped = {};
    static_cast<void>(take_out_those_of_today(exchange));
}

bool is_about_the_evening(const std::string& says) { return says.starts_with(wrote); }

// A touch of the day on which it was asked, though the answer may come the next morning.
Reply respond_to_the_evening(Exchange& exchange, const std::string& says) {
    std::istringstream words(says.substr(wrote.size()));
    std::string day, channel;
    std::int64_t id = 0;
    words >> day >> id >> channel;
    Reply reply;
    const auto contact = exchange.contact(id);
    if (!contact) {
        reply.message = messages::answer({messages::no_longer_there()}, {});
        return reply;
    }
    const auto plan = exchange.plan();
    followup::TouchSaid said;
    said.kind = kind_of_done(*contact, std::nullopt, plan);
    said.channel = channel;
    said.day = messages::decode_date(day);
    const auto outcome = followup::touched(*contact, said, plan);
    if (const auto* why = std::get_if<followup::Inapplicable>(&outcome)) {
        reply.message = messages::answer({messages::inapplicable(*contact, *why, "done", plan)}, {});
        return reply;
    }
    const auto& decision = std::get<followup::Decision>(outcome);
    const auto words_said = messages::said(*contact, decision, plan);
    Ledger ledger(exchange, reply);
    ledger.write(*contact, decision, words_said.settled);
    reply.message = messages::answer(
        {words_said.line}, messages::chips(decision, messages::OfBatch{ledger.batch()}, ledger.batch(), plan));
    return reply;
}

}  // namespace nudged::conversation
