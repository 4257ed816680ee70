// An answer of the Bot API, or a page of something between us and it.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "connectors/telegram/json.hpp"

namespace nudged::telegram {

struct Answer {
    bool readable = false;  // it is the Bot API's
    bool ok = false;
    std::int64_t code = 0;
    std::string description;
    ParsedJson result;
    ParsedJson parameters;
};

[[nodiscard]] Answer read_answer(const HttpResponse&);
// For people; at most 200 characters.
[[nodiscard]] std::string reason_of(const Answer&);
// Descriptions are for people and may change, but of many refusals they are all there is: the phrases, in lower case,
// are looked for anywhere.
[[nodiscard]] bool says(const Answer&, std::initializer_list<std::string_view> phrases);
// From the body, else the header, else the text; 1 s to a day.
[[nodiscard]] std::chrono::milliseconds retry_after(const Answer&, const HttpResponse&);

}  // namespace nudged::telegram
