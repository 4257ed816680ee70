#include "daemon/conversation/typed.hpp"

#include <algorithm>
#include <utility>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/evening.hpp"
#include "daemon/conversation/first_start.hpp"
#include "daemon/conversation/fresh_start.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/pausing.hpp"
#include "daemon/conversation/pressed.hpp"
#include "daemon/conversation/put_right.hpp"
#include "daemon/conversation/refused.hpp"
#include "daemon/conversation/settings_said.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/replies/explain.hpp"
#include "daemon/replies/german.hpp"

namespace nudged::conversation {

namespace {

using namespace std::chrono_literals;

constexpr auto fresh_nudge = 2min;  // within this time numbers may still mean the list before

std::vector<replies::Person> people_on(const DayList& list) {
    std::vector<replies::Person> people;
    for (const auto& item : list.items)
        if (item.settled_what != removed)
            people.push_back({item.contact, item.name, replies::fold(item.name), item.number, item.settled.empty()});
    return people;
}

// The context of understanding, with the storage that its spans point into.
class Hearing {
public:
    Hearing(const Exchange& exchange, const std::optional<DayList>& list) : exchange_(exchange) {
        if (list) listed_ = people_on(*list);
        context.now = exchange.moment.now;
        context.zone = exchange.zone;
        context.listed = listed_;
        context.book = [this]() -> std::span<const replies::Person> { return book(); };
        context.date_order = exchange.rules.date_order;
        context.evening = exchange.rules.followup.evening;
    }
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;

    replies::Context context;

private:
    std::span<const replies::Person> book() {
        if (book_.empty())
            for (auto& named : exchange_.tables.contacts.names(exchange_.owner.id))
                book_.push_back({named.id, std::move(named.name), std::move(named.folded), 0, false});
        return book_;
    }

