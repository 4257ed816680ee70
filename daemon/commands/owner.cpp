#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/holidays_file.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

json arguments_of(const OwnerOptions& options) {
    json arguments = json::object();
    if (!options.name.empty()) arguments["name"] = options.name;
    const auto take = [&](const char* name, const auto& value) {
        if (value) arguments[name] = *value;
    };
    take("zone", options.zone);
    take("nudge_at", options.nudge_at);
    take("weekdays", options.weekdays);
    take("quiet", options.quiet);
    take("cap", options.cap);
    take("language", options.language);
    if (options.holidays) arguments["holidays"] = holidays_of(*options.holidays);
    return arguments;
}

std::string quiet_text(const json& owner) {
    const auto begin = cell(owner["quiet"][0]), end = cell(owner["quiet"][1]);
    return begin == end ? "none" : begin + "-" + end;
}

std::string holidays_text(const json& owner) {
    const auto days = owner.value("holidays", json::array());
    if (days.empty()) return "";
    return ", " + std::to_string(days.size()) + (days.size() == 1 ? " holiday" : " holidays") + " from " +
           cell(days.front()) + " to " + cell(days.back());
}

std::string language_text(const json& owner) {
    const auto language = cell(owner["language"]);
    return language == "en" ? "" : ", in the language " + language;
}

void print_owner(const json& owner) {
    std::cout << harmless(cell(owner["name"])) << ": nudged at " << cell(owner["nudge_at"]) << " in "
              << cell(owner["zone"]) << " on " << cell(owner["weekdays"]) << ", at most " << cell(owner["daily_cap"])
              << " suggested a morning, quiet hours " << quiet_text(owner) << holidays_text(owner)
              << language_text(owner) << ".\n";
}

}  // namespace

int owner_add(Session& session, const OwnerOptions& options) {
    print_owner(session.run("owner add", arguments_of(options)));
    return 0;
}

int owner_set(Session& session, const OwnerOptions& options) {
    print_owner(session.run("owner set", arguments_of(options)));
    return 0;
}

int owner_list(Session& session, bool as_json) {
    const auto owners = session.run("owner list", json::object());
    if (as_json) {
        print_json(owners);
        return 0;
    }
    std::vector<std::vector<std::string>> rows{{"NAME", "ZONE", "NUDGE", "WEEKDAYS", "CAP", "QUIET", "CHATS"}};
    for (const auto& owner : owners) {
        std::string chats;
        for (const auto& pairing : owner["pairs"]) (chats += chats.empty() ? "" : " ") += cell(pairing["connector"]);
        rows.push_back({cell(owner["name"]), cell(owner["zone"]), cell(owner["nudge_at"]), cell(owner["weekdays"]),
                        cell(owner["daily_cap"]), quiet_text(owner), chats});
    }
    print_table(rows);
    return 0;
}

}  // namespace nudged::commands
