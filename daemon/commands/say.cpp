#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

void print_choices(const json& rows) {
    for (const auto& row : rows) {
        std::cout << "\n   ";
        for (const auto& label : row) std::cout << " [ " << harmless(cell(label)) << " ] ";
    }
    if (!rows.empty()) std::cout << '\n';
}

}  // namespace

int say(Session& session, const SayOptions& options) {
    json arguments{{"text", spoken(options.words)}};
    if (options.owner) arguments["owner"] = *options.owner;
    if (options.at) arguments["at"] = *options.at;
    auto said = session.run("say", arguments);
    const auto choices = said["choices"];
    said.erase("choices");
    if (options.json) {
        print_json(said);
        return 0;
    }
    std::cout << harmless(cell(said["answer"])) << '\n';
    print_choices(choices);
    return 0;
}

}  // namespace nudged::commands
