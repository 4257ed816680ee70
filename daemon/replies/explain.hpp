// How a message is understood, for people and for programs. Pure: nothing is changed and no store is read.
#pragma once

#include <string>
#include <string_view>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

struct Explained {
    std::string json;
    bool is_read = true;  // false: the line cannot be used, and `json` is {"error":"..."}
};
// One JSON object in, one out, as `nudged explain --jsonl` reads and writes them, without the line end. Never throws
// for any bytes.
[[nodiscard]] Explained explain_line(std::string_view json_line);

// One short sentence a command, and one for what would be asked; a line each.
[[nodiscard]] std::string explain_text(const Understanding& understood, const Context& context);

}  // namespace nudged::replies
