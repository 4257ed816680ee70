// A Message as Telegram's text and keyboard.
#pragma once

#include <cstddef>
#include <string>

#include "connectors/message.hpp"
#include "connectors/telegram/json.hpp"
#include "connectors/wire/utf16.hpp"

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

// It goes as a photo, with the text below it.
[[nodiscard]] inline bool is_photo(const Outgoing& outgoing) {
    return outgoing.kind == SendKind::message && outgoing.message.picture && !outgoing.png.empty();
}

using wire::first_units;
using wire::utf16_units;

}  // namespace nudged::telegram
