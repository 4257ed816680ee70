#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace nudged::tests {

// A folder of a test's own, gone afterwards. In memory where there is such a place: no test cuts the power.
class TempFolder {
public:
    TempFolder() {
        const std::filesystem::path memory = "/dev/shm";
        const bool in_memory = access(memory.c_str(), W_OK) == 0;
        std::string name = (in_memory ? memory : std::filesystem::temp_directory_path()) / "nudged-XXXXXX";
        path_ = mkdtemp(name.data());
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    [[nodiscard]] std::string operator/(const std::string& name) const { return path_ / name; }
    [[nodiscard]] std::string path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace nudged::tests
