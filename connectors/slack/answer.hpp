// An answer of the Web API, or a page of something between us and it; and how the Web API is called.
#pragma once

#include <chrono>
#include <string>

#include "connectors/slack/form.hpp"
#include "connectors/slack/slack_wire.hpp"
#include "connectors/wire/json.hpp"
#include "connectors/wire/parsed_json.hpp"

namespace nudged::slack {

using wire::Json;
using wire::ParsedJson;

struct Answer {
    bool readable = false;  // it is the Web API's
    bool ok = false;
    int status = 0;      // of HTTP; it means something only for 429 and from 500 on
    std::string error;   // the code: "channel_not_found"
    std::string detail;  // what the service adds for developers; may be empty
    ParsedJson body;
};

[[nodiscard]] Answer read_answer(const HttpResponse&);
// For people; at most 200 characters.
[[nodiscard]] std::string reason_of(const Answer&);
// Too fast, in either of the two ways in which it is said.
[[nodiscard]] bool is_too_fast(const Answer&);
// From the header; 1 s to a day.
[[nodiscard]] std::chrono::milliseconds retry_after(const HttpResponse&);
// The account itself is refused, whatever is asked: until the operator acts, or a migration of the workspace is over.
[[nodiscard]] bool refuses_account(const std::string& error);

// A method that writes takes JSON.
[[nodiscard]] HttpRequest call(const Api&, const char* method, const Json& arguments);
// One that reads takes a form only; to get it twice does no harm.
[[nodiscard]] HttpRequest ask(const Api&, const char* method, const Form& arguments);

}  // namespace nudged::slack