    const Exchange& exchange_;
    std::vector<replies::Person> listed_;
    std::vector<replies::Person> book_;
};

std::optional<DayList> list_referred_to(const Exchange& exchange) {
    auto& lists = exchange.tables.lists;
    if (exchange.list)
        if (auto quoted = lists.find(exchange.owner.id, *exchange.list)) return quoted;
    return lists.latest(exchange.owner.id);
}

// In the first minutes of a nudge a number may have been typed with the list before in view.
std::optional<replies::Ask> number_of_either_list(const Exchange& exchange, const DayList& list,
                                                  const replies::Understanding& now, const std::string& text) {
    if (exchange.list || !list.nudged || exchange.moment.now - list.nudged_at >= fresh_nudge) return std::nullopt;
    const auto older = exchange.tables.lists.before(exchange.owner.id, list.date);
    if (!older || now.commands.size() != 1 || now.commands[0].targets.people.size() != 1) return std::nullopt;
    const Hearing hearing(exchange, older);
    const auto then = replies::understand(text, hearing.context);
    if (then.commands.size() != 1 || then.commands[0].targets.people.size() != 1) return std::nullopt;
    const auto here = now.commands[0].targets.people[0], there = then.commands[0].targets.people[0];
    const auto* item = item_of(*older, there);
    if (here == there || item == nullptr) return std::nullopt;
    replies::Ask ask;
    ask.code = replies::AskCode::who;
    for (const auto id : {here, there})
        if (const auto contact = exchange.contact(id))
            ask.choices.push_back({contact->name, "contact:" + std::to_string(id), id, {replies::fold(contact->name)}});
    return ask;
}

void retarget(replies::Understanding& heard, const Meant& meant) {
    if (heard.commands.empty() || (!meant.person && !meant.everybody)) return;
    auto& targets = heard.commands.front().targets;
    targets.which = meant.everybody ? replies::Targets::Which::rest : replies::Targets::Which::people;
    targets.people.clear();
    if (meant.person) targets.people.push_back(*meant.person);
}

bool is_not_understood(const replies::Understanding& heard) {
    const bool unknown = heard.ask && heard.ask->code == replies::AskCode::unknown && heard.ask->choices.empty();
    return unknown && heard.commands.empty() && !heard.negated;
}

// "Mum, Nicole Ortiz, Sam Lee every 2 months": while the first start is under way, names are people to add.
std::optional<replies::NamesSaid> first_names(const Exchange& exchange, const replies::Understanding& heard,
                                              const std::string& text) {
    if (!is_not_understood(heard) || !is_first_start(exchange)) return std::nullopt;
    auto said = replies::names_said(text);
    if (said.likeness == replies::NamesSaid::Likeness::none) return std::nullopt;
    const Hearing hearing(exchange, std::nullopt);
    const auto as_adds = replies::understand(said.adds, hearing.context);
    const auto is_add = [](const replies::Command& command) { return command.intent == replies::Intent::add; };
    const bool all = !as_adds.ask && !as_adds.commands.empty() && std::ranges::all_of(as_adds.commands, is_add);
    return all ? std::optional(std::move(said)) : std::nullopt;
}

Reply add_or_ask(Exchange& exchange, const replies::NamesSaid& said) {
    if (said.likeness == replies::NamesSaid::Likeness::names)
        return respond_to_meaning(exchange, {said.adds, {}, false});
    Reply reply;
    reply.message = ask(exchange, reply, messages::add_them(said.adds));
    return reply;
}

// What a tap would show in the place of its message, or as a notice, is answered below it.
Reply press_in_words(Exchange& exchange, const std::string& button) {
    auto reply = respond_to_tap(exchange, button);
    if (!reply.message) reply.message = std::exchange(reply.in_place, {});
    if (!reply.message) reply.message = messages::answer({std::exchange(reply.notice, {})}, {});
    return reply;
}

bool is_unclear(const replies::Ask& ask) {
    return ask.code == replies::AskCode::unknown && ask.choices.empty() && !ask.subject.empty();
}

// Of somebody who is here as they are to be, nothing is asked; what was kept for the answer is heard at once.
std::string kept_for_the_answer(const replies::Ask& ask, const Reply& reply) {
    const bool settled = !reply.asked && ask.code == replies::AskCode::exists && !ask.choices.empty();
    return settled ? ask.choices.back().says : std::string();
}

void apply_all(Exchange& exchange, const std::optional<DayList>& list, Applier& applier, const Reply& reply,
               const replies::Understanding& heard) {
    applier.expect_to_add(static_cast<std::size_t>(std::ranges::count_if(heard.commands, [](const auto& command) {
        return command.intent == replies::Intent::add && !command.every_never;
    })));
    for (const auto& command : heard.commands) applier.apply(command);
    if (heard.negated && heard.commands.empty() && (!heard.ask || heard.ask->choices.empty())) {
        applier.say(messages::nothing_changed());
    } else if (heard.ask && !heard.commands.empty() && is_unclear(*heard.ask)) {
        applier.say(messages::nothing_written(heard.ask->subject));
    } else if (heard.ask && !reply.asked) {
        applier.ask(*heard.ask);
        const auto kept = kept_for_the_answer(*heard.ask, reply);
        if (kept.empty()) return;
        const Hearing hearing(exchange, list);
        apply_all(exchange, list, applier, reply, replies::understand(kept, hearing.context));
    } else if (heard.courtesy) {
        applier.say(messages::courtesy(*heard.courtesy));
    } else if (heard.commands.empty() && !heard.ask) {
        applier.ask({});  // nothing that can be seen
    }
}

Reply carry_out(Exchange& exchange, const std::optional<DayList>& list, const replies::Understanding& heard,
                bool nobody_meant = false) {
    Reply reply;
    Applier applier(exchange, reply, list);
    if (nobody_meant) applier.nobody_is_meant();
    apply_all(exchange, list, applier, reply, heard);
    applier.finish();
    return reply;
}

// Two replies, answered as one.
Reply undo_and(Exchange& exchange, const std::string& instead) {
    exchange.tables.lists.no_longer_pending(exchange.owner.id);  // what was asked was about the other
    auto undone = respond_to_meaning(exchange, {"undo", {}, false});
    auto reply = respond_to_meaning(exchange, {instead, {}, false});
    if (!reply.message) return undone;
    std::ranges::move(reply.message->blocks, std::back_inserter(undone.message->blocks));
    reply.message->blocks = std::move(undone.message->blocks);
    reply.lists_changed.merge(undone.lists_changed);
    reply.entries.insert(reply.entries.begin(), undone.entries.begin(), undone.entries.end());
    return reply;
}

Reply ask_whether_to_undo(Exchange& exchange, const std::optional<DayList>& list) {
    replies::Understanding unclear;
    unclear.ask.emplace();
    unclear.ask->code = replies::AskCode::homophone;
    unclear.ask->choices = {{"undo, which takes back the last thing only", "undo", 0, {"yes", "y", "undo"}},
                            {"no", "", 0, {"no", "n", "nope"}}};
    return carry_out(exchange, list, unclear);
}

// What a German owner has typed and the grammar does not know, in its words; absent where it does not know these
// either.
std::optional<std::string> in_english(const Exchange& exchange, const replies::Understanding& heard,
                                      const std::string& text, const replies::Context& context) {
    if (exchange.owner.language != Language::german || !heard.commands.empty() || !heard.ask) return std::nullopt;
    auto english = replies::from_german(text, context);
    if (!english) return std::nullopt;
    const auto then = replies::understand(*english, context);
    const bool clearer = is_not_understood(heard) ? !is_not_understood(then) : !then.commands.empty();
    return clearer ? std::move(english) : std::nullopt;
}

}  // namespace

Reply respond_to_text(Exchange& exchange, const std::string& said) {
    const auto list = list_referred_to(exchange);
    const Hearing hearing(exchange, list);
    if (const auto right = put_right(exchange, said, hearing.context))
        return right->instead.empty() ? ask_whether_to_undo(exchange, list) : undo_and(exchange, right->instead);
    auto heard = replies::understand(said, hearing.context);
    const auto english = in_english(exchange, heard, said, hearing.context);
    const auto answered = answered_by_text(exchange, said, hearing.context, english);
    if (answered.meant) return respond_to_meaning(exchange, *answered.meant);
    if (english) heard = replies::understand(*english, hearing.context);
    const auto& text = english ? *english : said;
    if (is_not_understood(heard)) {
        if (const auto setting = setting_said(text); !setting.empty())
            return respond_to_meaning(exchange, {setting, {}, false});
        if (is_about_a_setting(text)) {
            Reply reply;
            reply.message = messages::answer({messages::settings_in_words()}, {});
            return reply;
        }
    }
    if (const auto names = first_names(exchange, heard, text)) return add_or_ask(exchange, *names);
    if (list)
        if (const auto ask = number_of_either_list(exchange, *list, heard, text)) {
            Reply reply;
            Applier applier(exchange, reply, list);
            applier.ask_whom(*ask, text);
            applier.finish();
            return reply;
        }
    return carry_out(exchange, list, heard, answered.unanswered);
}

Reply respond_to_meaning(Exchange& exchange, const Meant& meant) {
    if (const auto button = button_meant(meant.text)) return press_in_words(exchange, *button);
    if (is_about_the_time(meant.text)) return respond_to_time(exchange, meant.text);
    if (is_about_same_people(meant.text)) return respond_to_same_people(exchange, meant.text, meant.kept);
    if (is_about_the_place(meant.text)) return respond_to_the_place(exchange, meant.text);
    if (is_about_the_evening(meant.text)) return respond_to_the_evening(exchange, meant.text);
    if (is_about_a_refusal(meant.text)) return respond_to_refusal(exchange, meant.text);
    if (meant.text == messages::no_fresh_start) return leave_the_fresh_start(exchange);
    if (is_about_the_pause(meant.text)) return respond_to_pause(exchange, meant.text);
    if (is_about_who_matters(meant.text)) return respond_to_who_matters(exchange, meant.text);
    if (meant.text.empty()) {
        Reply reply;
        reply.message = messages::answer({messages::nothing_changed()}, {});
        return reply;
    }
    const auto list = list_referred_to(exchange);
    const Hearing hearing(exchange, list);
    auto heard = replies::understand(meant.text, hearing.context);
    retarget(heard, meant);
    return carry_out(exchange, list, heard);
}

std::string explained(const Exchange& exchange, const std::string& text) {
    const Hearing hearing(exchange, list_referred_to(exchange));
    return replies::explain_text(replies::understand(text, hearing.context), hearing.context);
}

}  // namespace nudged::conversation
