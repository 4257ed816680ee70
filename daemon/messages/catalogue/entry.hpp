#pragma once

#include <string_view>

namespace nudged::messages {

struct Entry {
    std::string_view key;
    std::string_view pattern;  // of an ICU message, in UTF-8
};

}  // namespace nudged::messages
