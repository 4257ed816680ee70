// Looking verbs up, well spelt or not.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "daemon/replies/typos.hpp"
#include "daemon/replies/verb_table.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

class Verbs {
public:
    Verbs() {
        for (const auto& entry : verb_phrases()) {
            std::vector<std::string> words;
            for (std::size_t at = 0; at <= entry.phrase.size();) {
                const auto space = std::min(entry.phrase.find(' ', at), entry.phrase.size());
                words.emplace_back(entry.phrase.substr(at, space - at));
                at = space + 1;
            }
            by_first_[words.front()].push_back({&entry, words});
        }
    }

    [[nodiscard]] std::optional<Verb> at(std::span<const Token> tokens, std::size_t at, bool behind_person) const {
        if (at >= tokens.size()) return std::nullopt;
        const auto found = by_first_.find(tokens[at].text);
        if (found == by_first_.end() || tokens[at].kind == Token::Kind::url) return std::nullopt;
        std::optional<Verb> best;
        for (const auto& [entry, words] : found->second) {
            if (entry->kind == VerbKind::tail_only && !behind_person) continue;
            if (at + words.size() > tokens.size() || (best && best->words >= words.size())) continue;
            bool same = true;
            for (std::size_t i = 1; i < words.size() && same; ++i) {
                const bool sign = words[0] == "+" || words[0] == "-";
                same = tokens[at + i].is(words[i]) && (!sign || tokens[at + i].glued);
            }
            if (same) best = Verb{entry->intent, entry->kind, words.size(), entry->channel, false};
        }
        return best;
    }

private:
    struct Phrase {
        const VerbPhrase* entry;
        std::vector<std::string> words;
    };
    std::unordered_map<std::string, std::vector<Phrase>> by_first_;
};

const Verbs& verbs() {
    static const Verbs all;
    return all;
}

}  // namespace

std::optional<Verb> verb_at(std::span<const Token> tokens, std::size_t at, bool behind_person) {
    return verbs().at(tokens, at, behind_person);
}

std::optional<Verb> misspelt_verb(std::string_view word) {
    const bool figures = word.find_first_of("0123456789") != std::string_view::npos;
    if (word.size() < 3 || figures || is_common_word(word) || is_date_word(word) || is_filler(word) ||
        is_courtesy(word))
        return {};
    std::optional<Verb> found;
    for (const auto& entry : verb_phrases()) {
        if (!entry.correctable || typo_distance(word, entry.phrase, 1) > 1) continue;
        const bool same = found && found->intent == entry.intent && found->kind == entry.kind;
        if (found && !same) return {};
        if (!found) found = Verb{entry.intent, entry.kind, 1, entry.channel, true};
    }
    return found;
}

}  // namespace nudged::replies
