// A Message as Telegram's text and keyboard.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "connectors/message.hpp"
#include "connectors/telegram/json.hpp"

namespace nudged::telegram {

// The text: HTML, or without any markup.
[[nodiscard]] std::string render_text(const Message&, bool plain);
// The rows of all blocks; an empty array when there are none.
[[nodiscard]] Json render_keyboard(const Message&, bool plain);

// What a text takes of the limits: UTF-16 units as shown, and bytes as sent.
struct Size {
    std::size_t units = 0;
    std::size_t bytes = 0;
    Size& operator+=(Size other) {
        units += other.units;
        bytes += other.bytes;
        return *this;
    }
};
[[nodiscard]] Size size_of(const Span&);
[[nodiscard]] Size size_of(const Text&);

[[nodiscard]] std::size_t utf16_units(std::string_view utf8);
// The longest beginning of at most that many UTF-16 units that cuts no character. Bytes that are not UTF-8 count one.
[[nodiscard]] std::string_view first_units(std::string_view utf8, std::size_t units);

}  // namespace nudged::telegram
