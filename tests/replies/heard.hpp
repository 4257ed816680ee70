// What is understood, in short.
#pragma once

#include <string>

#include "people.hpp"

namespace nudged::replies {

// What was understood, a command each: "no 1 budget;replied 5 yes;", and what is asked at the end.
inline std::string heard_in(const std::string& text, const People& people = {}) {
    const auto heard = people.understood(text);
    std::string all;
    for (const auto& command : heard.commands) {
        all += name_of(command.intent);
        for (const auto id : command.targets.people) all += ' ' + std::to_string(id);
        if (command.targets.which == Targets::Which::last) all += " last";
        if (command.targets.which == Targets::Which::all) all += " all";
        if (command.on) all += " -" + std::to_string((People::today() - *command.on).count()) + "d";
        if (command.until) all += " +" + std::to_string((*command.until - People::today()).count()) + "d";
        if (!(command.note + command.reason).empty()) all += " \"" + command.note + command.reason + '"';
        all += ';';
    }
    if (heard.negated) all += "negated";
    return all + (heard.ask ? std::string(code_of(heard.ask->code)) : "");
}

// What the answer to its question would be understood as.
inline std::string answered(const std::string& text, const std::string& answer) {
    const People people;
    const auto heard = people.understood(text);
    if (!heard.ask || !heard.commands.empty()) return "no question";
    const auto says = complete(*heard.ask, answer, people.context());
    return says ? heard_in(*says) : "no answer";
}

inline std::string answered_yes(const std::string& text) { return answered(text, "yes"); }

}  // namespace nudged::replies
