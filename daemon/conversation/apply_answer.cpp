// The answer, put together: what was written down, what is shown, and what is asked.
#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/passages.hpp"
#include "daemon/conversation/refused.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/told_apart.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

void Applier::ask(const replies::Ask& asked) {
    if (question_) return;
    const auto about = told_apart(exchange_, asked);
    std::optional<Contact> known;
    if (about.code == replies::AskCode::exists) {
        const auto found =
            exchange_.tables.contacts.find_by_folded_name(exchange_.owner.id, replies::fold(about.subject));
        if (!found.empty()) known = exchange_.contact(found.front());
    }
    const auto text = messages::about(about, list_ ? &*list_ : nullptr, exchange_.plan(), known ? &*known : nullptr);
    if (known && text.offers.empty()) return say(text.text);
    question_ = conversation::ask(exchange_, reply_, about, text);
}

void Applier::ask_whom(const replies::Ask& about, const std::string& clause) {
    if (question_) return;
    question_ = conversation::ask_whom(exchange_, reply_, clause, about,
                                       messages::about(about, list_ ? &*list_ : nullptr, exchange_.plan()));
}

// One question of all of them. Beside another that is open it has buttons of its own, and words answer the other one.
void Applier::ask_about_friends() {
    if (of_friends_.empty()) return;
    const auto text = messages::no_of_a_friend(of_friends_);
    if (!question_) {
        question_ = conversation::ask(exchange_, reply_, text);
        return;
    }
    auto beside = conversation::ask_beside(exchange_, reply_, text);
    std::ranges::move(beside.blocks, std::back_inserter(question_->blocks));
}

// Words of thanks to copy, and where something was missing, the offer of one helpful word.
void Applier::after_no() {
    for (const auto& decision : refused_) {
        auto thanks = messages::thanks_for_a_no(decision, exchange_.owner, passages_in(exchange_, exchange_.source));
        if (shown_)
            std::ranges::move(thanks->blocks, std::back_inserter(shown_->blocks));
        else
            shown_ = std::move(thanks);
        if (!question_ && messages::tells_what_they_missed(decision.reason))
            question_ =
                conversation::ask(exchange_, reply_, messages::one_helpful_word(decision.after, decision.reason));
    }
}

// Of one person the answer's own buttons ask; of several, or among other things, a question with a row for each does.
void Applier::ask_what_decided() {
    const bool alone = only_ && decisions_ == 1;
    if (!alone) std::erase_if(closed_, [](const Closed& one) { return one.contact.state != ContactState::closed; });
    if (closed_.empty()) return;
    std::vector<Contact> people;
    for (const auto& [line, contact] : closed_) people.push_back(contact);
    if (!alone) {
        for (const auto& [line, contact] : closed_) lines_[line] = messages::said_no(contact);
        reasons_ = messages::what_decided(people);
    }
    if (people.size() == 1)
        expect_reason(exchange_, about_the_no(people.front(), ledger_.batch()));
    else
        expect_one_reason(exchange_, people);
    reply_.asked = true;
}

void Applier::finish() {
    tell_added();
    Message message;
    ask_about_friends();
    ask_what_decided();
    if (!shown_) after_no();
    if (third_time_ && !question_) question_ = conversation::ask(exchange_, reply_, *third_time_);
    if (shown_ && !question_ && !reply_.asked)
        if (const auto* sent = messages::only_sent_button(*shown_)) expect_sent(exchange_, *sent);
    if (lines_.empty() && question_ && decisions_ > 0)
        question_->blocks.front().rows.push_back({messages::undo_button(ledger_.batch())});
    if (!lines_.empty()) {
        std::vector<ButtonRow> rows;
        if (only_)
            rows = messages::chips(*only_, messages::OfBatch{ledger_.batch()}, ledger_.batch(), exchange_.plan());
        else if (decisions_ > 0)
            rows = {{messages::undo_button(ledger_.batch())}};
        message = messages::answer(lines_, std::move(rows));
    }
    for (auto* part : {&shown_, &reasons_, &question_})
        if (*part) {
            if (message.blocks.empty()) message.notification = (*part)->notification;
            std::ranges::move((*part)->blocks, std::back_inserter(message.blocks));
            if ((*part)->picture) message.picture = std::move((*part)->picture);
        }
    if (!message.blocks.empty()) reply_.message = std::move(message);
}

}  // namespace nudged::conversation
