#include "daemon/runtime/slack_requests.hpp"

#include <spdlog/spdlog.h>

#include "connectors/slack/signatures.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t largest_body = 1 << 20;

using Read = slack::Received (*)(std::string_view body);

web::Response answered(int status, std::string body = {}) {
    web::Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

web::Response receive(SlackHearing& hearing, const slack::Received& received) {
    if (std::holds_alternative<slack::Unreadable>(received)) return answered(400);
    if (const auto* challenge = std::get_if<slack::Challenge>(&received)) return answered(200, challenge->text);
    try {
        hearing.apply(received);
    } catch (const std::exception& error) {
        spdlog::error("what Slack delivered could not be written down, and will come again: {}", error.what());
        return answered(503);
    }
    return answered(200);  // empty: what there is to say comes as a message
}

}  // namespace

void add_slack_routes(web::WebServer& server, SlackHearing& hearing, const Clock& clock,
                      std::vector<std::string> signing_secrets) {
    const auto route = [&](const char* path, Read read) {
        server.post(path, largest_body, [&hearing, &clock, signing_secrets, read](const web::Request& request) {
            // A header that came twice is joined with a comma, by which it is neither a time nor a signature.
            const slack::SignedRequest signed_request{request.header("x-slack-request-timestamp"),
                                                      request.header("x-slack-signature"), request.body};
            if (slack::is_signed(signed_request, signing_secrets,
                                 std::chrono::floor<std::chrono::seconds>(clock.now())))
                return receive(hearing, read(request.body));
            // Slack's probe of the certificate carries no signature; it is answered, and does nothing.
            const bool probe = read == slack::read_command &&
                               std::holds_alternative<slack::TlsProbe>(slack::read_command(request.body));
            return answered(probe ? 200 : 401);
        });
    };
    route("/slack/events", slack::read_event);
    route("/slack/interactivity", slack::read_interaction);
    route("/slack/commands", slack::read_command);
}

}  // namespace nudged::runtime
