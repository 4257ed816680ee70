// The tokens that workspaces gave us by OAuth, each in a file of its own: DATA/slack/TEAM.json, for us alone.
//
// Files and not the store, so that a backup, an export and whoever gets hold of one have no token in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "daemon/runtime/secret.hpp"

namespace nudged::runtime {

struct InstalledWorkspace {
    std::string account;  // the workspace's id
    std::string name;
    std::string bot;  // the bot's id ("B..."); empty = not asked yet
    Secret token;
    bool leaving = false;  // Slack says that we are out; the token has not been tried since
};

class SlackTokens {
public:
    explicit SlackTokens(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // A file that cannot be read is logged and left alone.
    [[nodiscard]] std::vector<InstalledWorkspace> all() const;
    // Durable when it returns, whole or not at all. Throws std::runtime_error with a sentence.
    void put(const InstalledWorkspace& workspace) const;
    void remove(const std::string& account) const;

private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& account) const;

    std::filesystem::path folder_;  // made when first needed
};

}  // namespace nudged::runtime
