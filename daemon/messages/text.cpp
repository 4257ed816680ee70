// What came from outside, made fit for a line: well-formed, on one line, and short enough.
#include <cstdint>

#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::string_view ellipsis = "…";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The code point that begins at `at`, and how many bytes it has; 0 bytes when they are not UTF-8.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;
};
CodePoint code_point(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + bytes > text.size()) return {};
    std::uint32_t value = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!continues(text[at + i])) return {};
        value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    const std::uint32_t least = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
    return {value, bytes};
}

bool is_blank(std::uint32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
// Marks that turn the writing direction or are not to be seen; a joiner stays, because emoji and scripts need it.
bool is_unseen(std::uint32_t c) {
    return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || c == 0x61C || c == 0xFFFC;
}

// Where the first `limit` code points end.
std::size_t bytes_of(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (continues(text[at])) continue;
        if (limit-- == 0) break;
    }
    return at;
}

}  // namespace

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8) count += continues(byte) ? 0 : 1;
    return count;
}

std::string shortened(std::string_view text, std::size_t limit) {
    if (length(text) <= limit) return std::string(text);
    if (limit == 0) return {};
    std::string_view kept = text.substr(0, bytes_of(text, limit - 1));
    const bool at_word = text[kept.size()] == ' ';
    if (const auto space = kept.rfind(' '); !at_word && space != std::string_view::npos && space >= kept.size() / 2)
        kept = kept.substr(0, space);
    while (!kept.empty() && std::string_view{" ,;:.-("}.find(kept.back()) != std::string_view::npos)
        kept.remove_suffix(1);
    return std::string(kept) + std::string(ellipsis);
}

std::string one_line(std::string_view text) {
    std::string line;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint found = code_point(text, at);
        const std::size_t bytes = found.bytes == 0 ? 1 : found.bytes;
        if (found.bytes != 0 && is_blank(found.value)) {
            blank = true;
        } else if (found.bytes == 0 || !is_unseen(found.value)) {
            if (blank && !line.empty()) line += ' ';
            blank = false;
            if (found.bytes == 0)
                line += "\uFFFD";
            else
                line += found.value == '`' ? "'" : text.substr(at, bytes);  // a backtick would begin code
        }
        at += bytes;
    }
    return line;
}

std::string quoted(std::string_view text, std::size_t limit) {
    std::string line = one_line(text);
    while (line.size() > 1 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    for (char& byte : line)
        if (byte == '"') byte = '\'';
    return "\"" + shortened(line, limit < 2 ? 0 : limit - 2) + "\"";
}

std::string capitalised(std::string_view text) {
    std::string line(text);
    if (!line.empty() && line.front() >= 'a' && line.front() <= 'z')
        line.front() = static_cast<char>(line.front() - 32);
    return line;
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

}  // namespace nudged::messages
