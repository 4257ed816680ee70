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
// Whether a message as JSON has a picture.
[[nodiscard]] bool has_picture(std::string_view message);
// As it stands in the message.
[[nodiscard]] std::string to_json(const Picture&);
[[nodiscard]] std::optional<Picture> picture_from_json(std::string_view);

// The message as a person reads it with no markup, buttons and picture, a block a paragraph: for `say` and terminals.
[[nodiscard]] std::string plain_text(const Message&);

}  // namespace nudged
