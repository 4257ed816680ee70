#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

// The daemon may run in another folder, so it is told the whole path.
int backup(Session& session, const std::string& file) {
    const auto path = std::filesystem::absolute(file).lexically_normal().string();
    (void)session.look("backup", {{"file", path}});
    std::cout << "The store is copied to " << harmless(path) << ".\n";
    return 0;
}

}  // namespace nudged::commands
