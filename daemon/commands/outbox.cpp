#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

constexpr std::size_t shown_on_a_screen = 50;

}  // namespace

int outbox(Session& session, const ViewOptions& options) {
    const auto all = session.look("outbox", json::object());
    if (options.json) {
        print_json(all);
        return 0;
    }
    std::map<std::string, std::size_t> counts{{"ready", 0}, {"sending", 0}, {"sent", 0}, {"dropped", 0}};
    for (const auto& row : all) ++counts[cell(row["state"])];
    for (const auto* state : {"ready", "sending", "sent", "dropped"})
        std::cout << state << ": " << counts[state] << (std::string(state) == "dropped" ? "\n" : ", ");
    if (all.empty()) return 0;
    std::vector<std::vector<std::string>> rows{{"ID", "CHAT", "KIND", "STATE", "TRIES", "SENT", "REASON"}};
    for (std::size_t i = 0; i < std::min(all.size(), shown_on_a_screen); ++i) {
        const auto& row = all[i];
        rows.push_back({cell(row["id"]), cell(row["connector"]), cell(row["kind"]),
                        cell(row["state"]) + (row["doubtful"] == true ? " (doubtful)" : ""), cell(row["attempts"]),
                        cell(row["sent_at"]), cell(row["reason"])});
    }
    print_table(rows);
    return 0;
}

}  // namespace nudged::commands
