#include "connectors/wire/json.hpp"

namespace nudged::wire {

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace nudged::wire
