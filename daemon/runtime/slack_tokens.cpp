#include "daemon/runtime/slack_tokens.hpp"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "connectors/wire/json.hpp"
#include "connectors/wire/parsed_json.hpp"

namespace nudged::runtime {

namespace fs = std::filesystem;
using wire::Json;
using wire::string_at;

namespace {

[[noreturn]] void cannot_write(const fs::path& file) {
    throw std::runtime_error(file.string() + " can't be written; is its folder ours, and is the disk full?");
}

void write_durably(const fs::path& file, const std::string& text) {
    const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) cannot_write(file);
    const bool written = fchmod(fd, 0600) == 0 &&
                         write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
    if (close(fd) != 0 || !written) cannot_write(file);
}

// A name in a folder is durable once the folder is.
void settle(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool settled = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    if (!settled) cannot_write(folder);
}

InstalledWorkspace read(const fs::path& file) {
    const auto json = wire::parse_json(read_secret(file).reveal());
    if (!json) throw SecretError(file.string() + " is damaged; install nudged in that workspace again");
    InstalledWorkspace workspace{string_at(*json, "account"), string_at(*json, "name"), string_at(*json, "bot"),
                                 Secret(string_at(*json, "token")), wire::true_at(*json, "leaving")};
    if (workspace.account != file.stem() || workspace.token.empty())
        throw SecretError(file.string() + " holds no token of that workspace; install nudged there again");
    return workspace;
}

}  // namespace

// The id comes from outside: it names a file only when it is one.
fs::path SlackTokens::file_of(const std::string& account) const {
    const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    if (account.empty() || account.size() > 64 || !std::ranges::all_of(account, fits))
        throw std::runtime_error("Slack has named a workspace in a way that none is named");
    return folder_ / (account + ".json");
}

std::vector<InstalledWorkspace> SlackTokens::all() const {
    std::vector<InstalledWorkspace> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        if (entry.path().extension() != ".json") continue;
        try {
            found.push_back(read(entry.path()));
        } catch (const SecretError& unreadable) {
            spdlog::error("Slack: {}", unreadable.what());
        }
    }
    return found;
}

void SlackTokens::put(const InstalledWorkspace& workspace) const {
    const auto file = file_of(workspace.account);
    std::error_code error;
    fs::create_directories(folder_.parent_path(), error);
    if (mkdir(folder_.c_str(), 0700) == 0) settle(folder_.parent_path());
    const Json json{{"account", workspace.account},
                    {"name", workspace.name},
                    {"bot", workspace.bot},
                    {"token", workspace.token.reveal()},
                    {"leaving", workspace.leaving}};
    const auto beside = fs::path(file.string() + ".new");
    write_durably(beside, wire::dump(json) + "\n");
    if (rename(beside.c_str(), file.c_str()) != 0) cannot_write(file);
    settle(folder_);
}

void SlackTokens::remove(const std::string& account) const {
    std::error_code error;
    if (fs::remove(file_of(account), error)) settle(folder_);
}

}  // namespace nudged::runtime
