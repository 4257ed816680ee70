// Messages that are too long for Slack, in parts.
#include <algorithm>
#include <iterator>
#include <utility>

#include "connectors/slack/blocks.hpp"
#include "connectors/slack/mrkdwn.hpp"
#include "connectors/slack/slack_wire.hpp"
#include "connectors/wire/utf16.hpp"

namespace nudged::slack {

namespace {

constexpr std::size_t section_limit = 3'000;
constexpr Size message_limit{50, 10'000};
constexpr std::size_t row_limit = 25;
constexpr std::size_t widest_character = 7;  // an escaped sign in the spaces of no width

bool fits(Size size) { return size.blocks <= message_limit.blocks && size.units <= message_limit.units; }
bool fits(const Block& block) { return fits(size_of(render_blocks({block}, ""))); }

// With room for what keeps it from its neighbour.
std::size_t units_of(const Span& span) { return wire::utf16_units(mrkdwn(span)) + 1; }
std::size_t units_of(const Text& text) {
    std::size_t units = 0;
    for (const Span& span : text) units += units_of(span);
    return units;
}

// A span in the pieces between which it may be cut; each keeps the white space after it. A styled span, such as a name,
// is a single piece. What is too long for any section even so is cut between characters.
std::vector<Span> pieces_of_span(const Span& span, std::string_view separators) {
    if (span.style != Style::plain && units_of(span) <= section_limit) return {span};
    std::vector<Span> pieces;
    std::string_view rest = span.text;
    while (!rest.empty()) {
        const auto gap = rest.find_first_of(separators);
        const auto next = gap == std::string_view::npos ? gap : rest.find_first_not_of(separators, gap);
        pieces.push_back({std::string(rest.substr(0, next)), span.style});
        rest.remove_prefix(pieces.back().text.size());
    }
    return pieces;
}

std::vector<Text> lines_of(const Text& text) {
    std::vector<Text> lines(1);
    for (const Span& span : text) {
        for (Span& piece : pieces_of_span(span, "\n")) {
            const bool ends = piece.text.ends_with('\n');
            lines.back().push_back(std::move(piece));
            if (ends) lines.emplace_back();
        }
    }
    return lines;
}

// Texts that each fit into a section, filled one after another.
class Sections {
public:
    // Kept together.
    void add(const Text& spans) {
        const std::size_t units = units_of(spans);
        if (used_ > 0 && used_ + units > section_limit) {
            texts_.emplace_back();
            used_ = 0;
        }
        used_ += units;
        for (const Span& span : spans) append(span);
    }
    void add_word(const Span& word) {
        const std::size_t most = units_of(word) <= section_limit ? section_limit : section_limit / widest_character;
        std::string_view rest = word.text;
        while (!rest.empty()) {
            const std::string_view piece = wire::first_units(rest, most);
            add({Span{std::string(piece), word.style}});
            rest.remove_prefix(piece.size());
        }
    }
    std::vector<Text> take() { return std::move(texts_); }

private:
    void append(const Span& span) {
        Text& text = texts_.back();
        if (!text.empty() && text.back().style == span.style) {
            text.back().text += span.text;  // what was one span is one again
        } else {
            text.push_back(span);
        }
    }

    std::vector<Text> texts_{1};
    std::size_t used_ = 0;
};

std::vector<ButtonRow> narrow(const std::vector<ButtonRow>& rows) {
    std::vector<ButtonRow> out;
    for (const ButtonRow& row : rows) {
        for (std::size_t begin = 0; begin < row.size(); begin += row_limit) {
            const auto first = row.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto size = std::min(row.size() - begin, row_limit);
            out.emplace_back(first, first + static_cast<std::ptrdiff_t>(size));
        }
    }
    return out;
}

// A block in blocks of which each fits into a message of its own.
std::vector<Block> carried(const Block& whole) {
    std::vector<Block> blocks;
    for (Block& piece : pieces_of(readable(whole))) {
        if (fits(piece)) {
            blocks.push_back(std::move(piece));
            continue;
        }
        blocks.push_back({std::move(piece.text), {}});
        for (ButtonRow& row : narrow(piece.rows)) {
            blocks.back().rows.push_back(row);
            if (fits(blocks.back())) continue;
            blocks.back().rows.pop_back();
            blocks.push_back({{{"\u2026", Style::plain}}, {std::move(row)}});
        }
    }
    return blocks;
}

}  // namespace

std::vector<Block> pieces_of(const Block& block) {
    if (wire::utf16_units(mrkdwn(block.text)) <= section_limit) return {block};
    Sections sections;
    for (const Text& line : lines_of(block.text)) {
        if (units_of(line) <= section_limit) {
            sections.add(line);
            continue;
        }
        for (const Span& span : line) {
            for (const Span& word : pieces_of_span(span, " \n")) sections.add_word(word);
        }
    }
    std::vector<Block> pieces;
    for (Text& text : sections.take()) pieces.push_back({std::move(text), {}});
    pieces.back().rows = block.rows;
    return pieces;
}

std::vector<Message> SlackConnector::split(const Message& message) const {
    if (message.picture && !message.blocks.empty()) {
        Message text = message;
        text.picture.reset();
        auto parts = split(text);
        parts.push_back({message.picture->title, {}, true, message.picture});
        return parts;
    }
    if (fits(size_of(render_blocks(message.blocks, "")))) return {message};
    std::vector<Message> parts;
    Size used;
    for (const Block& whole : message.blocks) {
        for (Block& block : carried(whole)) {
            const Size size = size_of(render_blocks({block}, ""));
            Size with = used;
            with += size;
            if (parts.empty() || !fits(with)) {
                // What goes on has a first line of its own.
                parts.push_back({parts.empty() ? message.notification : "", {}, message.silent});
                with = size;
            }
            used = with;
            parts.back().blocks.push_back(std::move(block));
        }
    }
    return parts;
}

}  // namespace nudged::slack
