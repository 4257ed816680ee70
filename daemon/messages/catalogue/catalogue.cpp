#include "daemon/messages/catalogue/catalogue.hpp"

#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "daemon/messages/catalogue/german.hpp"
#include "daemon/messages/catalogue/speaking.hpp"

namespace nudged::messages {
namespace {

constexpr bool has_the_keys_of_english(std::span<const Entry> translation) {
    if (translation.size() != english.size()) return false;
    for (std::size_t i = 0; i < english.size(); ++i)
        if (translation[i].key != english.at(i).key) return false;
    return true;
}
static_assert(has_the_keys_of_english(german));

thread_local Language spoken = Language::english;

// The patterns of one language, each parsed when it is first said: most are said by few owners and seldom.
class Patterns {
public:
    Patterns(std::span<const Entry> entries, const char* locale) : entries_(entries), locale_(locale) {}

    [[nodiscard]] std::string_view at(std::size_t place) const { return entries_[place].pattern; }
    std::string say(std::size_t place, std::span<const icu::UnicodeString> names,
                    std::span<const icu::Formattable> values) {
        icu::UnicodeString text;
        UErrorCode failed = U_ZERO_ERROR;
        pattern_of(place).format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), text, failed);
        if (U_FAILURE(failed)) throw std::logic_error("catalogue: " + std::string(entries_[place].key));
        std::string utf8;
        return text.toUTF8String(utf8);
    }

private:
    const icu::MessageFormat& pattern_of(std::size_t place) {
        auto& pattern = parsed_[place];
        if (!pattern) {
            UErrorCode failed = U_ZERO_ERROR;
            const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(
                entries_[place].pattern.data(), static_cast<std::int32_t>(entries_[place].pattern.size())));
            pattern = std::make_unique<icu::MessageFormat>(text, locale_, failed);
            if (U_FAILURE(failed)) throw std::logic_error("catalogue: " + std::string(entries_[place].key));
        }
        return *pattern;
    }

    std::span<const Entry> entries_;
    icu::Locale locale_;
    std::map<std::size_t, std::unique_ptr<icu::MessageFormat>> parsed_;  // by place
};

// Of each thread its own: a MessageFormat makes its number formats while it formats.
Patterns& patterns_of(Language language) {
    thread_local Patterns in_english(english, "en_US_POSIX");  // numbers without separators
    thread_local Patterns in_german(german, "de");
    return language == Language::german ? in_german : in_english;
}

// Most sentences have only words put in. To do so here takes a twentieth of the time of a message format, and none of
// its memory. Absent for what has a plural, a choice or a number.
std::optional<std::string> put_in(std::string_view pattern, std::initializer_list<Argument> arguments) {
    std::string text;
    for (;;) {
        const auto open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) return text;
        const auto close = pattern.find('}', open);
        const auto name = pattern.substr(open + 1, close - open - 1);
        const auto* const given = std::ranges::find(arguments, name, &Argument::name);
        if (given == arguments.end() || std::holds_alternative<long>(given->value)) return std::nullopt;
        text += std::get<std::string>(given->value);
        pattern.remove_prefix(close + 1);
    }
}

icu::UnicodeString utf16(const std::string& utf8) { return icu::UnicodeString::fromUTF8(utf8); }

}  // namespace

std::string worded(Key key, std::initializer_list<Argument> arguments) {
    if (auto text = put_in(patterns_of(spoken).at(key.place()), arguments)) return *std::move(text);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const Argument& argument : arguments) {
        names.emplace_back(argument.name);
        if (const auto* number = std::get_if<long>(&argument.value))
            values.emplace_back(static_cast<std::int64_t>(*number));
        else
            values.emplace_back(utf16(std::get<std::string>(argument.value)));
    }
    return patterns_of(spoken).say(key.place(), names, values);
}

std::optional<std::string_view> pattern_of(std::string_view key) {
    const auto* const found = std::ranges::find(english, key, &Entry::key);
    if (found == english.end()) return std::nullopt;
    return patterns_of(spoken).at(static_cast<std::size_t>(found - english.begin()));
}

std::string_view code_of(Language language) {
    switch (language) {
        case Language::english:
            break;
        case Language::german:
            return "de";
    }
    return "en";
}

std::optional<Language> language_of(std::string_view code) {
    const auto* const found = std::ranges::find(languages, code, code_of);
    return found == languages.end() ? std::nullopt : std::optional(*found);
}

Speaking::Speaking(Language language) : before_(spoken) { spoken = language; }
Speaking::~Speaking() { spoken = before_; }
void Speaking::go_on_in(Language language) { spoken = language; }

}  // namespace nudged::messages
