#include "daemon/replies/text.hpp"

#include <array>
#include <utility>

namespace nudged::replies {
namespace {

constexpr std::size_t longest_link = 4096;
constexpr std::size_t longest_shortcode = 40;

bool starts_with_at(std::string_view text, std::size_t at, std::string_view what) {
    return text.substr(at, what.size()) == what;
}

// "&amp;" and the like at `at`; empty when there is none.
std::pair<std::string_view, std::size_t> entity(std::string_view text, std::size_t at) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known{
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}}};
    for (const auto& [written, meant] : known) {
        if (starts_with_at(text, at, written)) return {meant, written.size()};
    }
    return {};
}

// Slack writes links as <https://a.b|label> and addresses as <mailto:a@b|a@b>.
std::pair<std::string_view, std::size_t> slack_link(std::string_view text, std::size_t at) {
    const bool mail = starts_with_at(text, at, "<mailto:") || starts_with_at(text, at, "<tel:");
    if (!mail && !starts_with_at(text, at, "<http://") && !starts_with_at(text, at, "<https://")) return {};
    const auto close = text.substr(0, at + longest_link).find_first_of("<>\n", at + 1);
    if (close == std::string_view::npos || text[close] != '>') return {};
    auto inside = text.substr(at + 1, close - at - 1);
    if (mail) inside.remove_prefix(inside.find(':') + 1);
    return {inside.substr(0, inside.find('|')), close + 1 - at};
}

bool is_dropped(char32_t c) {
    return c == 0xFE0F || c == 0xFE0E || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0x1F3FB && c <= 0x1F3FF) || c == '*' ||
           c == '_' || c == '~' || c == '`';
}

