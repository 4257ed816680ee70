// Brings SQLite's write-ahead log onto the disk, beside the connection that writes it: while one group of commits is
// being synced, the next is worked on.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace nudged::sqlite {

// SQLite itself syncs the log before it copies it into the database and before it begins it anew (synchronous=NORMAL),
// so that the file is never ahead of its log; what is left to us is the sync after a commit, without which an
// acknowledged commit could be lost. It holds no lock on the log, so that another descriptor of it does no harm.
class LogSync {
public:
    // `log`: the file, which is there and stays the same one for as long as the connection lives. Throws StoreError.
    explicit LogSync(std::string log);
    ~LogSync();
    LogSync(const LogSync&) = delete;
    LogSync& operator=(const LogSync&) = delete;

    // By the thread of the connection, after each commit that wrote something.
    void committed() { ++committed_; }
    // Any thread: returns when all commits before the call are on the disk. Throws StoreBroken, and from then on
    // always.
    void wait();

private:
    std::string log_;
    int fd_ = -1;
    std::atomic<std::uint64_t> committed_ = 0;
    std::mutex syncing_;
    std::uint64_t synced_ = 0;
    bool broken_ = false;
};

}  // namespace nudged::sqlite
