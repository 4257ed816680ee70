// A word on the spot: one line to copy and the ways to send it. Nothing is written down until the owner says that it
// was sent.
#pragma once

#include <string>
#include <string_view>

#include "connectors/message.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// `missed nicole at lunch`, `noticed sam new job`; `moment` is what was said of it.
enum class Occasion { missed, noticed };
[[nodiscard]] std::string draft_for(const Contact&, Occasion, std::string_view moment);
// The draft with its buttons; for somebody who died a gentle word without any.
[[nodiscard]] Message soft_touch(const Contact&, std::string_view draft);

}  // namespace nudged::messages
