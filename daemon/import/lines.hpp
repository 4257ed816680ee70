// Cuts a stream into lines of at most `longest_line` bytes. Lines end in LF, CRLF or CR.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace nudged::address_book {

inline constexpr std::size_t longest_line = std::size_t{1} << 20;

struct Line {
    std::size_t number = 1;
    std::string_view text;  // without its end; the first `longest_line` bytes when `too_long`
    bool too_long = false;
    bool ended = true;  // false: the file ended before the line did
};

class Lines {
public:
    using Sink = std::function<void(const Line&)>;
    explicit Lines(Sink sink) : sink_(std::move(sink)) {}

    void feed(std::string_view bytes);
    void finish();

private:
    void keep(std::string_view bytes);
    void give(std::string_view rest, bool ended);
    Sink sink_;
    std::string kept_;  // the beginning of a line whose end has not come yet
    std::size_t number_ = 1;
    bool too_long_ = false;
    bool after_cr_ = false;
};

}  // namespace nudged::address_book
