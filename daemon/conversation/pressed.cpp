#include "daemon/conversation/pressed.hpp"

#include <algorithm>
#include <iterator>

#include "connectors/message_json.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/asking_why.hpp"
#include "daemon/conversation/card_of.hpp"
#include "daemon/conversation/first_start.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/passages.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/refused.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/tapped.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/third_time.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/typed.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

namespace {

using messages::Action;

// The journal's `what` that a verb leads to: a second tap on the same button is told from another decision by it.
std::string_view what_of(std::string_view verb) {
    if (verb == "done") return "touched";
    if (verb == "snooze") return "snoozed";
    if (verb == "skip") return "skipped";
    if (verb == "no") return "closed";
    if (verb == "later") return "waiting";
    if (verb == "replied") return "replied";
    if (verb == "part") return "parted";
    return "";
}

class Tap {
public:
    Tap(Exchange& exchange, Reply& reply) : exchange_(exchange), reply_(reply), ledger_(exchange, reply) {}

    void run(const Action& action) {
        std::visit([&](const auto& about) { on(action, about); }, action.about);
    }

private:
    void notice(std::string text) { reply_.notice = std::move(text); }

    // ---- a place on a list
    // -------------------------------------------------------------------------------------------

    void on(const Action& action, const messages::OnList& about) {
        exchange_.list = about.date;
        on_list_message_ = true;
        const auto list = exchange_.tables.lists.find(exchange_.owner.id, about.date);
        if (!list) return notice(messages::no_longer_there());
        if (action.verb == "more") return open_more(*list, about.number);
        const auto* item = item_numbered(*list, about.number);
        const auto contact = item == nullptr ? std::nullopt : exchange_.contact(item->contact);
        if (!contact) return notice(messages::no_longer_there());
        if (!item->settled.empty()) {
            const auto what = item->settled_what.substr(0, item->settled_what.find(' '));
            const bool gave = action.verb == "done" && what == "gave";
            const bool same = (gave || what == what_of(action.verb)) && action.argument.empty();
            return notice(same && about.date == exchange_.today()
                              ? messages::already_noted()
                              : messages::settled_before(*item, about.date, exchange_.today()));
        }
        tapped_.item = *item;
        tapped_.of_a_wait = is_of_a_wait(exchange_, *list, *contact);
        decide(action, *contact);
    }

    void open_more(const DayList& list, int number) {
        auto view = view_of(exchange_, list, exchange_.source);
        view.expanded = number;
        if (const auto* item = item_numbered(list, number)) add_addresses(exchange_, *item, view);
        view.numbers = exchange_.numbers;
        view.private_mode = false;  // the names were asked for
        reply_.in_place = messages::nudge(list, view);
        reply_.carries = list.date;
    }

    // ---- what a reply wrote down
    // -------------------------------------------------------------------------------------

    void on(const Action& action, const messages::OfBatch& about) {
        const auto entries = exchange_.tables.journal.batch(exchange_.owner.id, about.batch);
        exchange_.tables.lists.no_longer_pending(exchange_.owner.id);  // a question about it is answered or moot
        if (entries.empty()) return notice(messages::no_longer_there());
        if (action.verb == "undo") return undo(about.batch, entries);
        if (!can_take_back(exchange_, about.batch) || !entries.front().contact)
            return notice(messages::changed_since(entries.front().name));
        const auto contact = exchange_.contact(*entries.front().contact);
        if (!contact) return notice(messages::no_longer_there());
        find_list(about.batch, *contact);
        tapped_.entry = entries.front();
        decide(action, *contact);
    }

    // The message that carries the button may be an answer while somebody is on a list: then both are to be changed.
    [[nodiscard]] bool shows_no_list() const { return !on_list_message_; }

    void undo(std::int64_t batch, const std::vector<JournalEntry>& entries) {
        if (entries.front().undone_by != 0) return notice(messages::already_noted());
        if (!can_take_back(exchange_, batch)) return notice(messages::changed_since(entries.front().name));
        find_list(batch, std::nullopt);
        const auto line = take_back(exchange_, ledger_, batch);
        if (shows_no_list())
            reply_.in_place = messages::answer({line}, {});
        else
            notice(plain_text(messages::answer({line}, {})));
    }

    // The button may stand in a nudge; then its list is what is shown anew.
    void find_list(std::int64_t batch, const std::optional<Contact>& contact) {
        auto list = exchange_.tables.lists.latest(exchange_.owner.id);
        for (int looked = 0; list && looked < lists_looked_through; ++looked) {
            if (std::ranges::any_of(list->items, [&](const ListItem& item) { return item.batch == batch; })) {
                exchange_.list = list->date;
                tapped_.of_a_wait = contact && is_of_a_wait(exchange_, *list, *contact);
                return;
            }
            list = exchange_.tables.lists.before(exchange_.owner.id, list->date);
        }
    }

    // ---- a person (of a card)
    // ----------------------------------------------------------------------------------------

    void on(const Action& action, const messages::OfContact& about) {
        const auto contact = exchange_.contact(about.contact);
        if (!contact) return notice(messages::no_longer_there());
        if (action.verb == "more") {
            reply_.in_place = card_of(exchange_, *contact);
            return;
        }
        decide(action, *contact);
    }

