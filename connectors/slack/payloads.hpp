// The payloads themselves, which HTTP and the socket carry alike.
#pragma once

#include "connectors/slack/events.hpp"
#include "connectors/slack/form.hpp"
#include "connectors/wire/parsed_json.hpp"

namespace nudged::slack {

using wire::ParsedJson;

[[nodiscard]] Received from_event(const ParsedJson& payload);
[[nodiscard]] Received from_interaction(const ParsedJson& payload);
[[nodiscard]] Received from_command(const Form& fields);

}  // namespace nudged::slack
