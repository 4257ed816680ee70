// The calls that are no sends.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "connectors/slack/slack_wire.hpp"

namespace nudged::slack {

// Why a call has brought nothing, and what the caller does about it.
struct Trouble {
    enum class Kind {
        wait,      // told to: after `retry_after`
        back_off,  // network, 5xx, unreadable, Slack's own: with a growing pause
        refused,   // the token is not accepted, or the workspace not open to it: hold the account, call seldom
        in_vain,   // this call will not do as it is: nobody of that name, no Home tab, a code that has been used
    };
    Kind kind = Kind::back_off;
    std::chrono::milliseconds retry_after{0};  // of `wait` only
    std::string reason;                        // one sentence or the service's code, without token
    bool operator==(const Trouble&) const = default;
};

// Who the token is.
struct Identity {
    std::string account;  // the workspace's id
    std::string account_name;
    std::string url;   // the workspace's address
    std::string user;  // the bot's id as a person ("U..."), by which it is mentioned
    std::string bot;   // and as a bot ("B..."), which its messages carry
    bool operator==(const Identity&) const = default;
};
[[nodiscard]] HttpRequest auth_test(const Api&);
[[nodiscard]] std::variant<Identity, Trouble> read_identity(const HttpResponse&);

// The conversation of a person with the bot ("D1"); made when there is none yet.
[[nodiscard]] HttpRequest open_conversation(const Api&, const std::string& user);
[[nodiscard]] std::variant<std::string, Trouble> read_conversation(const HttpResponse&);

struct Person {
    std::string name;   // as shown
    std::string zone;   // IANA; may be empty
    bool gone = false;  // their account is closed
    bool is_bot = false;
    bool is_stranger = false;        // of another workspace that shares something with ours
    std::vector<std::string> teams;  // the workspaces that they are in; none: not said
    bool operator==(const Person&) const = default;
};
[[nodiscard]] HttpRequest user_info(const Api&, const std::string& user);
[[nodiscard]] std::variant<Person, Trouble> read_person(const HttpResponse&);

// The Home tab of one person; `view` is home_view()'s.
[[nodiscard]] HttpRequest publish_home(const Api&, const std::string& user, const std::string& view);
[[nodiscard]] std::optional<Trouble> read_done(const HttpResponse&);

// The address of one socket, good for one connection and once: a secret. The token is the app's ("xapp-..."). Once a
// minute is all that is promised.
[[nodiscard]] HttpRequest open_socket(const Api& app);
[[nodiscard]] std::variant<std::string, Trouble> read_socket_url(const HttpResponse&);

// ---- installing into a workspace (OAuth v2) -------------------------------------------------------------------------

struct Client {
    std::string id;
    std::string secret;
};
struct Installation {
    std::string account;  // the workspace's id; of an organisation as a whole its own
    std::string account_name;
    std::string app;  // the app's id
    std::string bot_user;
    std::string token;         // the bot's: a secret
    std::string scopes;        // "chat:write,im:history"
    std::string installed_by;  // the person
    bool whole_organisation = false;
    bool operator==(const Installation&) const = default;
};

// What we may do in a workspace; the manifest in deploy/ asks for the same.
constexpr const char* scopes = "chat:write,commands,files:write,im:history,im:write,users:read";

// Where a person is sent to allow it. `state` is theirs alone and good once; `redirect` is our callback, https.
[[nodiscard]] std::string install_url(const std::string& client_id, const std::string& redirect,
                                      const std::string& state);
// The code of the callback is good for ten minutes, and once. `redirect` as before, to the letter.
[[nodiscard]] HttpRequest exchange_code(const std::string& api_url, const Client&, const std::string& code,
                                        const std::string& redirect);
[[nodiscard]] std::variant<Installation, Trouble> read_installation(const HttpResponse&);

}  // namespace nudged::slack
