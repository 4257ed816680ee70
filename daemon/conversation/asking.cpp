#include "daemon/conversation/asking.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "daemon/messages/answers.hpp"
#include "daemon/replies/labels.hpp"

namespace nudged::conversation {

namespace {

using Json = nlohmann::json;

constexpr std::string_view everybody = "all";
constexpr std::string_view contact_prefix = "contact:";
constexpr std::string_view press = "press ";
constexpr std::string_view done_word = "done";
constexpr auto fresh_words = std::chrono::minutes{15};

// What is stored of a question. With a `clause`, every choice only says whom the clause is about.
struct Stored {
    replies::Ask ask;
    std::vector<messages::Offer> offers;  // the buttons, in order
    std::string clause;
    std::vector<std::int64_t> beside = {};  // questions that stand as well: what is typed may be for one of them
};

std::string to_body(const Stored& stored) {
    Json choices = Json::array();
    for (const auto& choice : stored.ask.choices)
        choices.push_back(
            {{"label", choice.label}, {"says", choice.says}, {"person", choice.person}, {"answers", choice.answers}});
    Json offers = Json::array();
    for (const auto& offer : stored.offers) offers.push_back({{"label", offer.label}, {"says", offer.says}});
    return Json{{"code", static_cast<int>(stored.ask.code)},
                {"subject", stored.ask.subject},
                {"fill", stored.ask.fill},
                {"choices", std::move(choices)},
                {"offers", std::move(offers)},
                {"clause", stored.clause},
                {"beside", stored.beside}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Stored from_body(const std::string& body) {
    const auto json = Json::parse(body);
    Stored stored;
    stored.ask.code = static_cast<replies::AskCode>(json.at("code").get<int>());
    stored.ask.subject = json.at("subject");
    stored.ask.fill = json.at("fill");
    for (const auto& choice : json.at("choices"))
        stored.ask.choices.push_back(
            {choice.at("label"), choice.at("says"), choice.at("person"), choice.at("answers")});
    for (const auto& offer : json.at("offers")) stored.offers.push_back({offer.at("label"), offer.at("says")});
    stored.clause = json.at("clause");
    stored.beside = json.value("beside", std::vector<std::int64_t>{});  // a question of an older version has none
    return stored;
}

Meant meaning(const Stored& stored, const std::string& says) {
    if (stored.clause.empty() || says.empty()) return {says, std::nullopt, false, stored.ask.subject};
    if (says == everybody) return {stored.clause, std::nullopt, true, {}};
    std::int64_t id = 0;
    if (says.starts_with(contact_prefix))
        std::from_chars(says.data() + contact_prefix.size(), says.data() + says.size(), id);
    return {stored.clause, id, false, {}};
}

// "june, after the audit" to "Until when?": no date alone, but with the command before it one that leaves no doubt.
std::optional<std::string> with_more_words(const replies::Ask& ask, const std::string& text,
                                           const replies::Context& context) {
    constexpr std::string_view gap = "\uFFFC";
    const auto at = ask.fill.find(gap);
    if (ask.code != replies::AskCode::when || at == std::string::npos) return std::nullopt;
    if (!replies::begins_with_a_date(text, context)) return std::nullopt;
    const auto itself = replies::understand(text, context);
    const bool is_a_command = std::ranges::any_of(itself.commands, [](const auto& command) { return !command.until; });
    if (is_a_command) return std::nullopt;
    auto whole = ask.fill;
    whole.replace(at, gap.size(), text);
    const auto heard = replies::understand(whole, context);
    return heard.commands.size() == 1 && !heard.ask && heard.commands.front().until ? std::optional(whole)
                                                                                    : std::nullopt;
}

// Then a question stays open: what was meant for it may come in other words.
bool is_gibberish(const std::string& text, const replies::Context& context) {
    const auto heard = replies::understand(text, context);
    return heard.commands.empty() && !heard.negated && !heard.courtesy && heard.ask &&
           heard.ask->code == replies::AskCode::unknown;
}

struct Standing {
    std::int64_t id = 0;
    Stored stored;
};

// The pending question and those beside it. A reason, which any words may be, is tried last.
std::vector<Standing> all_standing(Exchange& exchange) {
    auto& lists = exchange.tables.lists;
    std::vector<Standing> standing;
    const auto pending = lists.pending_question(exchange.owner.id);
    if (!pending) return standing;
    standing.push_back({pending->id, from_body(pending->body)});
    for (const auto id : std::vector(standing.front().stored.beside)) {
        const auto other = lists.question(exchange.owner.id, id);
        if (other && other->open && exchange.moment.real - other->asked <= fresh_words)
            standing.push_back({id, from_body(other->body)});
    }
    std::ranges::stable_partition(standing,
                                  [](const Standing& one) { return one.stored.ask.code != replies::AskCode::reason; });
    return standing;
}

// Puts the question in the place of the pending one, which stands beside it from now on. Gives its id.
std::int64_t put(Exchange& exchange, Stored stored, bool pending = true) {
    auto& lists = exchange.tables.lists;
    const auto before = pending ? lists.pending_question(exchange.owner.id) : std::nullopt;
    if (before && exchange.moment.real - before->asked <= fresh_words)
        for (const auto& one : all_standing(exchange)) stored.beside.push_back(one.id);
    Question question;
    question.owner = exchange.owner.id;
    question.asked = exchange.moment.real;
    question.body = to_body(stored);
    question.pending = pending;
    return lists.ask(std::move(question));
}

// What of it is chosen by words: the label of a button, a word of its own, or part of a label where the words are no
// command.
std::optional<std::string> answer_to(const Stored& stored, const std::string& text, const replies::Context& context) {
    std::vector<std::string> labels;
    for (const auto& offer : stored.offers) labels.push_back(offer.label);
    if (const auto whole = replies::label_said(labels, text, replies::LabelMatch::whole))
        return stored.offers[*whole].says;
    if (auto says = replies::complete(stored.ask, text, context)) return says;
    if (auto says = with_more_words(stored.ask, text, context)) return says;
    const bool only_one = stored.offers.size() == 1 && !stored.offers.front().says.empty();
    if (only_one && replies::is_a_yes(text)) return stored.offers.front().says;
    const auto heard = replies::understand(text, context);
    if (!heard.commands.empty() || heard.courtesy) return std::nullopt;
    const auto part = replies::label_said(labels, text, replies::LabelMatch::part);
    return part ? std::optional(stored.offers[*part].says) : std::nullopt;
}

Message store(Exchange& exchange, Reply& reply, const Stored& stored, const messages::QuestionText& text,
              bool pending = true) {
    reply.asked = true;
    if (stored.ask.choices.empty() && stored.ask.fill.empty() && stored.offers.empty()) return messages::asked(text, 0);
    return messages::asked(text, put(exchange, stored, pending));
}

}  // namespace

Message ask(Exchange& exchange, Reply& reply, const replies::Ask& about, const messages::QuestionText& text) {
    return store(exchange, reply, {about, text.offers, {}}, text);
}

Message ask_whom(Exchange& exchange, Reply& reply, const std::string& clause, const replies::Ask& about,
                 const messages::QuestionText& text) {
    return store(exchange, reply, {about, text.offers, clause}, text);
}

replies::Ask which_of(const std::vector<ListItem>& open) {
    replies::Ask about;
    about.code = replies::AskCode::who;
    for (const auto& item : open)
        about.choices.push_back({item.name,
                                 std::string(contact_prefix) + std::to_string(item.contact),
                                 item.contact,
                                 {std::to_string(item.number), replies::fold(item.name)}});
    about.choices.push_back({"All", std::string(everybody), 0, {"all", "both", "everyone", "everybody"}});
    return about;
}

Message ask(Exchange& exchange, Reply& reply, const messages::QuestionText& text, const std::string& kept) {
    replies::Ask about;
    about.subject = kept;
    for (const auto& offer : text.offers)
        about.choices.push_back(
            {offer.label, offer.says, 0, {std::to_string(about.choices.size() + 1), replies::fold(offer.label)}});
    return store(exchange, reply, {about, text.offers, {}}, text);
}

Message ask_beside(Exchange& exchange, Reply& reply, const messages::QuestionText& text) {
    return store(exchange, reply, {{}, text.offers, {}}, text, false);
}

namespace {

// `gap`: where the words stand that are typed.
Stored any_reason(const std::string& says, const std::string& gap) {
    Stored stored;
    stored.ask.code = replies::AskCode::reason;
    stored.ask.fill = says + gap;
    for (const auto* argument : {"price", "timing", "someone", "unknown"}) {
        const auto words = messages::reason_words(argument);
        stored.ask.choices.push_back({words,
                                      says + '"' + words + '"',
                                      0,
                                      {replies::fold(words), replies::fold(messages::reason_label(argument))}});
    }
    stored.ask.choices.back().answers = {"don't know",
                                         "dont know",
                                         "i don't know",
                                         "i dont know",
                                         "dunno",
                                         "idk",
                                         "no idea",
                                         "no clue",
                                         "not sure",
                                         "unknown",
                                         "weiss nicht",
                                         "keine ahnung",
                                         replies::fold(messages::reason_label("unknown"))};
    return stored;
}

}  // namespace

void expect_reason(Exchange& exchange, const std::string& says) { put(exchange, any_reason(says, "\uFFFC")); }

void expect_one_reason(Exchange& exchange, const std::vector<Contact>& people) {
    std::string no = "no ";
    for (const auto& contact : people)
        no += (no.size() > 3 ? ", " : "") + std::string(contact_prefix) + std::to_string(contact.id);
    auto stored = any_reason(no + ' ', "\"\uFFFC\"");  // behind several names any words might be one more
    const auto buttons = messages::what_decided(people);
    for (const auto& row : buttons.blocks.front().rows)
        stored.offers.push_back({row.front().label, std::string(press) + row.front().action});  // "Ann: Price"
    put(exchange, std::move(stored));
}

void expect_sent(Exchange& exchange, const Button& button) {
    Stored stored;
    stored.ask.code = replies::AskCode::reason;  // of what is typed only these words are for it
    stored.ask.choices.push_back({button.label,
                                  std::string(press) + button.action,
                                  0,
                                  {"sent it", "i sent it", "sent", "sent that", "sent it to them", "sent it to him",
                                   "sent it to her", std::string(done_word)}});
    put(exchange, std::move(stored));
}

void done_is_of_the_list(Exchange& exchange) {
    auto question = exchange.tables.lists.pending_question(exchange.owner.id);
    if (!question) return;
    auto stored = from_body(question->body);
    std::size_t given_up = 0;
    for (auto& choice : stored.ask.choices)
        if (button_meant(choice.says)) given_up += std::erase(choice.answers, done_word);
    if (given_up == 0) return;
    question->body = to_body(stored);
    exchange.tables.lists.ask(*std::move(question));
}

std::optional<std::string> button_meant(const std::string& says) {
    return says.starts_with(press) ? std::optional(says.substr(press.size())) : std::nullopt;
}

namespace {

// Those beside the answered one are to be answered still.
void stand_on(Exchange& exchange, const std::vector<Standing>& standing, std::int64_t answered) {
    Stored others;
    others.ask.code = replies::AskCode::reason;
    for (const auto& one : standing)
        if (one.id != answered) others.beside.push_back(one.id);
    if (!others.beside.empty()) put(exchange, std::move(others));
}

}  // namespace

Answered answered_by_text(Exchange& exchange, const std::string& text, const replies::Context& context,
                          const std::optional<std::string>& in_english) {
    using replies::AskCode;
    auto& lists = exchange.tables.lists;
    const auto pending = lists.pending_question(exchange.owner.id);
    if (!pending) return {};
    const auto standing = all_standing(exchange);
    for (const auto& [id, stored] : standing) {
        auto says = answer_to(stored, text, context);
        if (!says && in_english) says = answer_to(stored, *in_english, context);
        const bool elsewhere = exchange.list || exchange.moment.real - pending->asked > fresh_words;
        if (!says || (elsewhere && button_meant(*says))) continue;
        lists.close_question(exchange.owner.id, id);
        if (id == pending->id) stand_on(exchange, standing, id);
        return {meaning(stored, *says), false};
    }
    if (!is_gibberish(in_english.value_or(text), context)) lists.no_longer_pending(exchange.owner.id);
    const auto leaves_a_command_open = [](const Standing& one) {
        return one.stored.ask.code != AskCode::reason && one.stored.ask.code != AskCode::unknown;
    };
    return {{}, std::ranges::any_of(standing, leaves_a_command_open)};
}

std::optional<Meant> answered_by_tap(Exchange& exchange, std::int64_t question, int choice) {
    auto& lists = exchange.tables.lists;
    const auto asked = lists.question(exchange.owner.id, question);
    if (!asked || !asked->open) return std::nullopt;
    const auto stored = from_body(asked->body);
    if (choice < 0 || static_cast<std::size_t>(choice) >= stored.offers.size()) return std::nullopt;
    const auto& says = stored.offers[static_cast<std::size_t>(choice)].says;
    lists.close_question(exchange.owner.id, question);
    return meaning(stored, says);
}

}  // namespace nudged::conversation
