#include "daemon/conversation/conversation.hpp"

#include <algorithm>
#include <exception>

#include "connectors/message_json.hpp"
#include "daemon/conversation/newcomers.hpp"
#include "daemon/conversation/once.hpp"
#include "daemon/conversation/overtaken.hpp"
#include "daemon/conversation/pairing.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/pressed.hpp"
#include "daemon/conversation/shared.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/conversation/typed.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/travelling.hpp"

namespace nudged::conversation {

namespace {

Channel channel_of(const Event& event) { return {event.connector, event.account, event.chat}; }

// The owner has answered in some way: the nudges are heard.
void heard(Exchange& exchange) {
    if (auto state = exchange.tables.owners.nudge_state(exchange.owner.id); state.unanswered != 0) {
        state.unanswered = 0;
        exchange.tables.owners.put_nudge_state(exchange.owner.id, state);
    }
    auto list = exchange.tables.lists.latest(exchange.owner.id);
    if (!list || !list->nudged || list->answered) return;
    list->answered = true;
    exchange.tables.lists.put(*list);
}

std::string reference_of(const EventBody& body) {
    if (const auto* said = std::get_if<TextSaid>(&body)) return said->in_reply_to;
    if (const auto* pressed = std::get_if<ButtonPressed>(&body)) return pressed->message;
    return {};
}

// Finds the list that is meant by the message that they quote or tap. False when that message was said to whoever had
// this chat before them.
bool look_up_reference(Exchange& exchange, const Event& event) {
    const auto reference = reference_of(event.body);
    if (reference.empty()) return true;
    const auto row = exchange.tables.outbox.find_sent(event.connector, event.account, event.chat, reference);
    if (!row) return true;
    if (row->owner != exchange.owner.id) return false;
    exchange.list = row->list_date;
    exchange.numbers = numbers_in(row->target);
    return true;
}

Reply of_no_effect() {
    Reply reply;
    reply.notice = messages::no_longer_there();
    return reply;
}

Reply respond(Exchange& exchange, const EventBody& body) {
    struct Responder {
        Exchange& exchange;
        Reply operator()(const TextSaid& said) const { return respond_to_text(exchange, said.text); }
        Reply operator()(const ButtonPressed& pressed) const { return respond_to_tap(exchange, pressed.action); }
        Reply operator()(const Forwarded& forwarded) const { return respond_to_forward(exchange, forwarded); }
        Reply operator()(const CardShared& card) const { return respond_to_card(exchange, card); }
        Reply operator()(const WordsNeeded& needed) const {
            Reply reply;
            reply.message = needed.what == "place" ? ask_which_city(exchange, reply, messages::which_city_on_the_map())
                                                   : messages::answer({messages::words_needed(needed.what)}, {});
            return reply;
        }
        Reply operator()(const ReachChanged&) const { return {}; }  // what waits for them is tried again by itself
    };
    return std::visit(Responder{exchange}, body);
}

Reply respond_in_order(Exchange& exchange, const Event& event) {
    const auto since = overtaken_since(exchange.tables, event);
    if (!since) return respond(exchange, event.body);
    struct Contradiction {};
    const Owner before = exchange.owner;
    const auto newest = exchange.tables.journal.newest(before.id, std::nullopt, 1);
    const auto last = newest.empty() ? 0 : newest.front().seq;
    Reply reply;
    try {
        exchange.tables.savepoint([&] {
            reply = respond(exchange, event.body);
            if (contradicts_what_was_said_later(exchange, last, *since)) throw Contradiction{};
        });
    } catch (const Contradiction&) {
        exchange.take(before);
        reply = {};
        reply.message = messages::answer({messages::came_too_late()}, {});
    }
    return reply;
}

// A tap is answered by the list that changes. Where no message can be changed any more, the small notice tells of it.
void tell_of_what_cannot_be_shown(Exchange& exchange, const Event& event, Reply& reply) {
    const auto* pressed = std::get_if<ButtonPressed>(&event.body);
    if (pressed == nullptr || pressed->message.empty() || reply.message || reply.in_place || !reply.notice.empty())
        return;
    for (const auto date : reply.lists_changed)
        if (!is_shown_in(exchange, date, channel_of(event)))
            reply.notice = last_settled(exchange.tables, exchange.owner.id, date);
}

// An answer may not take the place of a message in which something else is still asked.
bool asks_something_else(Exchange& exchange, const Event& event, const ButtonPressed& pressed) {
    const auto action = messages::decode(pressed.action);
    const auto* answered = action ? std::get_if<messages::OfQuestion>(&action->about) : nullptr;
    if (answered == nullptr) return false;
    const auto carrier = exchange.tables.outbox.find_sent(event.connector, event.account, event.chat, pressed.message);
    const auto message = carrier ? message_from_json(carrier->body) : std::nullopt;
    if (!message) return false;
    const auto is_of_another = [&](const Button& button) {
        const auto other = messages::decode(button.action);
        const auto* about = other ? std::get_if<messages::OfQuestion>(&other->about) : nullptr;
        if (about == nullptr || about->question == answered->question) return false;
        const auto question = exchange.tables.lists.question(exchange.owner.id, about->question);
        return question && question->open;
    };
    for (const auto& block : message->blocks)
        for (const auto& row : block.rows)
            if (std::ranges::any_of(row, is_of_another)) return true;
    return false;
}

void deliver(Exchange& exchange, const Event& event, const Reply& reply) {
    const auto channel = channel_of(event);
    const auto* pressed = std::get_if<ButtonPressed>(&event.body);
    if (pressed != nullptr && (pressed->waits || !reply.notice.empty()))
        acknowledge(exchange.tables, exchange.owner.id, channel, pressed->callback, reply.notice, exchange.moment);
    if (reply.message)
        post(exchange.tables, exchange.owner.id, channel, *reply.message, {OutboxKind::answer, reply.carries, {}, {}},
             exchange.moment);
    if (reply.in_place && pressed != nullptr) {
        const bool on_a_page = pressed->message.empty();  // there is nothing that the answer could take the place of
        if (on_a_page || asks_something_else(exchange, event, *pressed))
            post(exchange.tables, exchange.owner.id, channel, *reply.in_place,
                 {OutboxKind::answer, reply.carries, {}, {}}, exchange.moment);
        else
            edit(exchange, channel, pressed->message, *reply.in_place);
    }
    for (const auto date : reply.lists_changed) refresh_list(exchange, date);
}

// A page of the web chat has shown by its session whose it is.
std::optional<Owner> owner_of(Tables& tables, const Event& event) {
    if (event.connector == webchat) return tables.owners.find(std::stoll(event.user));
    return tables.owners.find_by_pairing(event.connector, event.account, event.user);
}

std::string apply(Tables& tables, const Event& event, const Rules& rules, Moment moment) {
    auto owner = owner_of(tables, event);
    const bool is_new = !owner;
    if (is_new) owner = meet_stranger(tables, event, rules, moment);
    if (!owner) return {};
    if (!is_new && event.connector != webchat && change_owner(tables, event, moment)) return {};
    Exchange exchange(tables, std::move(*owner), rules, moment, event.connector);
    // Their welcome is still to come; it answers whatever asks for nothing in particular.
    if (is_new && !asks_for_something(exchange, std::get<TextSaid>(event.body).text)) return {};
    const bool is_theirs = look_up_reference(exchange, event);
    if (const auto* said = std::get_if<TextSaid>(&event.body); said != nullptr && event.connector == webchat)
        tables.chat.append(exchange.owner.id, moment.now, true, said->text);
    const bool is_void = !is_theirs && std::holds_alternative<ButtonPressed>(event.body);
    heard(exchange);
    auto reply = is_void ? of_no_effect() : respond_in_order(exchange, event);
    tell_of_what_cannot_be_shown(exchange, event, reply);
    deliver(exchange, event, reply);
    return std::move(reply.notice);
}

void apologise(Tables& tables, const Event& event, Moment moment) {
    try {
        const auto owner = owner_of(tables, event);
        if (!owner) return;
        const messages::Speaking speaking(owner->language);
        post(tables, owner->id, channel_of(event), messages::answer({messages::could_not_apply()}, {}), {}, moment);
    } catch (const StoreError&) {
        throw;
    } catch (const std::exception&) {
        return;  // not even whose it is can be read
    }
}

}  // namespace

std::string receive(Tables& tables, const Event& event, const Rules& rules, Moment moment) {
    std::string notice;
    once(
        tables, {event.connector, event.account, event.key, event.other_keys}, moment.now,
        [&] { notice = apply(tables, event, rules, moment); }, [&] { apologise(tables, event, moment); });
    return notice;
}

Reply say(Exchange& exchange, const std::string& text) {
    heard(exchange);
    auto reply = respond_to_text(exchange, text);
    for (const auto date : reply.lists_changed) refresh_list(exchange, date);
    return reply;
}

}  // namespace nudged::conversation
