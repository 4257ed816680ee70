// A Message as JSON: how it rests in the outbox, and how the page of the web chat gets it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connectors/message.hpp"

namespace nudged {

[[nodiscard]] std::string to_json(const Message&);
// Absent when the text was not written by to_json.
[[nodiscard]] std::optional<Message> message_from_json(std::string_view);

// The message as a person reads it with no markup and no buttons, a block a paragraph: for `say` and terminals.
[[nodiscard]] std::string plain_text(const Message&);

}  // namespace nudged
