#include "daemon/followup/shelf.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace nudged::followup {

namespace {

constexpr std::size_t shortest_word = 3;

bool says_nothing(std::string_view word) {
    static const std::unordered_set<std::string_view> words{
        "about",   "after",  "all",    "also",   "and",     "any",   "are",    "back",  "been",    "being",
        "best",    "better", "but",    "can",    "come",    "could", "does",   "doing", "down",    "each",
        "even",    "every",  "few",    "find",   "for",     "from",  "get",    "gets",  "getting", "give",
        "going",   "good",   "got",    "great",  "guide",   "had",   "has",    "have",  "having",  "help",
        "her",     "here",   "hers",   "him",    "his",     "how",   "into",   "its",   "just",    "keep",
        "know",    "like",   "little", "look",   "looking", "looks", "lot",    "made",  "make",    "makes",
        "making",  "many",   "more",   "most",   "much",    "must",  "need",   "needs", "new",     "nice",
        "not",     "now",    "off",    "once",   "one",     "only",  "other",  "our",   "out",     "over",
        "own",     "people", "put",    "really", "right",   "she",   "should", "some",  "someone", "something",
        "soon",    "still",  "such",   "take",   "than",    "thank", "thanks", "that",  "the",     "their",
        "them",    "then",   "there",  "these",  "they",    "thing", "things", "think", "this",    "those",
        "through", "time",   "too",    "tool",   "under",   "until", "use",    "used",  "using",   "very",
        "want",    "wants",  "was",    "way",    "ways",    "well",  "were",   "what",  "when",    "where",
        "which",   "while",  "who",    "whom",   "whose",   "why",   "will",   "with",  "without", "work",
        "would",   "year",   "years",  "you",    "your",    "yours"};
    return words.contains(word);
}

// Of letters beyond ASCII every byte is part of a word.
bool is_of_a_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// "interviews" -> "interview"; "business" stays.
void make_singular(std::string& word) {
    if (word.size() > shortest_word && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
}

std::size_t shared(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    std::vector<std::string> both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both.size();
}

}  // namespace

std::vector<std::string> telling_words(std::string_view folded) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < folded.size();) {
        auto end = begin;
        while (end < folded.size() && is_of_a_word(folded[end])) ++end;
        std::string word(folded.substr(begin, end - begin));
        begin = end + 1;
        if (word.size() < shortest_word || says_nothing(word)) continue;
        make_singular(word);
        words.push_back(std::move(word));
    }
    std::ranges::sort(words);
    const auto repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    return words;
}

const Thing* fitting(const Contact& contact, const std::vector<std::string>& needs, const std::vector<Thing>& things) {
    const Thing* best = nullptr;
    std::size_t best_fit = 0;
    for (const auto& thing : things) {
        const auto& item = thing.item;
        if (item.dropped || std::ranges::binary_search(contact.given, item.id) ||
            std::ranges::binary_search(item.suggested, contact.id))
            continue;
        const auto fit = shared(contact.tags, item.tags) + shared(needs, thing.words);
        if (fit <= best_fit) continue;
        best = &thing;
        best_fit = fit;
    }
    return best;
}

}  // namespace nudged::followup
