// The first two steps of understanding a reply: what the chat service did to the text is taken back, and a line is cut
// into folded tokens that still know where they stood, so that notes are slices of what was typed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace nudged::replies {

// What the owner typed: Slack links and HTML escapes undone, line ends unified, broken UTF-8 replaced. Always UTF-8.
[[nodiscard]] std::string decode_transport(std::string_view text);

struct Token {
    enum class Kind { word, punct, emoji, url } kind = Kind::word;
    std::string text;       // folded; apostrophes dropped ("didnt"); of a possessive the owner's name only
    std::size_t begin = 0;  // bytes in the decoded text
    std::size_t end = 0;
    bool glued = false;       // nothing stands between this token and the one before
    long number = -1;         // the leading digits of a word; -1 = it has none
    std::size_t digits = 0;   // how many characters of `text` they are
    bool possessive = false;  // "Nicole's", "James'"

    [[nodiscard]] bool is(std::string_view other) const { return text == other && kind != Kind::url; }
    [[nodiscard]] bool whole_number() const { return digits > 0 && digits == text.size(); }
    [[nodiscard]] std::string_view suffix() const { return std::string_view(text).substr(digits); }
};

// Cuts text[begin, end), which holds no line end. Quotes become ' and ", every dash a spaced '-', markup is skipped.
[[nodiscard]] std::vector<Token> tokenise(std::string_view text, std::size_t begin, std::size_t end);

// "Nicole", not "nicole" nor "OK".
[[nodiscard]] bool is_written_as_a_name(std::string_view text, const Token& token);

// Reads the code point at `at` and moves past it; U+FFFD for broken bytes.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& to, char32_t code_point);
void append_folded(std::string& to, char32_t code_point);
[[nodiscard]] bool is_space(char32_t c);
[[nodiscard]] bool is_letter_or_digit(char32_t c);
[[nodiscard]] std::string_view trimmed(std::string_view text);

[[nodiscard]] inline bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace nudged::replies
