// The tokens and keys of Slack, and whether they fit together.
#pragma once

#include <optional>
#include <vector>

#include "daemon/runtime/config.hpp"
#include "daemon/runtime/secret.hpp"

namespace nudged::runtime {

// Each from the file that the config names, else from the systemd credential of the same name: slack-bot-token,
// slack-app-token, slack-signing-secret, slack-client-secret.
struct SlackSecrets {
    std::optional<Secret> bot_token;      // "xoxb-...", of one workspace
    std::optional<Secret> app_token;      // "xapp-...", of the app; in Socket Mode only
    std::vector<Secret> signing_secrets;  // over HTTP only; two while one takes the other's place
    std::optional<Secret> client_secret;  // with a client_id only
};

// By a bot's token or by a client_id.
[[nodiscard]] bool slack_is_set_up(const Config& config);
// Throws SecretError when what is configured cannot work.
[[nodiscard]] SlackSecrets read_slack_secrets(const Config& config);

// One of them, as it is now. Throw SecretError, also when it has another shape.
[[nodiscard]] std::optional<Secret> read_slack_bot_token(const Config::Slack& where);
[[nodiscard]] std::optional<Secret> read_slack_app_token(const Config::Slack& where);

}  // namespace nudged::runtime
