#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

int today(Session& session, const ViewOptions& options) {
    nlohmann::json arguments = nlohmann::json::object();
    if (options.owner) arguments["owner"] = *options.owner;
    if (options.at) arguments["at"] = *options.at;
    const auto shown = session.run("today", arguments);
    if (options.json)
        print_json(shown["list"]);
    else
        std::cout << harmless(cell(shown["text"])) << '\n';
    return 0;
}

}  // namespace nudged::commands
