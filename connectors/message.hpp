// What is said and what is heard, with no markup of any service. Each connector's wire turns these into bytes and back.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace nudged {

enum class Style : std::uint8_t { plain, bold, strike, code };

struct Span {
    std::string text;  // UTF-8, unescaped; may hold '\n'
    Style style = Style::plain;
    bool operator==(const Span&) const = default;
};
using Text = std::vector<Span>;

// Exactly one of `action`, `url`, `copy` is set, but for a `url` on a page of ours: there the action beside it is told
// when the link is followed. `action` is verb:argument, at most 64 bytes; its meaning is in the store.
struct Button {
    std::string label;
    std::string action;
    std::string url;
    std::string copy;        // text that the tap puts on the clipboard
    std::string accessible;  // spoken name where the label is terse ("Done Nicole Ortiz"); empty = the label
    bool operator==(const Button&) const = default;
};
using ButtonRow = std::vector<Button>;

// A person of a nudge, or a paragraph of an answer, with the buttons that belong to it.
struct Block {
    Text text;
    std::vector<ButtonRow> rows;
    bool operator==(const Block&) const = default;
};

// What a picture shows, one drawing below another. It is drawn anew wherever it is shown, so that a message stays
// small.
struct Drawing {
    enum class Shape : std::uint8_t {
        columns,  // side by side, as high as `count`
        parts,    // of one whole, each as wide as `count`
        shares,   // below each other, each `count` of `of`
        lines,    // words alone
    };
    struct Row {
        std::string label;
        std::string words;  // of lines
        int count = 0;
        int of = 0;  // of shares
        bool operator==(const Row&) const = default;
    };
    Shape shape = Shape::lines;
    std::string title;
    std::vector<Row> rows;
    bool operator==(const Drawing&) const = default;
};
struct Picture {
    std::string title;
    std::string words;  // the same for those who do not see it
    std::vector<Drawing> drawings;
    bool operator==(const Picture&) const = default;
};

struct Message {
    std::string notification;  // what the lock screen shows, where the service lets us choose; else the first line
    std::vector<Block> blocks;
    bool silent = false;  // delivered without a sound
    std::optional<Picture> picture = {};
    bool operator==(const Message&) const = default;
};

// Without the picture, and with its words instead.
[[nodiscard]] inline Message in_words(Message message) {
    if (!message.picture) return message;
    message.blocks.push_back({{{std::move(message.picture->words), Style::plain}}, {}});
    message.picture.reset();
    return message;
}

// ---- heard ----------------------------------------------------------------------------------------------------------

struct TextSaid {
    std::string text;
    std::string in_reply_to;  // reference of the quoted message of ours; empty = none
    bool operator==(const TextSaid&) const = default;
};
struct ButtonPressed {
    std::string action;
    std::string message;   // reference of the message that carries the button; empty = no message does (a page)
    std::string callback;  // what the service wants answered at once; empty = nothing
    bool waits = true;     // the service shows that it waits until answered; else only a notice is worth an answer
    bool operator==(const ButtonPressed&) const = default;
};
struct Forwarded {          // words of somebody else, passed on to the bot
    std::string from_name;  // as far as the service tells; may be empty
    std::string text;
    bool operator==(const Forwarded&) const = default;
};
struct CardShared {
    std::string name;
    std::string phone;
    std::string vcard;  // may be empty
    bool operator==(const CardShared&) const = default;
};
struct WordsNeeded {   // voice, photo, sticker, ...: nothing that can be read
    std::string what;  // "voice", "photo", "file", ...
    bool operator==(const WordsNeeded&) const = default;
};
struct ReachChanged {  // the owner blocked (false) or unblocked (true) the bot
    bool reachable = true;
    bool operator==(const ReachChanged&) const = default;
};

using EventBody = std::variant<TextSaid, ButtonPressed, Forwarded, CardShared, WordsNeeded, ReachChanged>;

struct Event {
    std::string connector;  // "telegram", "slack", "webchat"
    std::string account;    // the bot's or workspace's id
    std::string key;        // the same for every delivery of the same act; unique within (connector, account)
    std::string chat;
    std::string user;
    std::string user_name;  // as the service shows it; for courtesy only
    std::string language;   // as the service says it ("en"); may be empty
    EventBody body;
    std::vector<std::string> other_keys = {};  // whatever else names this act and no other
    // The keys between `key` and this one are of what the same person did next; empty = that cannot be told by keys.
    std::string next_keys_end = {};
    bool operator==(const Event&) const = default;
};

}  // namespace nudged
