#include "daemon/import/text.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace nudged::address_book {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& charset) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(charset.c_str(), &status));
    return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

// Only what may stand in a charset's name: ICU looks some names up as files.
bool plausible_charset(std::string_view name) {
    return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
               c == ':';
    });
}

// Empty when `bytes` hold what this charset has not.
std::string convert(std::string_view bytes, UConverter& from, bool strict) {
    UErrorCode status = U_ZERO_ERROR;
    if (strict) ucnv_setToUCallBack(&from, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), &from, status);
    std::string utf8;
    if (U_SUCCESS(status)) text.toUTF8String(utf8);
    return utf8;
}

bool is_direction_mark(UChar32 c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0xfeff;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::int32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    return c;
}

bool valid_utf8(std::string_view text) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; })) return true;
    for (std::size_t at = 0; at < text.size();)
        if (next_code_point(text, at) < 0) return false;
    return true;
}

std::string to_utf8(std::string bytes, std::string_view charset) {
    if (plausible_charset(charset) && !same_word(charset, "utf-8")) {
        if (const auto converter = open_converter(std::string(charset))) {
            auto utf8 = convert(bytes, *converter, true);
            if (!utf8.empty()) return utf8;
        }
    }
    if (valid_utf8(bytes)) return bytes;
    const auto windows = open_converter("windows-1252");
    return windows ? convert(bytes, *windows, false) : std::string();
}

std::string one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto c = next_code_point(text, at);
        if (c >= 0x80 && is_direction_mark(c)) continue;
        if ((c >= 0 && c <= 0x20) || c == 0x7f || (c >= 0x80 && (u_isUWhiteSpace(c) || u_iscntrl(c)))) {
            space = true;
            continue;
        }
        if (space && !line.empty()) line += ' ';
        space = false;
        if (c < 0)
            line += "\xef\xbf\xbd";
        else
            line += text.substr(begin, at - begin);
    }
    return line;
}

std::string note_lines(std::string_view text) {
    std::string note;
    while (!text.empty()) {
        const auto end = text.find_first_of("\r\n");
        const auto line = one_line(text.substr(0, end));
        if (!line.empty()) {
            if (!note.empty()) note += '\n';
            note += line;
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return note;
}

std::string shortened(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool starts_one = (static_cast<unsigned char>(text[at]) & 0xc0u) != 0x80u;
        if (starts_one && count++ == most) return std::string(text.substr(0, at)) + "...";
    }
    return std::string(text);
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string ascii_lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    return lowered;
}

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_word(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && same_word(text.substr(0, start.size()), start);
}

std::string unicode_lower(std::string_view utf8) {
    // Most addresses and names of columns are ASCII, for which ICU's way over UTF-16 is long.
    if (std::ranges::all_of(utf8, [](char c) { return static_cast<signed char>(c) >= 0; })) return ascii_lower(utf8);
    std::string lowered;
    icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())))
        .toLower(icu::Locale::getRoot())
        .toUTF8String(lowered);
    return lowered;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.push_back(text);
    return parts;
}

struct ByteStream::Utf16 {
    Converter from;
    Converter to = open_converter("UTF-8");
    std::array<UChar, 4096> between{};
    UChar* between_source = between.data();
    UChar* between_target = between.data();
};

ByteStream::ByteStream(Sink sink) : sink_(std::move(sink)) {}
ByteStream::~ByteStream() = default;

void ByteStream::feed(std::string_view bytes) {
    if (begun_) return pass_on(bytes, false);
    const auto taken = std::min(bytes.size(), 4 - head_.size());
    head_ += bytes.substr(0, taken);
    if (head_.size() < 4) return;
    begin();
    pass_on(bytes.substr(taken), false);
}

void ByteStream::finish() {
    if (!begun_) begin();
    pass_on({}, true);
}

void ByteStream::begin() {
    begun_ = true;
    const std::string_view head = head_;
    const auto is_zero = [&](std::size_t at) { return head.size() == 4 && head[at] == '\0'; };
    const bool little_mark = head.starts_with("\xff\xfe"), big_mark = head.starts_with("\xfe\xff");
    const bool little = little_mark || (!is_zero(0) && is_zero(1) && !is_zero(2) && is_zero(3));
    const bool big = big_mark || (is_zero(0) && !is_zero(1) && is_zero(2) && !is_zero(3));
    if (little || big) {
        utf16_ = std::make_unique<Utf16>();
        utf16_->from = open_converter(little ? "UTF-16LE" : "UTF-16BE");
    }
    std::size_t mark = 0;
    if (little_mark || big_mark)
        mark = 2;
    else if (head.starts_with("\xef\xbb\xbf"))
        mark = 3;
    pass_on(head.substr(mark), false);
}

void ByteStream::pass_on(std::string_view bytes, bool last) {
    if (!utf16_) {
        if (!bytes.empty()) sink_(bytes);
        return;
    }
    std::array<char, 16384> out;
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
        status = U_ZERO_ERROR;
        char* target = out.data();
        ucnv_convertEx(utf16_->to.get(), utf16_->from.get(), &target, out.data() + out.size(), &source, source_end,
                       utf16_->between.data(), &utf16_->between_source, &utf16_->between_target,
                       utf16_->between.data() + utf16_->between.size(), false, last, &status);
        if (target != out.data()) sink_(std::string_view(out.data(), static_cast<std::size_t>(target - out.data())));
    }
}

}  // namespace nudged::address_book
