#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"
#include "daemon/commands/qr.hpp"

namespace nudged::commands {

int pair(Session& session, const std::string& connector, const Maybe& owner) {
    nlohmann::json arguments{{"connector", connector}};
    if (owner) arguments["owner"] = *owner;
    const auto pairing = session.run("pair", arguments);
    const auto code = cell(pairing["code"]), link = cell(pairing["link"]);
    std::cout << "code " << code << "\n";
    if (!link.empty()) {
        std::cout << "link " << link << "\n";
        if (is_terminal(STDOUT_FILENO)) std::cout << '\n' << qr_code(link) << '\n';
    }
    std::cout << "For " << harmless(cell(pairing["owner"])) << ", once, within " << cell(pairing["minutes"])
              << " minutes. ";
    if (connector == "slack") {
        const auto workspace = cell(pairing["workspace"]);
        std::cout << "Write " << code << " to the bot in Slack"
                  << (workspace.empty() ? "" : " (" + harmless(workspace) + ")") << ", or: /nudge pair " << code
                  << "\n";
    } else if (!link.empty()) {
        std::cout << "Open the link" << (connector == "telegram" ? ", or write the code to the bot.\n" : ".\n");
    } else {
        std::cout << "Write to your bot: pair " << code << "\n"
                  << "(A link to it needs the running daemon, which knows the bot's name.)\n";
    }
    return 0;
}

}  // namespace nudged::commands
