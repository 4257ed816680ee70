// JSON from and to the service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/telegram/telegram_wire.hpp"
#include "connectors/wire/json.hpp"
#include "connectors/wire/parsed_json.hpp"

namespace nudged::telegram {

using wire::dump;
using wire::integer_at;
using wire::Json;
using wire::member;
using wire::parse_json;
using wire::ParsedJson;
using wire::string_at;
using wire::true_at;

[[nodiscard]] HttpRequest call(const Api&, const char* method, const Json& parameters);

struct File {
    std::string field;  // the parameter that it is
    std::string name;
    std::string type;
    const std::string& bytes;
};
// As multipart/form-data, in which nested parameters are JSON texts.
[[nodiscard]] HttpRequest call_with_file(const Api&, const char* method, const Json& parameters, const File& file);

}  // namespace nudged::telegram
