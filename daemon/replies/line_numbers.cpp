// Several people in one breath, with no more than a space between them: "1 done 2 fri 3 no", "ann yes ben no".
#include <algorithm>

#include "daemon/replies/line_reader.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t longest = 60;  // tokens

// One command about that person, and no more words than it needs.
bool is_all_about(const Understanding& heard, const Person& person) {
    if (heard.commands.size() != 1 || heard.ask || heard.negated) return false;
    const auto& command = heard.commands.front();
    return command.targets.people == std::vector{person.id} && command.reason.empty() && command.title.empty() &&
           command.note.find(' ') == std::string::npos;
}

// "3 nope", "3 ❌"
bool says_something_else(const Token& token) { return is_negation(token.text) || token.kind == Token::Kind::emoji; }

}  // namespace

std::optional<LineReader::Piece> LineReader::piece_at(std::size_t at) const {
    const auto verdict = [&](std::size_t behind) { return behind < tokens_.size() ? &tokens_[behind] : nullptr; };
    if (tokens_[at].whole_number()) {
        const auto* person = names_.by_number(tokens_[at].number);
        const auto* said = verdict(at + 1);
        if (person == nullptr || said == nullptr) return std::nullopt;
        const bool other = says_something_else(*said);
        const bool told = verb_at(tokens_, at + 1, true) || is_date_word(said->text) || is_yes(said->text);
        return told || other ? std::optional(Piece{at, at + 1, person, other}) : std::nullopt;
    }
    constexpr std::size_t longest_name = 2;
    for (auto behind = at + 1; behind <= at + longest_name && behind < tokens_.size(); ++behind) {
        const auto verb = verb_at(tokens_, behind, true);
        const bool thumb = verb && verb->kind == VerbKind::thumbs_down;
        const bool told =
            is_yes(tokens_[behind].text) || thumb || (verb && verb->words == 1 && verb->kind == VerbKind::plain);
        const auto hit = told ? names_.find(tokens_, at, behind, Names::Typos::no) : std::nullopt;
        if (hit && hit->end == behind && hit->persons.size() == 1 && hit->rule <= Names::Rule::prefix)
            return Piece{at, behind, hit->persons.front(), thumb};
    }
    return std::nullopt;
}

std::vector<LineReader::Piece> LineReader::pieces() const {
    std::vector<Piece> found;
    bool only_a_space_between = false;
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
        const auto piece = piece_at(at);
        if (!piece && found.empty()) return {};
        if (!piece) continue;
        only_a_space_between = only_a_space_between || (at > 0 && !is_separator(at - 1));
        found.push_back(*piece);
        at = piece->end - 1;
    }
    return found.size() > 1 && only_a_space_between ? found : std::vector<Piece>{};
}

bool LineReader::several_in_one_breath() {
    if (tokens_.size() > longest) return false;
    const auto all = pieces();
    Understanding whole;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto begin = tokens_[all[i].at].begin;
        const auto end = i + 1 < all.size() ? tokens_[all[i + 1].at].begin : end_;
        Understanding heard;
        LineReader(text_, begin, end, names_, context_, heard).run();
        const bool to_ask = all[i].other && heard.commands.empty();
        if (!to_ask && !is_all_about(heard, *all[i].person)) return false;
        std::ranges::move(heard.commands, std::back_inserter(whole.commands));
        whole.negated = whole.negated || heard.negated;
        if (heard.ask && whole.ask)
            keep_for_the_answer(*whole.ask, std::string(trimmed(text_.substr(begin, end - begin))));
        else if (heard.ask)
            whole.ask = std::move(heard.ask);
    }
    if (all.empty()) return false;
    std::ranges::move(whole.commands, std::back_inserter(into_.commands));
    into_.negated = into_.negated || whole.negated;
    if (!into_.ask) into_.ask = std::move(whole.ask);
    return true;
}

}  // namespace nudged::replies