    // ---- a question
    // --------------------------------------------------------------------------------------------------

    void on(const Action&, const messages::OfQuestion& about) {
        const auto meant = answered_by_tap(exchange_, about.question, about.choice);
        if (!meant) return notice(messages::already_noted());
        reply_ = respond_to_meaning(exchange_, *meant);
        // The answer takes the question's place; another question is a message of its own.
        if (reply_.message && !reply_.asked && !reply_.carries)
            reply_.in_place = std::move(std::exchange(reply_.message, {}));
    }

    // ---- the whole
    // -----------------------------------------------------------------------------------------------------

    void on(const Action& action, const messages::Named& about) {
        reply_ = respond_to_named(exchange_, about.what, action.argument);
    }

    // ------------------------------------------------------------------------------------------------------------------

    void decide(const Action& action, const Contact& contact) {
        if ((action.verb == "later" && action.argument.empty()) ||
            (action.verb == "snooze" && action.argument == "other"))
            return ask_when(action, contact);
        const bool of_a_batch = std::holds_alternative<messages::OfBatch>(action.about);
        if (action.verb == "no" && !of_a_batch && may_be_to_something(exchange_, contact)) {
            const messages::NoOfFriends said{{contact}, {}};
            reply_.message = ask(exchange_, reply_, messages::no_of_a_friend({said}));
            return;
        }
        const auto decided = outcome_of(exchange_, action, contact, tapped_, reply_.notice);
        if (!decided) {
            if (reply_.notice.empty()) notice(messages::no_longer_there());
            return;
        }
        const auto plan = exchange_.plan();
        if (const auto* why = std::get_if<followup::Inapplicable>(&*decided))
            return notice(messages::inapplicable(contact, *why, action.verb, plan));
        auto decision = std::get<followup::Decision>(*decided);
        look_for_a_thing(exchange_, decision);
        const auto said = messages::said(contact, decision, plan);
        auto question = third_time(exchange_, contact, decision);
        const bool heavy =
            decision.what == "felt" && decision.after.heavy > 0 && decision.after.heavy % heavy_in_a_row == 0;
        const bool why = !question && !heavy && may_ask_why(exchange_, contact, decision);
        if (why) decision.after.why_asked = exchange_.today();
        ledger_.write(contact, decision, said.settled);
        const bool says_more = decision.what == "not_answered" || decision.note == followup::last_word;
        if (says_more && exchange_.list && draw_anew(exchange_, *exchange_.list, decision.after))
            reply_.lists_changed.insert(*exchange_.list);
        if (decision.what == "closed" && decision.reason.empty())
            expect_reason(exchange_, about_the_no(decision.after, ledger_.batch()));
        if (heavy) question = messages::felt_heavy(decision.after, plan);
        if (decision.what == "felt" && on_list_message_) notice(said.line);  // the list stays as it is
        if (shows_no_list()) {                                               // else the list shows it
            answer_in_place(said.line, decision);
            // A row of several, one a person: the others are still to be tapped.
            if (action.verb == "no" && !action.argument.empty() &&
                std::holds_alternative<messages::OfContact>(action.about))
                reply_.message = std::exchange(reply_.in_place, {});
        }
        if (why) reply_.message = ask_why(exchange_, reply_, decision);
        if (!question) return;
        if (on_list_message_) question->text = said.line + "\n" + question->text;
        reply_.message = ask(exchange_, reply_, *question);
    }

    void answer_in_place(const std::string& line, const followup::Decision& decision) {
        reply_.in_place = messages::answer(
            {line}, messages::chips(decision, messages::OfBatch{ledger_.batch()}, ledger_.batch(), exchange_.plan()));
        if (auto thanks =
                messages::thanks_for_a_no(decision, exchange_.owner, passages_in(exchange_, exchange_.source)))
            std::ranges::move(thanks->blocks, std::back_inserter(reply_.in_place->blocks));
    }

    void ask_when(const Action& action, const Contact& contact) {
        replies::Ask about;
        about.code = replies::AskCode::when;
        const auto* promise = is_because_of_a_promise(tapped_) ? followup::next_promise(contact) : nullptr;
        const auto whom = " contact:" + std::to_string(contact.id) + " ";
        about.fill =
            promise != nullptr ? "promise" + whom + promise->what + " by \uFFFC" : action.verb + whom + "\uFFFC";
        reply_.message = ask(exchange_, reply_, about, messages::about(about, nullptr, exchange_.plan()));
    }

    static constexpr int lists_looked_through = 10;
    static constexpr int heavy_in_a_row = 3;  // before another way is offered

    Exchange& exchange_;
    Reply& reply_;
    Ledger ledger_;
    Tapped tapped_;
    bool on_list_message_ = exchange_.list.has_value();  // the message that carries the button shows a list
};

}  // namespace

Reply respond_to_tap(Exchange& exchange, const std::string& action) {
    Reply reply;
    if (const auto decoded = messages::decode(action))
        Tap(exchange, reply).run(*decoded);
    else
        reply.notice = messages::no_longer_there();
    return reply;
}

}  // namespace nudged::conversation
