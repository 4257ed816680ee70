#include "daemon/messages/names.hpp"

#include <algorithm>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_name = 44;
constexpr std::size_t longest_call = 20;

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    for (std::string_view rest = name; !rest.empty();) {
        const auto space = rest.find(' ');
        if (space != 0) words.emplace_back(rest.substr(0, space));
        if (space == std::string_view::npos) break;
        rest.remove_prefix(space + 1);
    }
    return words;
}

std::string lower(std::string_view text) {
    std::string line(text);
    for (char& byte : line)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
    return line;
}

bool is_possessive(std::string_view word) { return word.ends_with("'s") || word.ends_with("\u2019s"); }

// 0: the first name. 1: with the initial of the last. 2: with the last name. 3: the whole name.
std::string called(std::string_view name, int how_much) {
    const std::string whole = shown_name(name);
    std::vector<std::string> words = words_of(whole);
    if (words.size() > 1 && words.front().back() == '.') words.erase(words.begin());  // "Dr. Weiss"
    if (words.empty() || how_much == 3) return whole;
    const std::string& first = words.front();
    if (is_possessive(first)) return shortened(whole, longest_call);  // "Nicole's mum" is not Nicole's
    if (how_much == 0 || words.size() == 1) return shortened(first, longest_call);
    const std::string& last = words.back();
    if (how_much == 2) return first + " " + last;
    return first + " " + initial(last);
}

bool is_of_a_word(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

// Where they stand as whole words. What is put in is not looked at again.
void replace_words(std::string& text, const std::string& words, const std::string& others) {
    for (auto at = text.find(words); at != std::string::npos;) {
        const bool whole = (at == 0 || !is_of_a_word(text, at - 1)) && !is_of_a_word(text, at + words.size());
        if (whole) text.replace(at, words.size(), others);
        at = text.find(words, at + (whole ? others.size() : 1));
    }
}

}  // namespace

std::string shown_name(std::string_view name) {
    const std::string line = shortened(one_line(name), longest_name);
    return line.empty() ? worded("name.someone") : line;
}

std::string short_name(std::string_view name) { return called(name, 0); }

std::vector<std::string> call_names(const std::vector<std::string>& names) {
    std::vector<int> how_much(names.size(), 0);
    std::vector<std::string> calls(names.size());
    for (bool more = true; more;) {
        more = false;
        std::transform(names.begin(), names.end(), how_much.begin(), calls.begin(), called);
        std::vector<std::string> folded(calls.size());
        std::transform(calls.begin(), calls.end(), folded.begin(), lower);
        const auto is_taken = [&](std::size_t i) {
            for (std::size_t other = 0; other < folded.size(); ++other)
                if (folded[other] == folded[i] && names[other] != names[i]) return true;
            return false;
        };
        for (std::size_t i = 0; i < folded.size(); ++i) {
            if (!is_taken(i) || how_much[i] == 3) continue;
            ++how_much[i];
            more = true;
        }
    }
    return calls;
}

std::string initial(std::string_view name) {
    std::size_t end = 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return std::string(name.substr(0, end));
}

std::string typed_name(std::string_view name) { return lower(short_name(name)); }

void rename(ListItem& item, const std::string& before, const std::string& after) {
    item.name = after;
    for (auto* line : {&item.why_now, &item.suggestion, &item.settled}) {
        replace_words(*line, shown_name(before), shown_name(after));
        replace_words(*line, short_name(before), short_name(after));
    }
}

}  // namespace nudged::messages
