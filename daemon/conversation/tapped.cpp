#include "daemon/conversation/tapped.hpp"

#include <utility>

#include "daemon/conversation/things.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/channels.hpp"

namespace nudged::conversation {

namespace {

using followup::Outcome;
using messages::Action;

class Meaning {
public:
    Meaning(const Exchange& exchange, const Tapped& tapped, std::string& notice)
        : exchange_(exchange), tapped_(tapped), notice_(notice) {}

    std::optional<Outcome> outcome(const Action& action, const Contact& contact) {
        const auto plan = exchange_.plan();
        const bool of_batch = std::holds_alternative<messages::OfBatch>(action.about);
        if (action.verb == "done" && action.argument == "won") return followup::deal_won(contact, plan);
        if (action.verb == "done") {
            followup::TouchSaid said;
            const auto& item = tapped_.item;
            said.kind = kind_of_done(contact, item ? std::optional(item->reason) : std::nullopt, plan);
            if (item) add_thing(exchange_, *item, said);
            if (messages::is_channel(action.argument)) said.channel = action.argument;
            if (action.argument == "help") said.kind = TouchKind::help;
            if (is_because_of_a_promise(tapped_) && followup::next_promise(contact) != nullptr)
                return followup::kept(contact, said, plan);
            return followup::touched(contact, said, plan);
        }
        if (action.verb == "skip" && action.argument == "promise") return followup::dropped(contact, plan);
        if (action.verb == "skip" && tapped_.of_a_wait) return followup::helpful_left_out(contact, plan);
        if (action.verb == "skip" && action.argument == "deal") return followup::deal_let_go(contact, plan);
        if (action.verb == "skip") return followup::skipped(contact, plan);
        if (action.verb == "feel") return feel(action, contact);
        if (action.verb == "notyet")
            return contact.your_turn ? followup::needs_no_answer(contact, plan) : followup::not_answered(contact, plan);
        if (action.verb == "later")
            return followup::later(contact, exchange_.today() + followup::half_a_year, "", plan);
        if (action.verb == "again" && action.argument == "once") return followup::once_more(contact, plan);
        if (action.verb == "again" && action.argument == "quarter") return followup::with_cadence(contact, 90, plan);
        if (action.verb == "again" && action.argument == "last") return followup::one_last_word(contact, plan);
        if (action.verb == "replied")
            return of_batch || action.argument == "heard" ? followup::answered(contact, plan)
                                                          : followup::replied(contact, "", "", plan);
        if (action.verb == "part" && action.argument == "both") return leave_both(contact);
        if (action.verb == "part") return followup::parted(contact, "", false, plan);
        if (action.verb == "again")
            return followup::state_of(contact, exchange_.today()) == ContactState::waiting
                       ? followup::talk_now(contact, plan)
                       : followup::reopened(contact, std::nullopt, plan);
        if (action.verb == "no" && of_batch) return behind_a_no(action, contact);
        if (action.verb == "no" && !action.argument.empty())
            return followup::no_reason(contact, messages::reason_words(action.argument), plan);
        if (action.verb == "no") return followup::said_no(contact, "", plan);
        if (action.verb == "snooze") return snooze(action, contact);
        return std::nullopt;
    }

private:
    // Of a `no` that stands: its reason, or the person too where it was only about a deal.
    std::optional<Outcome> behind_a_no(const Action& action, const Contact& contact) {
        const auto plan = exchange_.plan();
        if (action.argument == "leave") return followup::said_no(contact, tapped_.entry.reason, plan);
        auto reason = messages::reason_words(action.argument);
        if (contact.state == ContactState::closed) return followup::no_reason(contact, std::move(reason), plan);
        return followup::deal_refused_because(contact, tapped_.entry.note, std::move(reason), plan);
    }

    [[nodiscard]] Outcome leave_both(Contact contact) {
        contact.deal.reset();
        return followup::parted(contact, "", false, exchange_.plan());
    }

    std::optional<Outcome> feel(const Action& action, const Contact& contact) {
        const auto plan = exchange_.plan();
        if (action.argument == "good") return followup::felt(contact, Feeling::good, plan);
        if (action.argument == "fair") return followup::felt(contact, Feeling::fair, plan);
        if (action.argument == "heavy") return followup::felt(contact, Feeling::heavy, plan);
        return std::nullopt;
    }

    std::optional<Outcome> snooze(const Action& action, const Contact& contact) {
        const auto plan = exchange_.plan();
        if (is_because_of_a_promise(tapped_) && action.argument.empty() && followup::next_promise(contact) != nullptr)
            return followup::put_off(contact, exchange_.today() + days{plan.settings.snooze_days}, plan);
        if (action.argument.empty())
            return tapped_.of_a_wait ? followup::helpful_put_off(contact, std::nullopt, plan)
                                     : followup::snoozed(contact, {}, plan);
        if (action.argument == "evening") {
            const auto evening = exchange_.rules.followup.evening;
            if (exchange_.local.time >= evening) {
                notice_ = messages::date_has_passed(exchange_.today(), exchange_.today());
                return std::nullopt;
            }
            const followup::SnoozeSaid said{exchange_.today(), true, evening};
            return tapped_.of_a_wait ? followup::helpful_put_off(contact, said, plan)
                                     : followup::snoozed(contact, said, plan);
        }
        const auto date = messages::decode_date(action.argument);
        if (!date || *date <= exchange_.today()) {
            if (date) notice_ = messages::date_has_passed(*date, exchange_.today());
            return std::nullopt;
        }
        if (tapped_.of_a_wait) return followup::helpful_put_off(contact, date, plan);
        return followup::snoozed(contact, {*date, true, std::nullopt}, plan);
    }

    const Exchange& exchange_;
    const Tapped& tapped_;
    std::string& notice_;
};

}  // namespace

bool is_because_of_a_promise(const Tapped& tapped) { return tapped.item && tapped.item->reason == Reason::promise; }

std::optional<Outcome> outcome_of(const Exchange& exchange, const Action& action, const Contact& contact,
                                  const Tapped& tapped, std::string& notice) {
    return Meaning(exchange, tapped, notice).outcome(action, contact);
}

}  // namespace nudged::conversation
