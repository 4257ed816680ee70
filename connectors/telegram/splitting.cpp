// Messages that are too long for Telegram, in parts.
#include <algorithm>
#include <utility>

#include "connectors/telegram/rendering.hpp"
#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {

namespace {

constexpr Size text_limit{4'096, 32'768};  // shown, and with its markup
constexpr std::size_t button_limit = 100;
constexpr Size gap{2, 2};  // the empty line between two blocks

bool fits(Size size) { return size.units <= text_limit.units && size.bytes <= text_limit.bytes; }

std::size_t buttons_in(const std::vector<ButtonRow>& rows) {
    std::size_t count = 0;
    for (const ButtonRow& row : rows) count += row.size();
    return count;
}

// A span in the pieces between which it may be cut; each keeps the white space after it. A styled span, such as a name,
// is a single piece. What is too long for any message even so is cut between characters.
std::vector<Span> pieces_of(const Span& span, std::string_view separators) {
    if (span.style != Style::plain && fits(size_of(span))) return {span};
    std::vector<Span> pieces;
    std::string_view rest = span.text;
    while (!rest.empty()) {
        const auto white = rest.find_first_of(separators);
        const auto next = white == std::string_view::npos ? white : rest.find_first_not_of(separators, white);
        Span piece{std::string(rest.substr(0, next)), span.style};
        rest.remove_prefix(piece.text.size());
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::vector<Text> lines_of(const Text& text) {
    std::vector<Text> lines(1);
    for (const Span& span : text) {
        for (Span& piece : pieces_of(span, "\n")) {
            const bool ends = piece.text.ends_with('\n');
            lines.back().push_back(std::move(piece));
            if (ends) lines.emplace_back();
        }
    }
    return lines;
}

// Texts that each fit, filled one after another.
class Filler {
public:
    // Kept together, unless they are too long even alone.
    void add(const Text& spans) {
        const Size size = size_of(spans);
        Size with = used_;
        with += size;
        if (!fits(with) && used_.units > 0) {
            parts_.emplace_back();
            with = size;
        }
        used_ = with;
        for (const Span& span : spans) append(span);
    }
    std::vector<Text> take() { return std::move(parts_); }

private:
    void append(const Span& span) {
        Text& part = parts_.back();
        if (!part.empty() && part.back().style == span.style) {
            part.back().text += span.text;  // what was one span is one again
        } else {
            part.push_back(span);
        }
    }

    std::vector<Text> parts_{1};
    Size used_;
};

void add_word(Filler& filler, const Span& word) {
    // A quarter of what a message holds: it fits however it is escaped.
    const std::size_t at_most = fits(size_of(word)) ? text_limit.units : text_limit.units / 4;
    std::string_view rest = word.text;
    while (!rest.empty()) {
        const std::string_view piece = first_units(rest, at_most);
        filler.add({Span{std::string(piece), word.style}});
        rest.remove_prefix(piece.size());
    }
}

std::vector<Text> split_text(const Text& text) {
    if (fits(size_of(text))) return {text};
    Filler filler;
    for (const Text& line : lines_of(text)) {
        if (fits(size_of(line))) {
            filler.add(line);
            continue;
        }
        for (const Span& span : line) {
            for (const Span& word : pieces_of(span, " \n")) add_word(filler, word);
        }
    }
    return filler.take();
}

// The rows in groups that a message can carry; a row is cut only when it is too long by itself.
std::vector<std::vector<ButtonRow>> split_rows(const std::vector<ButtonRow>& rows) {
    std::vector<std::vector<ButtonRow>> groups(1);
    std::size_t count = 0;
    for (const ButtonRow& row : rows) {
        for (std::size_t begin = 0; begin < row.size(); begin += button_limit) {
            const std::size_t size = std::min(row.size() - begin, button_limit);
            if (count + size > button_limit) {
                groups.emplace_back();
                count = 0;
            }
            const auto first = row.begin() + static_cast<std::ptrdiff_t>(begin);
            groups.back().emplace_back(first, first + static_cast<std::ptrdiff_t>(size));
            count += size;
        }
    }
    return groups;
}

// A block in blocks that each fit; its buttons stay with its end.
std::vector<Block> split_block(const Block& block) {
    std::vector<Block> blocks;
    for (Text& text : split_text(block.text)) blocks.push_back({std::move(text), {}});
    auto groups = split_rows(block.rows);
    blocks.back().rows = std::move(groups.front());
    for (std::size_t i = 1; i < groups.size(); ++i)
        blocks.push_back({{{"\u2026", Style::plain}}, std::move(groups[i])});
    return blocks;
}

}  // namespace

namespace {

bool fits_below_a_photo(const Message& message) {
    constexpr std::size_t caption_limit = 1'024;
    Size size;
    std::size_t buttons = 0;
    for (const Block& block : in_words(message).blocks) {
        size += gap;
        size += size_of(block.text);
        buttons += buttons_in(block.rows);
    }
    return size.units <= caption_limit && buttons <= button_limit;
}

}  // namespace

std::vector<Message> TelegramConnector::split(const Message& message) const {
    if (message.picture && !message.blocks.empty() && !fits_below_a_photo(message)) {
        Message text = message;
        text.picture.reset();
        auto parts = split(text);
        parts.push_back({message.picture->title, {}, true, message.picture});
        return parts;
    }
    std::vector<Message> parts;
    Size used;
    std::size_t buttons = 0;
    for (const Block& whole : message.blocks) {
        for (Block& block : split_block(whole)) {
            const Size size = size_of(block.text);
            const std::size_t its_buttons = buttons_in(block.rows);
            Size with = used;
            with += gap;
            with += size;
            if (parts.empty() || !fits(with) || buttons + its_buttons > button_limit) {
                parts.push_back({message.notification, {}, message.silent});
                with = size;
                buttons = 0;
            }
            used = with;
            buttons += its_buttons;
            parts.back().blocks.push_back(std::move(block));
        }
    }
    if (parts.size() <= 1) return {message};
    return parts;
}

}  // namespace nudged::telegram
