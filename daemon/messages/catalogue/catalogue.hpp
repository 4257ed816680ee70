// The one catalogue: a sentence by its key, in the language of the owner who is spoken to.
//
// A pattern is an ICU message: `{name}` stands for an argument, `{n, plural, one {# day} other {# days}}` for a number
// and its word, `{what, select, ...}` for one of several wordings. A sentence is whole, so that another language can
// order it in its own way. An apostrophe is itself, but for one before `{` or `}`.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/messages/catalogue/english.hpp"

namespace nudged::messages {

// A key of the catalogue; one that is not there does not compile.
class Key {
public:
    template <std::size_t size>
    consteval Key(const char (&name)[size]) {  // NOLINT: meant to be written as the word itself
        while (english.at(place_).key != std::string_view(name)) ++place_;
    }
    [[nodiscard]] constexpr std::size_t place() const { return place_; }

private:
    std::size_t place_ = 0;
};

struct Argument {
    const char* name;
    std::variant<std::string, long> value;
};

// May be called on any thread; each parses a pattern once, at its first use.
[[nodiscard]] std::string worded(Key, std::initializer_list<Argument> = {});
// Of a key that a file of the page names: what it stands for, with nothing put in. Absent when there is no such key.
[[nodiscard]] std::optional<std::string_view> pattern_of(std::string_view key);

}  // namespace nudged::messages
