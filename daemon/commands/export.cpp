#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"

namespace nudged::commands {

namespace {

// A file beside the store, where a daemon may write too; gone when this is.
class Passage {
public:
    explicit Passage(const runtime::Config& config)
        : path_(std::filesystem::absolute(runtime::control_path(config))
                    .replace_extension("export-" + std::to_string(getpid()))) {}
    ~Passage() {
        std::error_code error;
        std::filesystem::remove(path_, error);
    }
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

int export_all(Session& session, const ExportOptions& options) {
    const Passage passage(session.config());
    nlohmann::json arguments{{"format", options.format}, {"file", passage.path().string()}};
    if (options.owner) arguments["owner"] = *options.owner;
    (void)session.look("export", arguments);
    std::ifstream file(passage.path(), std::ios::binary);
    if (!file) throw runtime::OperationError(passage.path().string() + " cannot be read");
    if (file.peek() != std::ifstream::traits_type::eof()) std::cout << file.rdbuf();
    return 0;
}

}  // namespace nudged::commands
