// Numbers said in words.
#include <array>

#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {

std::optional<SpokenNumber> spoken_number(std::span<const Token> tokens, std::size_t at) {
    static constexpr std::array<std::string_view, 20> small{
        "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static constexpr std::array<std::string_view, 10> tens{"",      "",      "twenty",  "thirty", "forty",
                                                           "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (at >= tokens.size() || tokens[at].digits > 0) return {};
    const auto& word = tokens[at].text;
    for (std::size_t n = 1; n < small.size(); ++n) {
        if (word == small[n]) return SpokenNumber{static_cast<long>(n), 1};
    }
    for (std::size_t n = 2; n < tens.size(); ++n) {
        if (word != tens[n] && !(n == 4 && word == "fourty")) continue;
        for (std::size_t one = 1; one < 10 && at + 1 < tokens.size(); ++one) {
            if (tokens[at + 1].text == small[one]) return SpokenNumber{static_cast<long>(n * 10 + one), 2};
        }
        return SpokenNumber{static_cast<long>(n * 10), 1};
    }
    return {};
}

std::optional<SpokenNumber> spoken_ordinal(std::span<const Token> tokens, std::size_t at) {
    static constexpr std::array<std::string_view, 20> small{
        "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
        "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
    if (at >= tokens.size()) return {};
    const auto& token = tokens[at];
    if (token.digits > 0) {
        const auto suffix = token.suffix();
        const bool ordinal = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
        return ordinal ? std::optional(SpokenNumber{token.number, 1}) : std::nullopt;
    }
    for (std::size_t n = 1; n < small.size(); ++n) {
        if (token.text == small[n]) return SpokenNumber{static_cast<long>(n), 1};
    }
    if (token.text == "twentieth") return SpokenNumber{20, 1};
    if (token.text == "thirtieth") return SpokenNumber{30, 1};
    if ((token.text != "twenty" && token.text != "thirty") || at + 1 >= tokens.size()) return {};
    for (std::size_t n = 1; n < 10; ++n) {
        if (tokens[at + 1].text == small[n])
            return SpokenNumber{static_cast<long>(n) + (token.text == "twenty" ? 20 : 30), 2};
    }
    return {};
}

}  // namespace nudged::replies
