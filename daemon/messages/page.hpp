// What the page of the web chat says of itself: its labels, and why something that it sent can't be.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::messages {

// A label of one of its documents, by its key; absent when there is no such key.
[[nodiscard]] std::optional<Text> label_of_page(std::string_view key);
// What its scripts say, by name. They put in what stands in braces.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> words_of_scripts();

[[nodiscard]] std::string page_has_lost_its_key();
[[nodiscard]] std::string page_cannot_be_served();  // nothing can be written down
[[nodiscard]] std::string page_sent_unreadable();
[[nodiscard]] std::string page_sent_too_much();
[[nodiscard]] std::string no_picture_here();

}  // namespace nudged::messages
