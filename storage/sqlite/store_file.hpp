// The file of a store before SQLite sees it: its folder, its lock, its permissions.
#pragma once

#include <sys/types.h>

#include <string>

namespace nudged::sqlite {

// Holds `<path>.lock` for as long as it lives, so that one process at a time uses the store.
class StoreFile {
public:
    // Makes the folder (0700) and an empty file (0600) where there are none. Throws StoreBusy at once when another
    // process holds the lock, StoreError when this cannot be a store. Opens the file for the last time: once SQLite has
    // it, one close() of it anywhere in the process would drop SQLite's own locks.
    explicit StoreFile(std::string path);
    ~StoreFile();
    StoreFile(const StoreFile&) = delete;
    StoreFile& operator=(const StoreFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    // False when the file was deleted or replaced since.
    [[nodiscard]] bool still_there() const;

private:
    void lock();

    std::string path_;
    int lock_ = -1;
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

// Makes the content (and then the name) of a file survive a power cut. Throws StoreError.
void sync_file(const std::string& path);
void sync_folder_of(const std::string& path);

}  // namespace nudged::sqlite
