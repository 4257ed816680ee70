#include "connectors/slack/mrkdwn.hpp"

#include <algorithm>

#include "connectors/wire/utf16.hpp"

namespace nudged::slack {

namespace {

constexpr std::string_view no_width = "\u200B";
constexpr std::string_view white = " \t\r\n";

char mark_of(Style style) {
    switch (style) {
        case Style::bold:
            return '*';
        case Style::strike:
            return '~';
        case Style::code:
            return '`';
        case Style::plain:
            break;
    }
    return '\0';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        default:
            out += c;
    }
}

// "https://a.b/c" at the beginning; without the punctuation of the sentence it stands in. Empty when there is none.
std::string_view address_at(std::string_view text) {
    if (!text.starts_with("https://") && !text.starts_with("http://")) return {};
    std::string_view address = text.substr(0, text.find_first_of(" \t\r\n<>|\"`"));
    const auto last = address.find_last_not_of(".,;:!?)'");
    address = address.substr(0, last + 1);
    return address.find('.') == std::string_view::npos ? std::string_view() : address;
}

// One line of one style, without white space around it.
std::string words(std::string_view text, bool line_begins) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (const auto address = address_at(text.substr(i)); !address.empty()) {
            out += "<" + escaped(address) + ">";
            i += address.size();
            continue;
        }
        const char c = text[i++];
        const bool is_mark = c == '*' || c == '_' || c == '~' || c == '`';
        const bool is_quote = c == '>' && line_begins && i == 1;
        if (is_mark || is_quote) out += no_width;
        append_escaped(out, c);
        if (is_mark) out += no_width;
    }
    return out;
}

std::string code(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '`') {
            out += "\u02CB";  // looks like one, and ends nothing
        } else {
            append_escaped(out, c);
        }
    }
    return out;
}

// A mark is read only next to words, and reaches no further than its line.
std::string styled_line(std::string_view line, Style style, bool line_begins) {
    const auto begin = line.find_first_not_of(white);
    if (begin == std::string_view::npos) return std::string(line);
    const auto end = line.find_last_not_of(white) + 1;
    const auto inner = line.substr(begin, end - begin);
    std::string out(line.substr(0, begin));
    const std::string text = style == Style::code ? code(inner) : words(inner, line_begins && begin == 0);
    if (const char mark = mark_of(style); mark != '\0') {
        out += mark + text + mark;
    } else {
        out += text;
    }
    return out += line.substr(end);
}

std::string styled(const Span& span, bool line_begins) {
    std::string out;
    std::string_view rest = span.text;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        out += styled_line(line, span.style, line_begins);
        line_begins = true;
        rest.remove_prefix(line.size());
        if (rest.empty()) break;
        out += '\n';
        rest.remove_prefix(1);
    }
    return out;
}

// Between a mark of ours and a letter or a mark next to it, which would keep it from being read.
bool needs_gap(const std::string& before, const std::string& after) {
    if (before.empty() || after.empty()) return false;
    const auto is_mark = [](char c) { return c == '*' || c == '~' || c == '`'; };
    const auto is_white = [](char c) { return white.find(c) != std::string_view::npos; };
    const auto is_word = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (is_white(before.back()) || is_white(after.front())) return false;
    return (is_mark(before.back()) && (is_word(after.front()) || is_mark(after.front()))) ||
           (is_mark(after.front()) && is_word(before.back()));
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) append_escaped(out, c);
    return out;
}

std::string mrkdwn(const Span& span) { return styled(span, true); }

std::string mrkdwn(const Text& text) {
    std::string out;
    for (const Span& span : text) {
        if (span.text.empty()) continue;
        const std::string next = styled(span, out.empty() || out.back() == '\n');
        if (needs_gap(out, next)) out += no_width;
        out += next;
    }
    return out;
}

std::string label_text(std::string_view text, std::size_t most_units) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "\uFF06";
                break;
            case '<':
                out += "\u2039";
                break;
            case '>':
                out += "\u203A";
                break;
            default:
                out += c;
        }
    }
    if (wire::utf16_units(out) <= most_units) return out;
    return std::string(wire::first_units(out, most_units - 1)) + "\u2026";
}

}  // namespace nudged::slack
