// What was received, in a line.
#pragma once

#include <string>

#include "connectors/slack/events.hpp"

namespace nudged::slack {

struct ShowBody {
    std::string operator()(const TextSaid& e) const {
        return "said '" + e.text + "'" + (e.in_reply_to.empty() ? "" : " to " + e.in_reply_to);
    }
    std::string operator()(const ButtonPressed& e) const {
        return "pressed '" + e.action + "' on " + e.message + ", callback " + e.callback +
               (e.waits ? ", waits" : ", waits not");
    }
    std::string operator()(const Forwarded& e) const {
        return "passed on from '" + e.from_name + "': '" + e.text + "'";
    }
    std::string operator()(const CardShared& e) const { return "card '" + e.name + "'"; }
    std::string operator()(const WordsNeeded& e) const { return "needs words, not " + e.what; }
    std::string operator()(const ReachChanged& e) const { return e.reachable ? "reachable" : "unreachable"; }
};

struct ShowReceived {
    std::string operator()(const Event& e) const {
        return e.connector + " " + e.account + " chat " + e.chat + " user " + e.user + " (" + e.user_name + ", " +
               e.language + ") key " + e.key + ": " + std::visit(ShowBody{}, e.body);
    }
    std::string operator()(const Ignored& e) const { return "ignored: " + e.what; }
    std::string operator()(const Unreadable&) const { return "unreadable"; }
    std::string operator()(const Challenge& e) const { return "challenge " + e.text; }
    std::string operator()(const TlsProbe&) const { return "probe"; }
    std::string operator()(const HomeOpened& e) const { return "home of " + e.user + " in " + e.account; }
    std::string operator()(const SettingChosen& e) const {
        std::string line = "set " + e.key + " of " + e.user + " in " + e.account + " to";
        for (const auto& value : e.values) line += " " + value;
        return line + " by " + e.act;
    }
    std::string operator()(const Uninstalled& e) const { return "uninstalled from " + e.account; }
    std::string operator()(const LeftOut& e) const {
        return "left out in " + e.account + " at " + std::to_string(e.minute);
    }
};

inline std::string show(const Received& received) { return std::visit(ShowReceived{}, received); }

}  // namespace nudged::slack
