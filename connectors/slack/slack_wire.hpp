// Slack's Web API: messages become requests, responses become outcomes. All of it is pure. What comes in is read by
// events.hpp and socket_envelopes.hpp, the calls that are no sends are in calls.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"

namespace nudged::slack {

// Where the Web API is and what lets us in. The token is a secret: of the bot ("xoxb-..."), or of the app ("xapp-...").
struct Api {
    std::string url;  // "https://slack.com/api"
    std::string token;
};

// One workspace.
//
// - A chat is the id of a person ("U1"): their conversation with the bot, wherever they speak from (a message, a slash
//   command, the Home tab). A reference is "D1:1790000000.000100": the channel as the service names it, which an edit
//   needs, and the message in it.
// - Each block is a section, and an actions block for each row of its buttons. `notification` (else the first line) is
//   the text of the lock screen. A last block without buttons, below some with, is small print (a context).
// - A `more:` button at the end of a row is a menu of the buttons in the rows below it; where there are none, or the
//   next is another `more:`, it is a button.
// - Slack cannot put words on the clipboard: what is to be copied stands in the text as code. Only http and https open
//   from a button: the address in another link (tel:, mailto:) stands there too.
// - A picture is a file of its own after the text, which takes four calls: the conversation is opened, a place for the
//   file asked for, the file put there, and shared. What is refused of these is said in words.
// - Slack cannot send without a sound: `silent` says nothing here.
// - `plain` is the text alone, without markup and buttons, so that no form is left that could be refused. The
//   delivery's id goes with it all the same, so that it can be looked for.
// - An ack needs no answer; its notice is shown to the person alone, and is gone when they look again.
class SlackConnector final : public Connector {
public:
    // `bot_id` as in Identity: whose messages are ours.
    SlackConnector(Api api, std::string bot_id) : api_(std::move(api)), bot_id_(std::move(bot_id)) {}

    [[nodiscard]] std::string_view name() const override { return "slack"; }
    [[nodiscard]] HttpRequest request(const Outgoing&) const override;
    [[nodiscard]] Outcome outcome(const Outgoing&, const HttpResponse&) const override;
    [[nodiscard]] std::optional<std::string> onward(const Outgoing&, const HttpResponse&) const override;
    // At most 50 blocks and about 10,000 characters each: the service refuses somewhere below 13,000, uncounted by it.
    // Cut between blocks where possible, else between lines, else between words; a styled span, such as a name, stays
    // whole; buttons stay with the end of their block.
    [[nodiscard]] std::vector<Message> split(const Message&) const override;

    // Reads the history of the chat for our message with this delivery's id.
    [[nodiscard]] std::optional<HttpRequest> look_back(const Outgoing&, RealTime since,
                                                       const std::string& place) const override;
    [[nodiscard]] LookBack looked_back(const Outgoing&, const std::string& place, const HttpResponse&) const override;

private:
    Api api_;
    std::string bot_id_;
};

}  // namespace nudged::slack
