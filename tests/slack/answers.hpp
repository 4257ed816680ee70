// Answers of the Web API, for tests.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/slack/slack_wire.hpp"

namespace nudged::slack {

inline const SlackConnector slack{{"https://slack.com/api", "xoxb-very-secret"}, "BBOT"};

inline HttpResponse answer(int status, std::string body,
                           std::vector<std::pair<std::string, std::string>> headers = {}) {
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
}
inline HttpResponse refusal(const std::string& error, int status = 200) {
    return answer(status, nlohmann::json{{"ok", false}, {"error", error}}.dump());
}
inline HttpResponse failure(bool surely_not_sent) {
    HttpResponse response;
    response.surely_not_sent = surely_not_sent;
    response.error = "slack.com: no";
    return response;
}
inline Outgoing outgoing(SendKind kind = SendKind::message, bool plain = false) {
    Outgoing out;
    out.kind = kind;
    out.chat = "U1";
    out.reference = kind == SendKind::message ? "" : kind == SendKind::edit ? "D1:1790000000.000100" : "D1";
    out.plain = plain;
    out.delivery = "outbox-7";
    return out;
}

}  // namespace nudged::slack
