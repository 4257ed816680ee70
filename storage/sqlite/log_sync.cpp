#include "storage/sqlite/log_sync.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "storage/store.hpp"

namespace nudged::sqlite {

LogSync::LogSync(std::string log) : log_(std::move(log)), fd_(open(log_.c_str(), O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0) throw StoreError(log_ + " cannot be opened: " + std::strerror(errno));
}

LogSync::~LogSync() { close(fd_); }

void LogSync::wait() {
    const auto wanted = committed_.load();
    const std::lock_guard lock(syncing_);
    // What a failed sync left on the disk is unknown for good; a second one that succeeds proves nothing.
    if (broken_) throw StoreBroken(log_ + " could not be made durable; check the disk, then start nudged again");
    if (synced_ >= wanted) return;
    const auto covered = committed_.load();
    if (fdatasync(fd_) != 0) {
        broken_ = true;
        throw StoreBroken(log_ + " could not be made durable (" + std::strerror(errno) +
                          "); check the disk, then start nudged again");
    }
    synced_ = covered;
}

}  // namespace nudged::sqlite
