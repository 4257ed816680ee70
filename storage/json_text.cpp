#include "storage/json_text.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace nudged {

namespace {

void append_escaped(std::string& document, unsigned char c) {
    constexpr std::string_view digits = "0123456789abcdef", short_ones = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
    if (const auto at = short_ones.find(static_cast<char>(c)); at != short_ones.npos)
        document.append(1, '\\').append(1, letters[at]);
    else
        document.append("\\u00").append(1, digits[c >> 4U]).append(1, digits[c & 0xfU]);
}

}  // namespace

void append_json_text(std::string& document, std::string_view text) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t written = 0;
    document += '"';
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        UChar32 letter = 0;
        U8_NEXT(bytes, at, text.size(), letter);
        if (letter >= ' ' && letter != '"' && letter != '\\') continue;
        document.append(text.substr(written, begin - written));
        if (letter < 0)
            document += "\uFFFD";
        else
            append_escaped(document, bytes[begin]);
        written = at;
    }
    document.append(text.substr(written)).append(1, '"');
}

}  // namespace nudged
