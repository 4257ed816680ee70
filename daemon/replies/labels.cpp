#include "daemon/replies/labels.hpp"

#include <algorithm>
#include <vector>

#include "daemon/replies/text.hpp"

namespace nudged::replies {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& token : tokenise(text, 0, text.size())) {
        if (token.kind != Token::Kind::word) continue;
        if (one_of(token.text, {"she", "he"})) token.text = "they";
        if (one_of(token.text, {"her", "him"})) token.text = "them";
        words.push_back(std::move(token.text));
    }
    return words;
}

}  // namespace

std::optional<std::size_t> label_said(std::span<const std::string> labels, std::string_view text, LabelMatch how) {
    constexpr std::size_t enough_of_a_label = 4;  // letters: "it" and "the" are in many
    const auto said = words_of(text);
    std::size_t letters = 0;
    for (const auto& word : said) letters += word.size();
    if (said.empty() || (how == LabelMatch::part && letters < enough_of_a_label)) return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto label = words_of(labels[i]);
        const bool fits = how == LabelMatch::whole ? label == said : !std::ranges::search(label, said).empty();
        if (!fits) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

bool is_a_yes(std::string_view text) {
    const auto said = words_of(text);
    const auto first = said.empty() ? std::string_view{} : std::string_view(said.front());
    const bool yes = one_of(first, {"yes", "y", "yep", "yeah", "yup", "ja", "jawohl"});
    return yes && (said.size() == 1 || (said.size() == 2 && one_of(said[1], {"please", "bitte", "gerne"})));
}

}  // namespace nudged::replies
