// Bytes of an unknown encoding -> clean UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nudged::address_book {

// UTF-8 from `bytes` in `charset`. Without one, or one that is not known, or when they are not that: UTF-8 if they are
// valid, else windows-1252.
[[nodiscard]] std::string to_utf8(std::string bytes, std::string_view charset = {});

[[nodiscard]] bool valid_utf8(std::string_view bytes);

// Of UTF-8. one_line: white space of all kinds and control characters become single spaces, ends trimmed, marks of
// writing direction dropped. note_lines: the same for each line, empty lines dropped.
[[nodiscard]] std::string one_line(std::string_view text);
[[nodiscard]] std::string note_lines(std::string_view text);
// At most `most` code points; "..." says that something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

[[nodiscard]] std::string_view trim(std::string_view);
[[nodiscard]] std::string ascii_lower(std::string_view);
[[nodiscard]] bool same_word(std::string_view, std::string_view);  // ASCII case aside
[[nodiscard]] bool starts_with_word(std::string_view text, std::string_view start);
[[nodiscard]] std::string unicode_lower(std::string_view utf8);
// The parts between `separator`s, as views into the text; at least one.
[[nodiscard]] std::vector<std::string_view> split(std::string_view, std::string_view separator);

// Reads the code point at `at` and moves past it; negative for broken bytes.
[[nodiscard]] std::int32_t next_code_point(std::string_view text, std::size_t& at);

// A stream of bytes as it comes from a file: the byte order mark is taken off and UTF-16 made UTF-8; any other bytes
// pass unchanged.
class ByteStream {
public:
    using Sink = std::function<void(std::string_view)>;
    explicit ByteStream(Sink);
    ~ByteStream();
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;

    void feed(std::string_view bytes);
    void finish();

private:
    void begin();
    void pass_on(std::string_view bytes, bool last);
    struct Utf16;
    Sink sink_;
    std::string head_;  // the first bytes, until they tell what the stream is
    bool begun_ = false;
    std::unique_ptr<Utf16> utf16_;
};

}  // namespace nudged::address_book
