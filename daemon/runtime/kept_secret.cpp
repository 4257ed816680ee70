#include "daemon/runtime/kept_secret.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

#include "daemon/conversation/pairing.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t secret_bytes = 20;

// Under another name until it is whole, since a power cut may come at any time.
void make(const std::filesystem::path& file) {
    auto unfinished = file;
    unfinished += ".new";
    std::error_code none_left;
    std::filesystem::remove(unfinished, none_left);
    const int made = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) throw std::runtime_error(file.string() + " can't be written; is its folder there and ours?");
    const auto secret = conversation::random_text(secret_bytes) + "\n";
    const bool written =
        write(made, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && fsync(made) == 0;
    close(made);
    if (!written || rename(unfinished.c_str(), file.c_str()) != 0) {
        std::filesystem::remove(unfinished);
        throw std::runtime_error(file.string() + " can't be written; is the disk full?");
    }
    const int folder = open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

}  // namespace

Secret kept_secret(const std::filesystem::path& file) {
    std::error_code missing;
    // What a start that was cut short has left empty was never given to anybody.
    if (std::filesystem::file_size(file, missing) == 0 || missing) make(file);
    return read_secret(file);
}

}  // namespace nudged::runtime
