// The typed answer to a pending question.
#include <algorithm>

#include "daemon/replies/dates.hpp"
#include "daemon/replies/labels.hpp"
#include "daemon/replies/names.hpp"
#include "daemon/replies/reasons.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/targets.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t longest_answer = 4096;

bool is_stop(const Token& token) {
    return token.is(".") || token.is("!") || token.is(",") || token.is("\"") || token.is("#") || token.is(")") ||
           token.is("'");
}

// "the 2nd one!" -> nothing but the words.
std::vector<Token> answer_words(std::string_view text) {
    auto tokens = tokenise(text, 0, text.size());
    while (!tokens.empty() && is_stop(tokens.back())) tokens.pop_back();
    while (!tokens.empty() && is_stop(tokens.front())) tokens.erase(tokens.begin());
    return tokens;
}

std::string joined(const std::vector<Token>& tokens) {
    std::string text;
    for (const auto& token : tokens) text += (text.empty() || token.glued ? "" : " ") + token.text;
    return text;
}

std::string filled(const Ask& ask, std::string_view with) {
    constexpr std::string_view gap = "\uFFFC";
    auto text = ask.fill;
    const auto at = text.find(gap);
    if (at == std::string::npos) return {};
    return text.replace(at, gap.size(), with);
}

const Choice* said_literally(const Ask& ask, const std::string& said) {
    for (const auto& choice : ask.choices) {
        if (fold(choice.label) == said || std::ranges::find(choice.answers, said) != choice.answers.end())
            return &choice;
    }
    return nullptr;
}

// "yes" to the only choice that begins with it: "Yes, once more".
const Choice* said_with_a_yes(const Ask& ask, const std::string& said) {
    if (!is_a_yes(said)) return nullptr;
    const Choice* found = nullptr;
    for (const auto& choice : ask.choices) {
        const auto label = fold(choice.label);
        const bool begins = label == "yes" || label == "ja" || label.starts_with("yes,") || label.starts_with("yes ") ||
                            label.starts_with("ja,") || label.starts_with("ja ");
        if (begins && found != nullptr) return nullptr;
        if (begins) found = &choice;
    }
    return found;
}

// Questions are put in the owner's language, and so are they answered.
std::string in_english(std::string said) {
    if (one_of(said, {"ja", "jawohl", "ja bitte", "ja gerne"})) return "yes";
    if (one_of(said, {"nein danke", "ach nein", "schon gut", "lass gut sein", "vergiss es", "egal", "nichts"}))
        return "never mind";
    return said == "nein" ? "no" : said;
}

// "no", "never mind": the question is dropped.
bool is_dismissal(const std::string& said) {
    return one_of(
        said, {"no", "n", "nope", "nah", "none", "none of them", "neither", "nobody", "no one", "noone", "never mind",
               "nevermind", "nvm", "cancel", "forget it", "forget that", "nothing", "no thanks"});
}

// A letter or two name somebody only when they are a whole word of the name.
bool is_too_short(const std::vector<Token>& tokens, const std::vector<const Person*>& persons) {
    constexpr std::size_t enough = 3;
    const auto& said = tokens.front();
    if (tokens.size() > 1 || said.text.size() >= enough || said.digits > 0) return false;
    return std::ranges::none_of(persons, [&](const Person* person) {
        return std::ranges::any_of(tokenise(person->folded, 0, person->folded.size()),
                                   [&](const Token& word) { return word.is(said.text); });
    });
}

// By name, among the persons offered only.
const Choice* said_by_name(const Ask& ask, const std::vector<Token>& tokens) {
    std::vector<Person> offered;
    for (const auto& choice : ask.choices) {
        if (choice.person == 0) continue;
        offered.push_back({.id = choice.person, .name = choice.label, .folded = fold(choice.label)});
    }
    Context among;
    among.listed = offered;
    const auto hit = Names(among).find(tokens, 0, tokens.size(), Names::Typos::yes);
    if (!hit || hit->end != tokens.size() || hit->persons.size() != 1) return nullptr;
    if (is_too_short(tokens, hit->persons)) return nullptr;
    for (const auto& choice : ask.choices) {
        if (choice.person == hit->persons.front()->id) return &choice;
    }
    return nullptr;
}

bool asks_for_a_person(AskCode code) {
    return code == AskCode::who || code == AskCode::which_name || code == AskCode::no_such_name ||
           code == AskCode::no_such_number || code == AskCode::day_or_name;
}

bool asks_for_a_date(AskCode code) {
    switch (code) {
        case AskCode::when:
        case AskCode::unit:
        case AskCode::order:
        case AskCode::no_such_date:
        case AskCode::past:
        case AskCode::too_far:
        case AskCode::that_is_today:
            return true;
        default:
            return false;
    }
}

std::optional<Date> whole_past_day(const std::vector<Token>& tokens, const Context& context) {
    const auto past = Dates(tokens, context).read_past(0, tokens.size());
    return past && !past->trouble && past->end == tokens.size() ? std::optional(past->date) : std::nullopt;
}

