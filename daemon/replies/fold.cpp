#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {

char32_t next_code_point(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto position = static_cast<std::int64_t>(at);
    U8_NEXT(bytes, position, static_cast<std::int64_t>(text.size()), c);
    at = static_cast<std::size_t>(position);
    return c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
}

void append_utf8(std::string& to, char32_t code_point) {
    std::uint8_t bytes[4];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code_point));
    to.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

namespace {

// Letters that decomposition does not split.
std::string_view plain_letters(char32_t c) {
    switch (c) {
        case U'ł':
        case U'Ł':
            return "l";
        case U'ø':
        case U'Ø':
            return "o";
        case U'đ':
        case U'Đ':
        case U'ð':
        case U'Ð':
            return "d";
        case U'ß':
        case U'ẞ':
            return "ss";
        case U'æ':
        case U'Æ':
            return "ae";
        case U'œ':
        case U'Œ':
            return "oe";
        case U'ı':
        case U'İ':
            return "i";
        case U'’':
        case U'‘':
        case U'ʼ':
        case U'′':
            return "'";
        default:
            return {};
    }
}

void append_folded_beyond_ascii(std::string& to, char32_t c) {
    if (const auto plain = plain_letters(c); !plain.empty()) {
        to += plain;
        return;
    }
    UErrorCode error = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const auto* decompose = icu::Normalizer2::getNFDInstance(error);
    if (U_FAILURE(error)) return append_utf8(to, c);
    const auto folded = casefold->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
    const auto parts = decompose->normalize(folded, error);
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const auto part = parts.char32At(i);
        if (u_charType(part) == U_NON_SPACING_MARK) continue;
        to += plain_letters(static_cast<char32_t>(part));
        if (plain_letters(static_cast<char32_t>(part)).empty()) append_utf8(to, static_cast<char32_t>(part));
    }
}

}  // namespace

void append_folded(std::string& to, char32_t c) {
    if (c >= 0x80) return append_folded_beyond_ascii(to, c);
    to += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || c < 0x20 || c == 0x7F;
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_letter_or_digit(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const auto type = u_charType(static_cast<UChar32>(c));
    return u_isalnum(static_cast<UChar32>(c)) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

std::string fold(std::string_view utf8) {
    std::string folded;
    folded.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) append_folded(folded, next_code_point(utf8, at));
    return folded;
}

}  // namespace nudged::replies
