// The files of the page, which live in the binary.
#pragma once

#include <span>
#include <string_view>

namespace nudged::webchat {

struct Asset {
    std::string_view path;  // "/page.js"
    std::string_view type;  // content type
    std::string_view bytes;
    std::string_view etag;  // with its quotation marks; changes with the bytes
};

[[nodiscard]] std::span<const Asset> page_assets();

}  // namespace nudged::webchat
