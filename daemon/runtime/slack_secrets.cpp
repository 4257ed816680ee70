#include "daemon/runtime/slack_secrets.hpp"

#include <string>
#include <string_view>

namespace nudged::runtime {

namespace {

constexpr std::size_t signing_secrets_at_once = 2;

std::optional<Secret> read(const std::filesystem::path& file, std::string_view credential) {
    if (!file.empty()) return read_secret(file);
    return read_credential(credential);
}

std::optional<Secret> read_token(const std::filesystem::path& file, std::string_view credential,
                                 std::string_view begins, const char* where_it_is) {
    auto token = read(file, credential);
    if (token && !token->reveal().starts_with(begins))
        throw SecretError(
            "what stands in " + (file.empty() ? "the credential " + std::string(credential) : file.string()) +
            " does not begin with " + std::string(begins) + ": copy the one that Slack shows under " + where_it_is);
    return token;
}

void check_address(const Config& config, const char* what_needs_it) {
    const auto& address = config.http.public_url;
    if (!address || !(address->https || address->is_loopback()))
        throw SecretError(std::string(what_needs_it) +
                          " needs http.public_url: the https address at which this machine is reached");
}

}  // namespace

std::optional<Secret> read_slack_bot_token(const Config::Slack& where) {
    return read_token(where.bot_token_file, "slack-bot-token", "xoxb-", "\"OAuth & Permissions\"");
}

std::optional<Secret> read_slack_app_token(const Config::Slack& where) {
    return read_token(where.app_token_file, "slack-app-token", "xapp-", "\"Basic Information\", \"App-Level Tokens\"");
}

bool slack_is_set_up(const Config& config) {
    return !config.slack.bot_token_file.empty() || !config.slack.client_id.empty() ||
           read_credential("slack-bot-token").has_value();
}

SlackSecrets read_slack_secrets(const Config& config) {
    const auto& where = config.slack;
    SlackSecrets secrets;
    secrets.bot_token = read_slack_bot_token(where);
    if (where.mode == Config::Slack::Mode::socket) {
        secrets.app_token = read_slack_app_token(where);
        if (!secrets.app_token)
            throw SecretError(
                "slack.mode is \"socket\", which needs slack.app_token_file: a file with the app-level token "
                "(\"xapp-...\") that you make under \"Basic Information\" of the app, with the scope "
                "connections:write");
    } else {
        secrets.signing_secrets = where.signing_secret_file.empty()
                                      ? read_credentials("slack-signing-secret", signing_secrets_at_once)
                                      : read_secrets(where.signing_secret_file, signing_secrets_at_once);
        if (secrets.signing_secrets.empty())
            throw SecretError(
                "slack.mode is \"http\", which needs slack.signing_secret_file: a file with the signing secret that "
                "Slack shows under \"Basic Information\" of the app");
        check_address(config, "slack.mode = \"http\"");
    }
    if (where.client_id.empty()) return secrets;
    secrets.client_secret = read(where.client_secret_file, "slack-client-secret");
    if (!secrets.client_secret)
        throw SecretError(
            "slack.client_id is set, which needs slack.client_secret_file: a file with the client secret that Slack "
            "shows under \"Basic Information\" of the app");
    check_address(config, "slack.client_id");
    return secrets;
}

}  // namespace nudged::runtime
