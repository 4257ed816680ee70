#include "connectors/wire/utf16.hpp"

namespace nudged::wire {

namespace {

// Bytes of the character that begins here; 1 for a byte that begins none.
std::size_t character_bytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (lead >= 0xF8 || length > text.size()) return 1;
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
    }
    return length;
}

}  // namespace

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    while (!text.empty()) {
        const std::size_t bytes = character_bytes(text);
        units += bytes == 4 ? 2 : 1;
        text.remove_prefix(bytes);
    }
    return units;
}

std::string_view first_units(std::string_view text, std::size_t units) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t bytes = character_bytes(text.substr(end));
        const std::size_t wide = bytes == 4 ? 2 : 1;
        if (wide > units) break;
        units -= wide;
        end += bytes;
    }
    return text.substr(0, end);
}

}  // namespace nudged::wire
