// The contract of a connector. Read this first when adding one.
//
// A connector translates: a Message becomes a request, a response becomes an Outcome, bytes become Events. It never
// loops, sleeps, retries, logs or reads a clock; the dispatcher does all of that, for every connector alike.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "connectors/message.hpp"

namespace nudged {

struct HttpRequest {
    std::string method = "POST";
    std::string url;  // may hold a secret: never logged
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds timeout{20'000};  // for the whole exchange
    // It does no harm when the service gets it twice (an edit, an ack, a poll). Only such a request may travel on a
    // connection that was used before.
    bool repeatable = false;
};

// What came back, or how far it got. A response exists only when `status` is not 0.
struct HttpResponse {
    int status = 0;
    std::string body;                                          // cut at 4 MiB; whole otherwise
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    bool surely_not_sent = false;                              // DNS, connect, TLS: no byte of the request left
    std::string error;  // of the transport, without the URL; empty when status != 0
};

// ---- the closed set of what can become of a send --------------------------------------------------------------------

struct Sent {
    std::string reference;  // the service's id of the message; empty where there is none (an edit, an ack)
};
struct NotSent {  // surely not sent, worth trying again after a back-off
    std::string reason;
};
struct Wait {  // told to wait: no attempt is used up
    std::chrono::milliseconds retry_after{1'000};
    bool whole_lane = true;  // else this chat alone
};
struct MaybeSent {  // time-out after the first byte, 5xx, unreadable answer
    std::string reason;
};
struct Refused {  // this row can never be sent
    std::string reason;
    bool recipient_gone = false;  // the owner cannot be reached this way until they come back
};
struct Held {  // the account itself is refused (revoked token): nothing is thrown away
    std::string reason;
};
struct Resend {  // refused in this form; the connector can say it more plainly, or to another chat, once
    std::string reason;
    bool plain = false;           // without markup
    std::string new_chat;         // the chat has moved; empty = the same
    bool as_new_message = false;  // the message to edit is gone
    bool unnamed = false;         // without the delivery's id
    bool in_words = false;        // without its picture
};
using Outcome = std::variant<Sent, NotSent, Wait, MaybeSent, Refused, Held, Resend>;

enum class SendKind { message, edit, ack };

// One row of the outbox on its way out.
struct Outgoing {
    SendKind kind = SendKind::message;
    std::string chat;
    std::string reference;   // edit: the message; ack: the callback
    Message message;         // ack: its notification is the small notice; may be empty
    bool plain = false;      // say it without markup (after Resend)
    std::string delivery;    // of the outbox row: the same at each try of it, another for every other row; may be empty
    std::string png = {};    // the picture of the message; empty = it has none, or it is said in words
    std::string place = {};  // where a send goes on that takes several calls; empty at first
};

// ---- a doubtful send, where the service can be asked what it has ----------------------------------------------------

struct Found {
    std::string reference;  // as in Sent
};
struct Absent {};  // all that was said since is read, and it is not there
struct AskOn {     // not known yet: ask again, from `place`, after this long
    std::string place;
    std::chrono::milliseconds after{0};
    std::string reason;  // why it takes a pause; empty = there is only more to read
};
struct CannotTell {  // the service will not say
    std::string reason;
};
using LookBack = std::variant<Found, Absent, AskOn, CannotTell>;

class Connector {
public:
    virtual ~Connector() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual HttpRequest request(const Outgoing&) const = 0;
    [[nodiscard]] virtual Outcome outcome(const Outgoing&, const HttpResponse&) const = 0;
    // What comes after the call that was answered so, where a send takes several: the place of the next one. Absent
    // when that was the last, or none can follow: then `outcome` tells what became of it.
    [[nodiscard]] virtual std::optional<std::string> onward(const Outgoing&, const HttpResponse&) const {
        return std::nullopt;
    }
    // The parts in which a message can be carried, in order; the original when it fits. A picture that goes by itself
    // is the last part.
    [[nodiscard]] virtual std::vector<Message> split(const Message&) const = 0;

    // Asks whether a doubtful send has arrived; absent where that cannot be asked, and of all but messages. `since` is
    // real time: when the doubtful try began. `place` is empty at first, then AskOn's. The requests are repeatable.
    using RealTime = std::chrono::sys_time<std::chrono::milliseconds>;
    [[nodiscard]] virtual std::optional<HttpRequest> look_back(const Outgoing&, RealTime /*since*/,
                                                               const std::string& /*place*/) const {
        return std::nullopt;
    }
    // Absent says so for now: what was sent a moment ago may not be in the history yet.
    [[nodiscard]] virtual LookBack looked_back(const Outgoing&, const std::string& /*place*/,
                                               const HttpResponse&) const {
        return CannotTell{"this service cannot be asked"};
    }
};

}  // namespace nudged
