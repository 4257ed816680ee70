#include "daemon/runtime/secret.hpp"

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "daemon/runtime/log.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t largest_secret = 16 * 1024;

class File {
public:
    explicit File(const std::filesystem::path& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        if (fd_ < 0) throw SecretError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
    }
    ~File() { close(fd_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int fd() const { return fd_; }

private:
    int fd_;
};

std::string trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

std::string content_of(const std::filesystem::path& path, bool check_permissions) {
    const File file(path);
    struct stat about {};
    if (fstat(file.fd(), &about) != 0 || !S_ISREG(about.st_mode))
        throw SecretError(fmt::format("{} is not a file", path.string()));
    if (check_permissions && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw SecretError(
            fmt::format("{} can be read by others; make it yours alone: chmod 600 {}", path.string(), path.string()));
    std::string content(largest_secret + 1, '\0');
    const ssize_t length = read(file.fd(), content.data(), content.size());
    if (length < 0) throw SecretError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
    content.resize(static_cast<std::size_t>(length));
    if (content.size() > largest_secret)
        throw SecretError(fmt::format("{} is larger than any secret; is it the right file?", path.string()));
    return content;
}

std::vector<Secret> read_from(const std::filesystem::path& path, std::size_t most, bool check_permissions) {
    std::string content = content_of(path, check_permissions);
    std::replace(content.begin(), content.end(), '\r', '\n');
    std::vector<Secret> secrets;
    std::size_t lines = 0;
    for (std::string_view rest = content; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        std::string value = trimmed(line);
        if (value.empty()) continue;
        if (++lines > most || value.find('\0') != value.npos)
            throw SecretError(most == 1
                                  ? fmt::format("{} has more than one line; put the secret alone in it", path.string())
                                  : fmt::format("{} holds more than {} secrets, one a line", path.string(), most));
        secrets.emplace_back(std::move(value));
    }
    if (secrets.empty())
        throw SecretError(fmt::format("{} is empty; put the secret in it, on one line", path.string()));
    return secrets;
}

// What systemd has put there; empty when it has not.
std::filesystem::path credential(std::string_view name) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr || *folder == '\0') return {};
    auto path = std::filesystem::path(folder) / name;
    std::error_code error;
    return std::filesystem::exists(path, error) ? path : std::filesystem::path{};
}

}  // namespace

Secret::Secret(std::string value) : value_(std::move(value)) { hide_from_log(value_); }

Secret read_secret(const std::filesystem::path& file) { return read_from(file, 1, true).front(); }

std::vector<Secret> read_secrets(const std::filesystem::path& file, std::size_t most) {
    return read_from(file, most, true);
}

std::optional<Secret> read_credential(std::string_view name) {
    auto found = read_credentials(name, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Secret> read_credentials(std::string_view name, std::size_t most) {
    const auto path = credential(name);
    return path.empty() ? std::vector<Secret>{} : read_from(path, most, false);
}

}  // namespace nudged::runtime
