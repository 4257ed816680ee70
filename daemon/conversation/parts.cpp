#include "daemon/conversation/parts.hpp"

#include <charconv>
#include <variant>

#include "daemon/messages/actions.hpp"

namespace nudged::conversation {

namespace {

using messages::Numbers;

// Of the first person who can be dealt with there; 0 = nobody.
int first_number(const Message& message) {
    for (const auto& block : message.blocks)
        for (const auto& row : block.rows)
            for (const auto& button : row)
                if (const auto action = messages::decode(button.action))
                    if (const auto* place = std::get_if<messages::OnList>(&action->about); place && place->number > 0)
                        return place->number;
    return 0;
}

}  // namespace

std::vector<std::string> targets_of(const std::vector<Message>& parts, Numbers shown) {
    std::vector<std::string> targets(parts.size());
    int last = shown.last;
    for (std::size_t part = parts.size(); part-- > 0;) {
        const int first = part == 0 ? shown.first : first_number(parts[part]);
        if (first == 0) continue;
        targets[part] = std::to_string(first) + "-" + std::to_string(last);
        last = first - 1;
    }
    return targets;
}

Numbers numbers_in(std::string_view target) {
    Numbers numbers;
    if (!names_numbers(target)) return numbers;
    const auto dash = target.find('-');
    std::from_chars(target.data(), target.data() + dash, numbers.first);
    std::from_chars(target.data() + dash + 1, target.data() + target.size(), numbers.last);
    return numbers;
}

}  // namespace nudged::conversation
