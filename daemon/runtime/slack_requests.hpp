// Slack's requests to us, in HTTP mode: events, presses and slash commands.
#pragma once

#include <string>
#include <vector>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/slack_hearing.hpp"
#include "daemon/runtime/slack_refusals.hpp"
#include "daemon/runtime/web_server.hpp"

namespace nudged::runtime {

// A request is read only after its signature, over the bytes as they came, was found right by one of the secrets and
// made within five minutes of real time (or of people's, where that is another); else it is answered 401. 200 only
// after its effect is committed, 503 when it cannot be, 400 when it cannot be read. What is given by reference outlives
// the server.
void add_slack_routes(web::WebServer& server, SlackHearing& hearing, SlackRefusals& refusals, const Clock& clock,
                      std::vector<std::string> signing_secrets);

}  // namespace nudged::runtime
