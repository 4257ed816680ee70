// An address book that was dropped on the page.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "daemon/conversation/exchange.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// A file without a name, readable by us alone, that is gone with this object or the process. Throws std::system_error.
class SpooledFile {
public:
    explicit SpooledFile(const std::filesystem::path& folder);
    ~SpooledFile();
    SpooledFile(const SpooledFile&) = delete;
    SpooledFile& operator=(const SpooledFile&) = delete;

    void append(std::string_view bytes);
    // From the beginning, piece by piece.
    void read(const std::function<void(std::string_view)>& piece) const;
    [[nodiscard]] std::string beginning(std::size_t bytes) const;

private:
    int fd_;
};

// A sentence for the one who sent the file.
class ImportStopped : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Brings the people in, 1,000 rows a transaction, and says in the chat what became of them, once for a key. Returns a
// sentence when the file is no address book. When it throws, what came in stays, and the same file can be sent again:
// ImportStopped when `is_wanted`, which is asked before each transaction, says no.
[[nodiscard]] std::optional<std::string> import_file(Store& store, std::int64_t owner, const std::string& key,
                                                     const SpooledFile& file, const std::string& name,
                                                     const conversation::Rules& rules, conversation::Moment moment,
                                                     const std::function<bool()>& is_wanted);

}  // namespace nudged::runtime
