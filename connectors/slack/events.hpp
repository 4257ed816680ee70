// What people do in Slack, as events, out of whichever door it comes in by: the bodies of the three HTTP paths, or an
// envelope of the socket, which carries the same. A body is read only after its signature was checked (signatures.hpp).
//
// One workspace or many: the account of an event is the workspace's id, as the body says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::slack {

// Nothing for us: answered 200 all the same, else it would come again.
struct Ignored {
    std::string what;  // for the log: no word of anybody
    bool operator==(const Ignored&) const = default;
};
// It cannot be read. Over HTTP it is answered 400; the other side would only send the same again.
struct Unreadable {
    bool operator==(const Unreadable&) const = default;
};
// Is this address ours? The answer's body is `text`, as text/plain.
struct Challenge {
    std::string text;
    bool operator==(const Challenge&) const = default;
};
// Does this address speak TLS? Sent without a signature, answered 200 with nothing.
struct TlsProbe {
    bool operator==(const TlsProbe&) const = default;
};
// The Home tab was opened, as it is each time: it is to be published for this person.
struct HomeOpened {
    std::string account;
    std::string user;
    bool operator==(const HomeOpened&) const = default;
};
// A setting was changed in the Home tab (home.hpp).
struct SettingChosen {
    std::string account;
    std::string user;
    std::string act;                  // the same for every delivery of this choice, as an event's key is
    std::string key;                  // Setting::key
    std::vector<std::string> values;  // the chosen ones; of a time "08:30"; none: nothing is chosen any more
    bool operator==(const SettingChosen&) const = default;
};
// The bot is no longer installed there: it holds no token any more.
struct Uninstalled {
    std::string account;
    bool operator==(const Uninstalled&) const = default;
};
// More happened there than Slack tells: in that minute things were left out.
struct LeftOut {
    std::string account;
    std::int64_t minute = 0;  // seconds since 1970
    bool operator==(const LeftOut&) const = default;
};

using Received =
    std::variant<Event, Ignored, Unreadable, Challenge, TlsProbe, HomeOpened, SettingChosen, Uninstalled, LeftOut>;

// POST /slack/events: JSON.
//
// Heard is what a person writes in their conversation with the bot; a reply in a thread refers to the message that the
// thread is about. It is known by where and when it was said, by the id that the one who typed it gave it, and by the
// event's: Slack has sent the same message under several event ids, and under several times. They are in the order in
// which they were said, whatever the order they come in.
// Not heard are: every bot, this one too; other conversations; people of another workspace; and a message that was
// changed, since what it said has been acted upon or is about to be, Undo stands next to it, and Slack says "changed"
// also when it has only unfolded a link in it.
[[nodiscard]] Received read_event(std::string_view body);
// POST /slack/interactivity: a form with a `payload`. A press on what only opens an address is nothing for us.
[[nodiscard]] Received read_interaction(std::string_view body);
// POST /slack/commands: a form. Without words it asks for help. It may come from anywhere in the workspace; the answer
// goes to the person's own conversation with the bot.
[[nodiscard]] Received read_command(std::string_view body);

}  // namespace nudged::slack
