// JSON from and to the service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/telegram/telegram_wire.hpp"
#include "connectors/wire/json.hpp"

namespace nudged::telegram {

using wire::dump;
using wire::integer_at;
using wire::Json;
using wire::member;
using wire::parse_json;
using wire::string_at;
using wire::true_at;

[[nodiscard]] HttpRequest call(const Api&, const char* method, const Json& parameters);

}  // namespace nudged::telegram
