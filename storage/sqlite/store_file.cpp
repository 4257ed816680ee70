#include "storage/sqlite/store_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "storage/store.hpp"

namespace nudged::sqlite {

namespace {

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

std::string cause() { return std::strerror(errno); }

void make_folder(const std::string& folder) {
    struct stat about {};
    if (stat(folder.c_str(), &about) == 0) {
        if (S_ISDIR(about.st_mode)) return;
        throw StoreError(folder + " is not a folder; name another place for the store");
    }
    const std::string parent = folder_of(folder);
    if (parent != folder) make_folder(parent);
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw StoreError("the folder " + folder + " does not exist and cannot be made (" + cause() +
                         "); make it, or name another place for the store");
}

void sync(const std::string& path, int flags) {
    const int fd = open(path.c_str(), flags | O_CLOEXEC);
    const bool done = fd >= 0 && fsync(fd) == 0;
    const std::string why = done ? "" : cause();
    if (fd >= 0) close(fd);
    if (!done) throw StoreError(path + " could not be made durable: " + why);
}

}  // namespace

StoreFile::StoreFile(std::string path) : path_(std::move(path)) {
    make_folder(folder_of(path_));
    struct stat about {};
    const bool exists = stat(path_.c_str(), &about) == 0;
    if (exists && !S_ISREG(about.st_mode)) throw StoreError(path_ + " is not a file; name another place for the store");
    // A start of ours that was cut short leaves an empty file too, but with its lock beside it.
    if (exists && about.st_size == 0 && access((path_ + ".lock").c_str(), F_OK) != 0)
        throw StoreError(path_ +
                         " is an empty file that nudged did not make; remove it or name another place for the store");
    lock();
    try {
        const int fd = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || fstat(fd, &about) != 0) {
            const std::string why = cause();
            if (fd >= 0) close(fd);
            throw StoreError(path_ + " cannot be written (" + why + "); check its owner and permissions");
        }
        fchmod(fd, 0600);
        close(fd);
        device_ = about.st_dev;
        inode_ = about.st_ino;
    } catch (...) {
        close(lock_);
        throw;
    }
}

StoreFile::~StoreFile() { close(lock_); }

void StoreFile::lock() {
    const std::string name = path_ + ".lock";
    lock_ = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0)
        throw StoreError(name + " cannot be written (" + cause() +
                         "); check the owner and permissions of the folder, or name another place for the store");
    if (flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    const int why = errno;
    close(lock_);
    if (why == EWOULDBLOCK) throw StoreBusy(path_ + " is in use by another nudged; stop that one first");
    throw StoreError(name + " cannot be locked: " + std::strerror(why));
}

bool StoreFile::still_there() const {
    struct stat about {};
    return stat(path_.c_str(), &about) == 0 && about.st_dev == device_ && about.st_ino == inode_;
}

void sync_file(const std::string& path) { sync(path, O_RDONLY); }

void sync_folder_of(const std::string& path) { sync(folder_of(path), O_RDONLY | O_DIRECTORY); }

}  // namespace nudged::sqlite
