#include "daemon/import/address_book.hpp"

#include <algorithm>
#include <array>

#include "daemon/import/lines.hpp"
#include "daemon/import/table.hpp"
#include "daemon/import/text.hpp"
#include "daemon/import/vcard.hpp"

namespace nudged::address_book {
namespace {

// As the Reader sees it: without a byte order mark, UTF-8 where it was UTF-16.
std::string decoded(std::string_view bytes) {
    std::string text;
    ByteStream stream([&](std::string_view piece) { text += piece; });
    stream.feed(bytes);
    stream.finish();
    return text;
}

bool has_line(std::string_view text, std::string_view wanted) {
    for (const auto line : split(text, "\n"))
        if (same_word(trim(line), wanted)) return true;
    return false;
}

Format table_format(std::string_view text) {
    const auto lowered = ascii_lower(text);
    const auto has = [&](std::string_view words) { return lowered.find(words) != std::string::npos; };
    if (has("connected on") && has("first name")) return Format::linkedin;
    if (has("e-mail 1 - ") || has("phone 1 - ") || has("group membership") || has("phonetic first name"))
        return Format::google;
    return Format::csv;
}

bool has_table_header(std::string_view text) {
    Table table({[](Person&&) {}, [](Trouble&&) {}}, DateOrder::unknown);
    Lines lines([&](const Line& line) {
        if (!table.has_header()) table.take(line);
    });
    lines.feed(text);
    lines.finish();
    return table.has_header();
}

}  // namespace

struct Reader::Parts {
    Parts(Format format, const Callbacks& callbacks, DateOrder order)
        : is_vcard(format == Format::vcard), cards(callbacks, order), table(callbacks, order) {}

    bool is_vcard;
    VcardReader cards;
    Table table;
    Lines lines{[this](const Line& line) { is_vcard ? cards.take(line) : table.take(line); }};
    ByteStream bytes{[this](std::string_view piece) { lines.feed(piece); }};
};

Reader::Reader(Format format, Callbacks callbacks, DateOrder order)
    : parts_(std::make_unique<Parts>(format, callbacks, order)) {}

Reader::~Reader() = default;

void Reader::feed(std::string_view bytes) { parts_->bytes.feed(bytes); }

void Reader::finish() {
    parts_->bytes.finish();
    parts_->lines.finish();
    parts_->is_vcard ? parts_->cards.finish() : parts_->table.finish();
}

std::optional<Format> guess_format(std::string_view first_bytes, std::string_view file_name) {
    constexpr std::size_t enough = 16384;
    const auto text = decoded(first_bytes.substr(0, enough));
    if (has_line(text, "BEGIN:VCARD")) return Format::vcard;
    if (text.find('\0') != std::string::npos) return std::nullopt;
    if (has_table_header(text)) return table_format(text);
    const auto name = ascii_lower(file_name);
    if (name.ends_with(".vcf") || name.ends_with(".vcard")) return Format::vcard;
    if (name.ends_with(".csv") || name.ends_with(".tsv")) return Format::csv;
    return std::nullopt;
}

}  // namespace nudged::address_book
