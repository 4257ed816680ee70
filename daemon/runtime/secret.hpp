// Tokens and keys: read from files only, and never shown.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace nudged::runtime {

// A text that is kept out of logs: making one registers it with the log's redaction, and it cannot be streamed.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value);
    [[nodiscard]] const std::string& reveal() const { return value_; }
    [[nodiscard]] bool empty() const { return value_.empty(); }

private:
    std::string value_;
};
std::ostream& operator<<(std::ostream&, const Secret&) = delete;

// A secret that is configured, or what goes with it, is missing or cannot be used: the program ends as with a wrong
// config. The message names the file and what to do, never the content.
class SecretError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One line from a file that nobody but its owner can read; white space around it is dropped.
// Throws SecretError: missing, unreadable, readable by others, empty, larger than a secret is.
[[nodiscard]] Secret read_secret(const std::filesystem::path& file);
// One a line, up to `most`: while a new secret takes the place of an old one, both are good.
[[nodiscard]] std::vector<Secret> read_secrets(const std::filesystem::path& file, std::size_t most);

// What systemd hands over with LoadCredential=NAME:..., absent when there is none. Its file's permissions are
// systemd's.
[[nodiscard]] std::optional<Secret> read_credential(std::string_view name);
[[nodiscard]] std::vector<Secret> read_credentials(std::string_view name, std::size_t most);  // none when absent

}  // namespace nudged::runtime
