// In which language this thread says what it says.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "storage/records.hpp"

namespace nudged::messages {

inline constexpr std::array languages{Language::english, Language::german};
[[nodiscard]] std::string_view code_of(Language);                          // "en", as records have it
[[nodiscard]] std::optional<Language> language_of(std::string_view code);  // likewise

// From here to the end of its scope. English is said without one.
class Speaking {
public:
    explicit Speaking(Language);
    ~Speaking();
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;

    void go_on_in(Language);  // to the end of the same scope

private:
    Language before_;
};

}  // namespace nudged::messages
