#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::commands {

int restore(Session& session, const std::string& file) {
    const auto restored = session.run("restore", {{"file", std::filesystem::absolute(file).string()}});
    const auto counted = [&](const char* what, const char* one, const char* many) {
        return messages::counted(restored[what].get<long>(), one, many);
    };
    std::cout << "Restored " << counted("owners", "owner", "owners") << ", " << counted("contacts", "person", "people")
              << ", " << counted("touches", "touch", "touches") << " and "
              << counted("journal", "journal entry", "journal entries") << ".\n";
    return 0;
}

}  // namespace nudged::commands
