#include "daemon/messages/tightened.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "daemon/messages/actions.hpp"

namespace nudged::messages {

namespace {

bool is_struck(const Span& span) { return span.style == Style::strike; }
bool is_settled(const Block& block) { return std::ranges::any_of(block.text, is_struck); }

bool is_undo(const Button& button) { return button.action.starts_with("undo:"); }

// The number of the list that a `more:` opens; 0 closes it again.
std::optional<int> opens(const Button& button) {
    const auto action = decode(button.action);
    if (!action || action->verb != "more") return std::nullopt;
    const auto* place = std::get_if<OnList>(&action->about);
    return place == nullptr ? std::nullopt : std::optional(place->number);
}

void keep(Block& block, const auto& is_kept) {
    for (ButtonRow& row : block.rows) std::erase_if(row, [&](const Button& button) { return !is_kept(button); });
    std::erase_if(block.rows, [](const ButtonRow& row) { return row.empty(); });
}

bool is_opened(const Block& block) {
    return std::ranges::any_of(block.rows, [](const ButtonRow& row) {
        return std::ranges::any_of(row, [](const Button& button) { return opens(button) == 0; });
    });
}

}  // namespace

Message tightened(Message message, int step) {
    const bool one_is_opened = std::ranges::any_of(message.blocks, is_opened);
    for (Block& block : message.blocks) {
        if (step == 1 && is_settled(block)) keep(block, is_undo);
        if (step == 2 && one_is_opened && !is_opened(block))
            keep(block, [](const Button& button) { return opens(button).value_or(0) == 0; });
        if (step == 3 && is_settled(block))
            block.text.erase(std::next(std::ranges::find_if(block.text, is_struck)), block.text.end());
    }
    return message;
}

}  // namespace nudged::messages
