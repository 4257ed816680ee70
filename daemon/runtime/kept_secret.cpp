#include "daemon/runtime/kept_secret.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "daemon/conversation/pairing.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t secret_bytes = 20;

}  // namespace

Secret kept_secret(const std::filesystem::path& file) {
    const int made = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0 && errno != EEXIST)
        throw std::runtime_error(file.string() + " can't be written; is its folder there and ours?");
    if (made >= 0) {
        const auto secret = conversation::random_text(secret_bytes) + "\n";
        const bool written =
            write(made, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && fsync(made) == 0;
        close(made);
        if (!written) {
            std::filesystem::remove(file);
            throw std::runtime_error(file.string() + " can't be written; is the disk full?");
        }
    }
    return read_secret(file);
}

}  // namespace nudged::runtime
