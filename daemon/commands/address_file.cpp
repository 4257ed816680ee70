#include "daemon/commands/address_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace nudged::commands {

namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::size_t looked_at = 8 * 1024;  // to tell the format

std::ifstream opened(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) throw FileError(path + ": there is no such file");
    if (std::filesystem::is_directory(status)) throw FileError(path + ": this is a folder; name the files in it");
    if (!error && !std::filesystem::is_regular_file(status))
        throw FileError(path + ": this can be read only once; save it as a file first");
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FileError(path + ": cannot be opened (" + std::strerror(errno) + ")");
    return file;
}

}  // namespace

AddressFile::AddressFile(std::string path, std::optional<address_book::Format> format) : path_(std::move(path)) {
    auto file = opened(path_);
    std::string beginning(looked_at, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    if (beginning.empty()) throw FileError(path_ + ": the file is empty");
    const auto guessed = address_book::guess_format(beginning, std::filesystem::path(path_).filename().string());
    if (!guessed && !format)
        throw FileError(path_ + ": this is no address book that can be read here; vCard files and tables (CSV) can");
    format_ = format ? *format : *guessed;
}

void AddressFile::read(const address_book::Callbacks& callbacks, address_book::DateOrder order) const {
    auto file = opened(path_);
    address_book::Reader reader(format_, callbacks, order);
    std::vector<char> piece(piece_size);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0)
        reader.feed({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (file.bad()) throw FileError(path_ + ": cannot be read to its end (" + std::strerror(errno) + ")");
    reader.finish();
}

}  // namespace nudged::commands
