#include "daemon/runtime/secret.hpp"

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <unistd.h>

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

Secret read_from(const std::filesystem::path& path, bool check_permissions) {
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
    std::string value = trimmed(content);
    if (value.empty()) throw SecretError(fmt::format("{} is empty; put the secret in it, on one line", path.string()));
    if (value.find_first_of(std::string_view("\n\r\0", 3)) != value.npos)
        throw SecretError(fmt::format("{} has more than one line; put the secret alone in it", path.string()));
    return Secret(std::move(value));
}

}  // namespace

Secret::Secret(std::string value) : value_(std::move(value)) { hide_from_log(value_); }

Secret read_secret(const std::filesystem::path& file) { return read_from(file, true); }

std::optional<Secret> read_credential(std::string_view name) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    const auto path = std::filesystem::path(folder) / name;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return std::nullopt;
    return read_from(path, false);
}

}  // namespace nudged::runtime
