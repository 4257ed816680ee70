// A Message as Block Kit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "connectors/wire/json.hpp"

namespace nudged::slack {

using wire::Json;

// By these a message of ours is known again in the history.
constexpr const char* metadata_type = "nudged_delivery";
constexpr const char* metadata_key = "delivery_id";
// What a button that only opens an address is called. Pressing it is told to us all the same.
constexpr std::string_view opens_only = "open:";

// `delivery` is what the ids of the blocks begin with, so that they are new in each change of a message; empty = the
// service gives them.
[[nodiscard]] Json render_blocks(const std::vector<Block>&, std::string_view delivery);
// The text of the notification: `notification`, else the first line.
[[nodiscard]] std::string render_notification(const Message&);
// All of it, without markup and buttons.
[[nodiscard]] std::string render_plain(const Message&);

// ---- the same in parts ----------------------------------------------------------------------------------------------

// The same with only those buttons that can be pressed here; what the others would copy or open is in the text, as
// code.
[[nodiscard]] Block readable(const Block&);
// A readable block in pieces of which each fits into one section; the buttons are with the last one.
[[nodiscard]] std::vector<Block> pieces_of(const Block&);

// What a block takes of the limits of a message.
struct Size {
    std::size_t blocks = 0;
    std::size_t units = 0;  // UTF-16, of all texts in it, and something for what holds them
    Size& operator+=(Size other) {
        blocks += other.blocks;
        units += other.units;
        return *this;
    }
};
[[nodiscard]] Size size_of(const Json& rendered_blocks);

}  // namespace nudged::slack
