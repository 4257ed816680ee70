// Slack's marks in a text ("mrkdwn"), which have no escape of their own.
#pragma once

#include <string>
#include <string_view>

#include "connectors/message.hpp"

namespace nudged::slack {

// & < > as entities. Nothing else: for texts in which no mark is read.
[[nodiscard]] std::string escaped(std::string_view);

// As it is to be read. What people typed stays as they typed it: next to a mark of theirs stands a space of no width,
// by which it opens and closes nothing. Addresses (http, https) become links.
[[nodiscard]] std::string mrkdwn(const Text&);
// As one of its spans would be, apart from the spaces of no width between it and its neighbours.
[[nodiscard]] std::string mrkdwn(const Span&);

// For what is not marked up (labels), where it is not said how & < > are read: signs that look like them.
[[nodiscard]] std::string label_text(std::string_view, std::size_t most_units);

}  // namespace nudged::slack
