#include "daemon/runtime/examination.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/runtime/rfc3339.hpp"
#include "daemon/runtime/secret.hpp"
#include "daemon/runtime/slack_secrets.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr Instant built{std::chrono::seconds{NUDGED_BUILT}};

// "123456789:AAE...": the bot's id, a colon, and 35 letters.
bool looks_like_token(const std::string& token) {
    const auto colon = token.find(':');
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return colon != token.npos && colon > 0 &&
           std::all_of(token.begin(), token.begin() + static_cast<long>(colon), is_digit) && token.size() > colon + 20;
}

json examine_token(const Config& config) {
    const auto& file = config.telegram.token_file;
    try {
        const auto credential = read_credential("telegram-token");
        if (!credential && file.empty())
            return finding("telegram", true, "not set up; nudges come by the web chat",
                           "to use it, name the file with the bot's token as token_file of [telegram]");
        const auto token = credential ? *credential : read_secret(file);
        if (!looks_like_token(token.reveal()))
            return finding("telegram", false,
                           "what stands in " + (credential ? "the credential" : file.string()) +
                               " has not the shape of a bot's token, DIGITS:LETTERS",
                           "copy the whole token from @BotFather into it");
        return finding("telegram", true, "the token is there and has the right shape");
    } catch (const SecretError& error) {
        return finding("telegram", false, error.what());
    }
}

json examine_webhook(const Config& config) {
    const auto& secret = config.telegram.webhook_secret_file;
    if (!config.http.public_url || !config.http.public_url->https)
        return finding("telegram webhook", false, "Telegram can only reach an https address, and none is set",
                       "set public_url of [http] to the address of your proxy, or mode = \"poll\"");
    if (secret.empty())
        return finding("telegram webhook", false, "webhook_secret_file is not set",
                       "put a long random word into a file and name it there");
    try {
        (void)read_secret(secret);
    } catch (const SecretError& error) {
        return finding("telegram webhook", false, error.what());
    }
    return finding("telegram webhook", true, "expected at " + config.http.public_url->text + "/telegram/webhook");
}

json examine_slack(const Config& config) {
    try {
        if (!slack_is_set_up(config)) return finding("slack", true, "not set up");
        (void)read_slack_secrets(config);
    } catch (const std::exception& error) {
        return finding("slack", false, error.what());
    }
    const bool by_http = config.slack.mode == Config::Slack::Mode::http;
    return finding("slack", true,
                   by_http ? "the secrets are there; expected at " + config.http.public_url->text + "/slack/..."
                           : "the tokens are there and have the right shape; heard by Socket Mode");
}

}  // namespace

json finding(const std::string& what, bool ok, const std::string& says, const std::string& to_do) {
    return {{"check", what}, {"ok", ok}, {"says", says}, {"do", to_do.empty() ? json() : json(to_do)}};
}

json examine_settings(const Config& config, const Clock& clock) {
    auto findings = json::array();
    findings.push_back(finding(
        "config", true, config.file.empty() ? "no file; the defaults are used" : config.file.string() + " is read"));
    findings.push_back(examine_token(config));
    if (config.telegram.mode == Config::Telegram::Mode::webhook) findings.push_back(examine_webhook(config));
    findings.push_back(examine_slack(config));
    const auto now = format_rfc3339(std::chrono::floor<std::chrono::seconds>(clock.real()));
    if (clock.real() < built)
        findings.push_back(finding("clock", false, "it is " + now + " here, which is before this program was built",
                                   "set the machine's clock (timedatectl)"));
    else
        findings.push_back(finding("clock", true, now));
    return findings;
}

}  // namespace nudged::runtime