bool is_emoji(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) ||
           (c >= 0x2300 && c <= 0x23FF) || (c >= 0x2190 && c <= 0x21FF);
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'‘' || c == U'ʼ' || c == U'´'; }
bool is_quote(char32_t c) { return c == '"' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»'; }
bool is_wide_dash(char32_t c) { return c == U'–' || c == U'—' || c == U'―' || c == U'−'; }

std::string_view emoji_of_shortcode(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 31> known{{
        {"+1", "👍"},
        {"thumbsup", "👍"},
        {"thumbs_up", "👍"},
        {"-1", "👎"},
        {"thumbsdown", "👎"},
        {"thumbs_down", "👎"},
        {"white_check_mark", "✅"},
        {"heavy_check_mark", "✔"},
        {"ballot_box_with_check", "☑"},
        {"check", "✔"},
        {"check_mark", "✔"},
        {"ok_hand", "👌"},
        {"zzz", "💤"},
        {"sleeping", "😴"},
        {"sleepy", "😴"},
        {"alarm_clock", "⏰"},
        {"pray", "🙏"},
        {"heart", "❤"},
        {"slightly_smiling_face", "🙂"},
        {"smile", "😄"},
        {"joy", "😂"},
        {"blush", "😊"},
        {"grinning", "😀"},
        {"simple_smile", "🙂"},
        {"laughing", "😆"},
        {"wave", "👋"},
        {"tada", "🎉"},
        {"raised_hands", "🙌"},
        {"clap", "👏"},
        {"fire", "🔥"},
        {"100", "💯"},
    }};
    for (const auto& [written, meant] : known) {
        if (written == name) return meant;
    }
    return {};
}

class Tokeniser {
public:
    Tokeniser(std::string_view text, std::size_t begin, std::size_t end) : text_(text.substr(0, end)), at_(begin) {}

    std::vector<Token> run() {
        tokens_.reserve(16);
        while (at_ < text_.size()) step();
        return std::move(tokens_);
    }

private:
    void step() {
        if (shortcode() || url()) return;
        const auto begin = at_;
        const auto c = next_code_point(text_, at_);
        if (is_dropped(c)) return;
        if (is_space(c)) {
            gap_ = true;
        } else if (is_emoji(c)) {
            std::string text;
            append_utf8(text, c);
            add(Token::Kind::emoji, std::move(text), begin);
        } else if (is_letter_or_digit(c)) {
            at_ = begin;
            word();
        } else {
            punctuation(c, begin);
        }
    }

    void punctuation(char32_t c, std::size_t begin) {
        std::string text;
        if (is_wide_dash(c)) {
            gap_ = true;
            add(Token::Kind::punct, "-", begin);
            gap_ = true;
            return;
        }
        if (c == U'‐' || c == U'‑') c = '-';
        if (c == '-' && between_letters(begin)) return;  // "mid-april", "Jean-Luc": two words
        if (is_apostrophe(c)) {
            text += '\'';
        } else if (is_quote(c)) {
            text += '"';
        } else if (c == U'…') {
            text += '.';
        } else {
            append_folded(text, c);
        }
        if (!text.empty()) add(Token::Kind::punct, std::move(text), begin);
    }

    [[nodiscard]] bool between_letters(std::size_t dash) {
        if (gap_ || tokens_.empty() || tokens_.back().end != dash || tokens_.back().kind != Token::Kind::word)
            return false;
        if (tokens_.back().whole_number() || at_ >= text_.size()) return false;
        auto next = at_;
        const auto c = next_code_point(text_, next);
        return is_letter_or_digit(c) && !(c >= '0' && c <= '9');
    }

    void word() {
        const auto begin = at_;
        std::string folded;
        std::size_t possessive = std::string::npos;
        auto end = at_;
        while (at_ < text_.size()) {
            const auto here = at_;
            const auto c = next_code_point(text_, at_);
            if (is_letter_or_digit(c)) {
                append_folded(folded, c);
                end = at_;
            } else if (is_apostrophe(c) && letter_follows()) {
                possessive = folded.size();
            } else if (is_dropped(c) && c > 0x7F) {
                continue;
            } else {
                at_ = here;
                break;
            }
        }
        at_ = end;
        if (folded.empty()) return;  // a mark that stands alone
        if (folded.size() == 1) dotted_initials(folded);
        const bool is_possessive = possessive != std::string::npos && folded.size() == possessive + 1 &&
                                   folded.back() == 's' && !pronoun(folded);
        if (is_possessive) folded.resize(possessive);
        const bool ends_possessively = !is_possessive && folded.back() == 's' && apostrophe_ends_word();
        add(Token::Kind::word, std::move(folded), begin);
        tokens_.back().possessive = is_possessive || ends_possessively;
        number(tokens_.back());
    }

    // "N.O.", "p.m.": one word, if nothing but single letters stand between the dots.
    void dotted_initials(std::string& folded) {
        const auto is_letter = [&](std::size_t i) {
            return i < text_.size() && ((text_[i] >= 'a' && text_[i] <= 'z') || (text_[i] >= 'A' && text_[i] <= 'Z'));
        };
        if (!is_letter(at_ - 1)) return;
        while (at_ < text_.size() && text_[at_] == '.' && is_letter(at_ + 1) && !is_letter(at_ + 2)) {
            append_folded(folded, static_cast<unsigned char>(text_[at_ + 1]));
            at_ += 2;
        }
    }

    // "what's", "it's" are "is", not possession: kept whole.
    static bool pronoun(std::string_view word) {
        for (const auto one :
             {"whats", "whos", "its", "thats", "hes", "shes", "lets", "heres", "theres", "hows", "wheres"}) {
            if (word == one) return true;
        }
        return false;
    }

    [[nodiscard]] bool letter_follows() const {
        auto next = at_;
        return next < text_.size() && is_letter_or_digit(next_code_point(text_, next));
    }

    // "James'": takes the apostrophe, unless it closes a quotation.
    [[nodiscard]] bool apostrophe_ends_word() {
        auto next = at_;
        if (next >= text_.size() || !is_apostrophe(next_code_point(text_, next))) return false;
        const auto marks = std::ranges::count_if(tokens_, [](const Token& token) { return token.is("'"); });
        if (marks % 2 != 0) return false;
        at_ = next;
        return true;
    }

    static void number(Token& token) {
        long value = 0;
        std::size_t count = 0;
        for (const char c : token.text) {
            if (c < '0' || c > '9') break;
            if (value < 100'000'000) value = value * 10 + (c - '0');
            ++count;
        }
        token.digits = count;
        if (count > 0) token.number = value;
    }

    bool shortcode() {
        if (text_[at_] != ':') return false;
        const bool after_word = at_ > 0 && !gap_ && !tokens_.empty() && tokens_.back().end == at_ &&
                                tokens_.back().kind == Token::Kind::word;
        const auto close = text_.substr(0, at_ + longest_shortcode).find(':', at_ + 1);
        if (after_word || close == std::string_view::npos || close == at_ + 1) return false;
        const auto name = text_.substr(at_ + 1, close - at_ - 1);
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-") != std::string_view::npos) return false;
        const auto begin = at_;
        at_ = close + 1;
        if (starts_with_at(name, 0, "skin-tone-")) return true;
        const auto emoji = emoji_of_shortcode(name);
        add(Token::Kind::emoji, std::string(emoji.empty() ? text_.substr(begin, at_ - begin) : emoji), begin);
        return true;
    }

    bool url() {
        const bool starts = starts_with_at(text_, at_, "http://") || starts_with_at(text_, at_, "https://") ||
                            starts_with_at(text_, at_, "Http://") || starts_with_at(text_, at_, "Https://") ||
                            (starts_with_at(text_, at_, "www.") && (gap_ || tokens_.empty()));
        if (!starts) return false;
        const auto begin = at_;
        while (at_ < text_.size()) {
            auto next = at_;
            if (is_space(next_code_point(text_, next))) break;
            at_ = next;
        }
        while (at_ > begin + 1 && std::string_view(".,;:!?)]}>\"'").find(text_[at_ - 1]) != std::string_view::npos)
            --at_;
        add(Token::Kind::url, std::string(text_.substr(begin, at_ - begin)), begin);
        return true;
    }

    void add(Token::Kind kind, std::string text, std::size_t begin) {
        Token token;
        token.kind = kind;
        token.text = std::move(text);
        token.begin = begin;
        token.end = at_;
        token.glued = !gap_ && !tokens_.empty();
        gap_ = false;
        tokens_.push_back(std::move(token));
    }

    std::string_view text_;
    std::size_t at_;
    bool gap_ = false;
    std::vector<Token> tokens_;
};

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        std::size_t at = 0;
        if (!is_space(next_code_point(text, at))) break;
        text.remove_prefix(at);
    }
    while (!text.empty()) {
        auto at = text.size() - 1;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
        const auto begin = at;
        if (!is_space(next_code_point(text, at))) break;
        text = text.substr(0, begin);
    }
    return text;
}

std::string decode_transport(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '&' || c == '<') {
            const auto [meant, length] = c == '&' ? entity(text, at) : slack_link(text, at);
            if (length > 0) {
                decoded += meant;
                at += length;
                continue;
            }
        }
        const auto code_point = next_code_point(text, at);
        if (code_point == '\r' || code_point == 0x2028 || code_point == 0x2029 || code_point == 0x85) {
            decoded += '\n';
        } else if (code_point == 0) {
            decoded += ' ';
        } else {
            append_utf8(decoded, code_point);
        }
    }
    return decoded;
}

std::vector<Token> tokenise(std::string_view text, std::size_t begin, std::size_t end) {
    return Tokeniser(text, begin, end).run();
}

bool is_written_as_a_name(std::string_view text, const Token& token) {
    const auto is_between = [&](std::size_t at, char from, char to) {
        return at < token.end && text[at] >= from && text[at] <= to;
    };
    return is_between(token.begin, 'A', 'Z') && is_between(token.begin + 1, 'a', 'z');
}

}  // namespace nudged::replies
