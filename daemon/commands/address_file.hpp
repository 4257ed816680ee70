// A file with an address book in it, read piece by piece.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include "daemon/import/address_book.hpp"

namespace nudged::commands {

// A sentence that begins with the file's name.
class FileError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class AddressFile {
public:
    // Looks whether it is one. It is read more than once, so it must be an ordinary file. Throws FileError.
    AddressFile(std::string path, std::optional<address_book::Format> format);

    // Throws FileError when it cannot be read to its end.
    void read(const address_book::Callbacks& callbacks, address_book::DateOrder order) const;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    address_book::Format format_ = address_book::Format::csv;
};

}  // namespace nudged::commands
