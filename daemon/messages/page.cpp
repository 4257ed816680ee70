#include "daemon/messages/page.hpp"

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

std::optional<Text> label_of_page(std::string_view key) {
    const auto label = pattern_of(key);
    return label ? std::optional(styled(*label)) : std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> words_of_scripts() {
    constexpr std::string_view of_scripts = "script.";
    std::vector<std::pair<std::string_view, std::string_view>> words;
    for (const Entry& entry : english)
        if (entry.key.starts_with(of_scripts))
            words.emplace_back(entry.key.substr(of_scripts.size()), pattern_of(entry.key).value());
    return words;
}

std::string page_has_lost_its_key() { return worded("page.lost_key"); }
std::string page_cannot_be_served() { return worded("page.rests"); }
std::string page_sent_unreadable() { return worded("page.unreadable"); }
std::string page_sent_too_much() { return worded("page.too_long"); }
std::string no_picture_here() { return worded("page.no_picture"); }

}  // namespace nudged::messages
