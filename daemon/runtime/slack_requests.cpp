#include "daemon/runtime/slack_requests.hpp"

#include <spdlog/spdlog.h>

#include "connectors/slack/signatures.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t largest_body = 1 << 20;
constexpr std::size_t longest_probe = 1'024;

using Read = slack::Received (*)(std::string_view body);

web::Response answered(int status, std::string body = {}) {
    web::Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

// Slack signs by the machine's time. Under `--clock` the window moves along with people's time besides.
bool is_slacks(const slack::SignedRequest& request, const std::vector<std::string>& secrets, const Clock& clock) {
    const auto real = std::chrono::floor<std::chrono::seconds>(clock.real());
    const auto peoples = std::chrono::floor<std::chrono::seconds>(clock.now());
    return slack::is_signed(request, secrets, real) || (peoples != real && slack::is_signed(request, secrets, peoples));
}

// Slack's look at the certificate, which carries no signature; it is answered, and does nothing. Anybody may send it,
// so no more is read than such a thing is long.
bool is_probe(const std::string& body) {
    return body.size() <= longest_probe && std::holds_alternative<slack::TlsProbe>(slack::read_command(body));
}

web::Response receive(SlackHearing& hearing, const slack::Received& received) {
    if (const auto* challenge = std::get_if<slack::Challenge>(&received)) return answered(200, challenge->text);
    try {
        hearing.apply(received);
    } catch (const std::exception& error) {
        spdlog::error("what Slack delivered could not be written down, and will come again: {}", error.what());
        return answered(503);
    }
    // Without a body: what there is to say comes as a message.
    return answered(std::holds_alternative<slack::Unreadable>(received) ? 400 : 200);
}

}  // namespace

void add_slack_routes(web::WebServer& server, SlackHearing& hearing, SlackRefusals& refusals, const Clock& clock,
                      std::vector<std::string> signing_secrets) {
    const auto route = [&](const char* path, Read read) {
        server.post(path, largest_body, [&, signing_secrets, path, read](const web::Request& request) {
            // A header that came twice is joined with a comma, by which it is neither a time nor a signature.
            const slack::SignedRequest signed_request{request.header("x-slack-request-timestamp"),
                                                      request.header("x-slack-signature"), request.body};
            if (is_slacks(signed_request, signing_secrets, clock)) return receive(hearing, read(request.body));
            if (read == slack::read_command && is_probe(request.body)) return answered(200);
            refusals.add(path);
            return answered(401);
        });
    };
    route("/slack/events", slack::read_event);
    route("/slack/interactivity", slack::read_interaction);
    route("/slack/commands", slack::read_command);
}

}  // namespace nudged::runtime
