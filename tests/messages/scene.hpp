// The scene of the messages: Wednesday 4 March 2026, owner Ana in Lisbon, days off Saturday and Sunday.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "daemon/followup/decisions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

using namespace std::chrono_literals;

inline Date on(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}
inline const Date wednesday = on(2026, 3, 4);

struct Scene {
    Owner owner = [] {
        Owner ana;
        ana.id = 1;
        ana.name = "Ana";
        ana.zone = "Europe/Lisbon";
        return ana;
    }();
    followup::Settings settings;
    followup::Plan plan{owner, settings, 1, wednesday};

    Scene() = default;
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
};

inline Contact person(std::string name, std::int64_t id = 1, int cadence = 30) {
    Contact contact;
    contact.id = id;
    contact.owner = 1;
    contact.name = std::move(name);
    contact.cadence_days = cadence;
    contact.last_touch = wednesday - days{9};
    contact.base = *contact.last_touch;
    return contact;
}

inline Touch touch(std::string channel, std::string note, TouchKind kind = TouchKind::soft) {
    Touch made;
    made.channel = std::move(channel);
    made.note = std::move(note);
    made.kind = kind;
    return made;
}

inline ListItem item(int number, const std::string& name, Reason reason, const ItemLines& lines) {
    ListItem made;
    made.number = number;
    made.contact = number;
    made.name = name;
    made.reason = reason;
    made.why_now = lines.why_now;
    made.suggestion = lines.suggestion;
    return made;
}

inline ListItem settled(ListItem open, std::string line, std::string what, std::int64_t batch) {
    open.settled = std::move(line);
    open.settled_what = std::move(what);
    open.batch = batch;
    return open;
}

// The list of section 1: Nicole's turn, Sam's day, and Mum.
inline DayList section_one() {
    DayList list;
    list.owner = 1;
    list.date = wednesday;
    list.items = {item(1, "Nicole Ortiz", Reason::your_turn,
                       {"Nicole Ortiz wrote yesterday: \"send me two dates\"",
                        "Send her two dates. Her mornings are usually free."}),
                  item(2, "Sam Lee", Reason::check_back,
                       {"Sam Lee asked for today: \"after the reorg\" (said on 3 Dec)",
                        "\"Hi Sam, you said to come back after the reorg. Is it behind you? How did it land?\""}),
                  item(3, "Mum", Reason::overdue,
                       {"Mum, 9 days since you spoke", "Call on the way home. Last time: the garden, and her knee."})};
    return list;
}

inline NudgeView view() {
    NudgeView made;
    made.today = wednesday;
    return made;
}

inline std::string flat(const Text& text) {
    std::string line;
    for (const Span& span : text) line += span.text;
    return line;
}
inline std::string flat(const Message& message) {
    std::string text;
    for (const Block& block : message.blocks) text += (text.empty() ? "" : "\n") + flat(block.text);
    return text;
}
// "[✓ Nicole] [Snooze]" of one row.
inline std::string labels(const ButtonRow& row) {
    std::string text;
    for (const Button& button : row) text += (text.empty() ? "[" : " [") + button.label + "]";
    return text;
}
inline std::vector<std::string> labels(const std::vector<ButtonRow>& rows) {
    std::vector<std::string> all;
    for (const ButtonRow& row : rows) all.push_back(labels(row));
    return all;
}
inline const followup::Decision& decided(const followup::Outcome& outcome) {
    return std::get<followup::Decision>(outcome);
}

}  // namespace nudged::messages