bool is_whole_answer(const std::vector<Token>& tokens, const Names& names, const Context& context) {
    const auto named = names.find(tokens, 0, tokens.size(), Names::Typos::no);
    if (named && is_too_short(tokens, named->persons)) return false;
    Dates dates(tokens, context);
    const auto list = TargetReader(tokens, names, dates, context).read(0, tokens.size(), {});
    return list && !list->trouble && list->end == tokens.size();
}

// Any words but those of another command. "no budget" is a reason, though it begins like one.
bool is_a_reason(std::string_view answer, const Context& context) {
    const auto itself = understand(answer, context);
    if (!itself.commands.empty() || itself.courtesy) return false;
    if (itself.negated || !itself.ask || itself.ask->code == AskCode::unknown) return true;
    const auto said = fold(answer);
    return itself.ask->code == AskCode::no_such_name && (said.starts_with("no ") || said.starts_with("no,"));
}

// "maybe", before a date
std::size_t behind_doubts(const std::vector<Token>& tokens) {
    std::size_t at = 0;
    while (at < tokens.size() &&
           one_of(tokens[at].text, {"maybe", "perhaps", "probably", "well", "hm", "hmm", "um", "say", ","}))
        ++at;
    return at;
}

// Where in the text the date begins that all of it is, but for doubts.
std::optional<std::size_t> whole_date(const std::vector<Token>& tokens, const Context& context) {
    const auto from = behind_doubts(tokens);
    const auto when = Dates(tokens, context).read(from, tokens.size());
    return when && !when->trouble && when->end == tokens.size() ? std::optional(tokens[from].begin) : std::nullopt;
}

// "New York" is nobody, and no command either.
bool is_about_a_place(const Ask& ask) { return ask.fill.starts_with("im in ") || ask.fill.starts_with("i moved to "); }

// "every 2 weeks", "month"
std::optional<int> whole_rhythm(const std::vector<Token>& tokens, const Context& context) {
    const std::size_t at = tokens.size() > 1 && one_of(tokens[0].text, {"every", "each"}) ? 1 : 0;
    const auto rhythm = Dates(tokens, context).read_rhythm(at, tokens.size());
    return rhythm && !rhythm->trouble && rhythm->end == tokens.size() ? std::optional(rhythm->days) : std::nullopt;
}

}  // namespace

bool begins_with_a_date(std::string_view text, const Context& context) {
    const auto tokens = tokenise(text, 0, text.size());
    if (!Dates(tokens, context).read(behind_doubts(tokens), tokens.size())) return false;
    const Names names(context);
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (is_common_word(tokens[at].text) && !is_family(tokens[at].text)) continue;
        if (tokens[at].kind != Token::Kind::word || is_date_word(tokens[at].text)) continue;
        const auto named = names.find(tokens, at, tokens.size(), Names::Typos::no);
        if (named && named->rule <= Names::Rule::prefix) return false;
    }
    return true;
}

bool is_about_a_rhythm(const Ask& ask) { return ask.fill.find("every \uFFFC") != std::string::npos; }

std::optional<std::string> complete(const Ask& ask, std::string_view answer, const Context& context) {
    if (answer.size() > longest_answer) return std::nullopt;
    const auto text = decode_transport(answer);
    if (text.find('\n') != std::string::npos) return std::nullopt;
    const auto tokens = answer_words(text);
    if (tokens.empty()) return std::nullopt;

    const auto said = in_english(joined(tokens));
    if (const auto* choice = said_literally(ask, said)) return choice->says;
    if (const auto* choice = said_with_a_yes(ask, said)) return choice->says;
    if (ask.code != AskCode::reason && is_dismissal(said)) return std::string{};
    if (asks_for_a_person(ask.code)) {
        if (const auto* choice = said_by_name(ask, tokens)) return choice->says;
        if (!ask.fill.empty() && is_whole_answer(tokens, Names(context), context)) return filled(ask, text);
    } else if (is_about_a_rhythm(ask)) {
        if (const auto rhythm = whole_rhythm(tokens, context)) return filled(ask, std::to_string(*rhythm) + "d");
    } else if (asks_for_a_date(ask.code)) {
        const auto date = whole_date(tokens, context);
        if (!ask.fill.empty() && date) return filled(ask, std::string_view(text).substr(*date));
    } else if (ask.code == AskCode::which_day) {
        const auto day = whole_past_day(tokens, context);
        if (!ask.fill.empty() && day) return filled(ask, Dates::reading_of(*day).says);
    } else if (ask.code == AskCode::reason) {
        if (ask.fill.empty() || !is_a_reason(answer, context)) return std::nullopt;
        const auto each = reasons_of_each(ask, text, tokens, context);
        if (each) return each->empty() ? std::nullopt : each;
        return filled(ask, text);
    } else if ((ask.code == AskCode::what || ask.code == AskCode::gave_what) && !ask.fill.empty()) {
        const auto itself = understand(answer, context);
        const bool names_somebody_new = ask.fill.starts_with("add ");
        const bool unclear = itself.ask && itself.ask->code != AskCode::unknown && !is_about_a_place(ask);
        const bool no_command = itself.commands.empty() && !unclear && !(names_somebody_new && verb_at(tokens, 0));
        if (no_command && !itself.courtesy && !itself.negated) return filled(ask, text);
    }
    return std::nullopt;
}

}  // namespace nudged::replies
