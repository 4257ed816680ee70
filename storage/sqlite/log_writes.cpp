#include "storage/sqlite/log_writes.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "storage/store.hpp"

namespace nudged::sqlite {

namespace {

// In front of each page in a log (https://www.sqlite.org/fileformat2.html#walformat).
constexpr int header_bytes = 24;

// Bytes 4 to 7 say how large the database is after the commit, or 0: more pages of this transaction follow.
bool commits(const unsigned char* header) {
    return std::any_of(header + 4, header + 8, [](unsigned char byte) { return byte != 0; });
}

class Log {
public:
    explicit Log(sqlite3_file* file) : file_(file) {}

    // Gathers a header that commits nothing, and the page behind it. All else is written at once, after what was
    // gathered.
    int write(const void* data, int bytes, sqlite3_int64 at) {
        const auto* begin = static_cast<const unsigned char*>(data);
        const bool goes_on = at == at_ + bytes_;
        const bool is_page = goes_on && expects_page_;
        const bool is_header = bytes == header_bytes && !commits(begin);
        expects_page_ = is_header;
        const bool is_gathered = is_header || (is_page && bytes <= most_bytes);
        if (!is_gathered || !goes_on || bytes_ + bytes > most_bytes)
            if (const int result = flush(); result != SQLITE_OK) return result;
        if (!is_gathered) return file_->pMethods->xWrite(file_, data, bytes, at);
        if (bytes_ == 0) at_ = at;
        std::copy_n(begin, bytes, gathered_.begin() + bytes_);
        bytes_ += bytes;
        return SQLITE_OK;
    }
    // Nothing is gathered then, even if that failed: SQLite gives up a transaction that it cannot write.
    int flush() {
        const int bytes = std::exchange(bytes_, 0);
        return bytes == 0 ? SQLITE_OK : file_->pMethods->xWrite(file_, gathered_.data(), bytes, at_);
    }
    [[nodiscard]] sqlite3_file* file() const { return file_; }

private:
    static constexpr int most_bytes = 1 << 16;

    sqlite3_file* file_;
    std::array<unsigned char, most_bytes> gathered_;
    sqlite3_int64 at_ = 0;  // where what is gathered belongs
    int bytes_ = 0;
    bool expects_page_ = false;
};

// What SQLite sees of an open log; behind it lies the file of the usual file system.
struct LogFile {
    sqlite3_file base;
    Log* log;
};

Log& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file)->log; }

// Calls a function of the usual file, once everything is there that it may look at.
template <auto function, class... Arguments>
int after_writing(sqlite3_file* file, Arguments... arguments) {
    Log& log = log_of(file);
    if (const int result = log.flush(); result != SQLITE_OK) return result;
    return (log.file()->pMethods->*function)(log.file(), arguments...);
}

template <auto function, class... Arguments>
int of_the_file(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* usual = log_of(file).file();
    return (usual->pMethods->*function)(usual, arguments...);
}

int write(sqlite3_file* file, const void* data, int bytes, sqlite3_int64 at) {
    return log_of(file).write(data, bytes, at);
}

int close(sqlite3_file* file) {
    Log* log = &log_of(file);
    log->flush();  // of a transaction that was never committed
    const int result = log->file()->pMethods->xClose(log->file());
    delete log;
    return result;
}

using Methods = sqlite3_io_methods;
constexpr Methods log_methods = {
    1,
    close,
    after_writing<&Methods::xRead, void*, int, sqlite3_int64>,
    write,
    after_writing<&Methods::xTruncate, sqlite3_int64>,
    after_writing<&Methods::xSync, int>,
    after_writing<&Methods::xFileSize, sqlite3_int64*>,
    of_the_file<&Methods::xLock, int>,
    of_the_file<&Methods::xUnlock, int>,
    of_the_file<&Methods::xCheckReservedLock, int*>,
    of_the_file<&Methods::xFileControl, int, void*>,
    of_the_file<&Methods::xSectorSize>,
    of_the_file<&Methods::xDeviceCharacteristics>,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,  // of version 2 and 3, which a log needs not
};

// Always the same one: ours has room for its files.
sqlite3_vfs* usual() {
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    return found;
}

int open(sqlite3_vfs*, sqlite3_filename path, sqlite3_file* file, int flags, int* got) {
    if ((flags & SQLITE_OPEN_WAL) == 0) return usual()->xOpen(usual(), path, file, flags, got);
    auto* opened = reinterpret_cast<LogFile*>(file);
    auto* behind = reinterpret_cast<sqlite3_file*>(opened + 1);
    opened->base.pMethods = nullptr;
    opened->log = new (std::nothrow) Log(behind);
    if (opened->log == nullptr) return SQLITE_NOMEM;
    const int result = usual()->xOpen(usual(), path, behind, flags, got);
    if (result == SQLITE_OK)
        opened->base.pMethods = &log_methods;
    else
        delete opened->log;
    return result;
}

}  // namespace

const char* vfs_that_gathers_the_log() {
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *usual();
        made.pNext = nullptr;
        made.zName = "nudged";
        made.szOsFile += static_cast<int>(sizeof(LogFile));
        made.xOpen = open;
        return made;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    if (registered != SQLITE_OK) throw StoreError("SQLite takes no file system of ours");
    return vfs.zName;
}

}  // namespace nudged::sqlite
