// A story as it stands in a file: what Ana does is read from it, what nudged says to that is written below it.
//
//     ## Tuesday 6 January 2026                  the day of what follows
//     *Nicole calls back.*                       for the reader
//     09:12 Ana: done nicole called              what Ana writes
//     09:13 Ana taps [Snooze Sam Lee]            a button, by its label or its spoken name
//     09:14 Ana forwards Nicole Ortiz: Gladly    words of somebody else
//
// These lines, and whatever stands above the first day, are kept as they are. All else is nudged's.
#pragma once

#include <algorithm>
#include <iomanip>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/followup/calendar.hpp"
#include "daemon/messages/wording.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

struct Act {
    Instant at;
    std::string line, verb, words;
    std::vector<std::string> asides;  // which stand above it
};
struct Script {
    std::string foreword;
    std::vector<Act> acts;
};

inline Script script_of(const std::string& story, const Zone& zone) {
    static const std::regex act(R"((\d\d):(\d\d) Ana(: | taps | forwards )(.+))");
    Script script;
    std::optional<Date> day;
    std::vector<std::string> asides;
    std::istringstream lines(story);
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (line.starts_with("## ")) {
            std::tm date{};
            std::istringstream(line) >> std::get_time(&date, "## %A %d %B %Y");
            day = on(date.tm_year + 1900, static_cast<unsigned>(date.tm_mon + 1), static_cast<unsigned>(date.tm_mday));
        } else if (!day) {
            script.foreword += line + '\n';
        } else if (line.starts_with("*")) {
            asides.push_back(line);
        } else if (std::regex_match(line, found, act)) {
            const auto time = std::chrono::hours{std::stoi(found[1])} + std::chrono::minutes{std::stoi(found[2])};
            script.acts.push_back({zone.instant(*day, time), line, found[3], found[4], std::exchange(asides, {})});
        }
    }
    return script;
}

class Story : public Scene {
protected:
    // The script played from its first day on, and what came of it.
    std::string told(const Script& script, Instant begins, Instant ends) {
        written_ = script.foreword;
        now_ = begins;
        auto next = look();
        tell();
        for (const auto& act : script.acts) {
            next = live_until(act.at, next);
            now_ = act.at;
            for (const auto& aside : act.asides) write(aside + "\n\n");
            write(act.line + "\n\n");
            const auto tapped = perform(act);
            tell(true, tapped);
            next = look();
            tell();
        }
        live_until(ends, next);
        return written_;
    }

    Zone zone_ = Zone::find("Europe/Lisbon").value();

private:
    // As the scheduler does: it looks when it was told to.
    Instant live_until(Instant until, Instant next) {
        while (next <= until) {
            now_ = next;
            next = std::max(look(), now_ + std::chrono::minutes{1});
            tell();
        }
        return next;
    }

    // Returns the message whose button it was.
    std::int64_t perform(const Act& act) {
        Event event{"webchat", "", "act " + std::to_string(++acts_), std::to_string(owner_), std::to_string(owner_),
                    "",        "", TextSaid{act.words, ""}};
        std::int64_t tapped = 0;
        if (act.verb == " taps ") {
            const auto [message, action] = found(act.words.substr(1, act.words.size() - 2));
            if (message == 0) ADD_FAILURE() << "there is no such button: " << act.line;
            event.body = ButtonPressed{action, std::to_string(message), ""};
            tapped = message;
        } else if (act.verb == " forwards ") {
            const auto colon = act.words.find(": ");
            event.body = Forwarded{act.words.substr(0, colon), act.words.substr(colon + 2)};
        }
        const auto notice =
            store_->transact([&](Tables& tables) { return conversation::receive(tables, event, rules_, moment()); });
        if (!notice.empty()) write("    (" + notice + ")\n\n");
        return tapped;
    }

    // The newest button of that label or spoken name.
    std::pair<std::int64_t, std::string> found(const std::string& label) {
        const auto lines = chat();
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            if (line->mine) continue;
            const auto message = message_from_json(line->body).value();
            for (const auto& block : message.blocks)
                for (const auto& row : block.rows)
                    for (const auto& button : row)
                        if (!button.action.empty() && (button.label == label || button.accessible == label))
                            return {line->id, button.action};
        }
        return {};
    }

    // What is new in the chat, and what the tap has changed in the message that carries it.
    void tell(bool answers = false, std::int64_t tapped = 0) {
        for (const auto& line : chat()) {
            auto& known = known_[line.id];
            if (line.mine || known == line.body) continue;
            const auto message = in_words(message_from_json(line.body).value());
            if (known.empty())
                write((answers ? "" : clock() + " nudged:\n\n") + shown(message, {}));
            else if (line.id == tapped)
                write(shown(message, in_words(message_from_json(known).value()).blocks));
            known = line.body;
        }
    }

    static std::string shown(const Message& message, const std::vector<Block>& before) {
        std::string text;
        for (const auto& block : message.blocks) {
            if (std::ranges::find(before, block) != before.end()) continue;
            std::string words;
            for (const auto& span : block.text)
                words += span.style == Style::strike ? "~~" + span.text + "~~" : span.text;
            for (const auto& row : block.rows) {
                std::string labels;
                for (const auto& button : row) labels += (labels.empty() ? "[" : " [") + button.label + "]";
                words += "\n" + labels;
            }
            std::istringstream lines(words);
            for (std::string line; std::getline(lines, line);) text += line.empty() ? "\n" : "    " + line + "\n";
            text += '\n';
        }
        return text;
    }

    void write(const std::string& text) {
        const auto today = zone_.local(now_).date;
        if (day_ != today) {
            const auto year = static_cast<int>(std::chrono::year_month_day{today}.year());
            written_ += "## " + messages::long_day(today) + " " + std::to_string(year) + "\n\n";
        }
        day_ = today;
        written_ += text;
    }
    [[nodiscard]] std::string clock() const { return messages::time_text(zone_.local(now_).time); }

    std::string written_;
    std::optional<Date> day_;
    std::map<std::int64_t, std::string> known_;
    int acts_ = 0;
};

}  // namespace nudged::conversation
