// The payloads themselves, which HTTP and the socket carry alike.
#pragma once

#include "connectors/slack/events.hpp"
#include "connectors/slack/form.hpp"
#include "connectors/wire/json.hpp"

namespace nudged::slack {

using wire::Json;

[[nodiscard]] Received from_event(const Json& payload);
[[nodiscard]] Received from_interaction(const Json& payload);
[[nodiscard]] Received from_command(const Form& fields);

}  // namespace nudged::slack
