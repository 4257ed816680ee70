#include "daemon/conversation/settings_said.hpp"

#include <algorithm>
#include <vector>

#include "daemon/replies/text.hpp"

namespace nudged::conversation {

namespace {

using replies::one_of;

// "set my daily cap to 3" begins with "cap" as "cap 3" does.
std::vector<replies::Token> without_little_words(const std::string& text) {
    auto tokens = replies::tokenise(text, 0, std::min(text.find('\n'), text.size()));
    std::erase_if(tokens, [](const replies::Token& token) {
        return token.kind == replies::Token::Kind::punct ||
               one_of(token.text, {"set", "change", "my", "the", "to", "daily", "please", "is", "me"});
    });
    return tokens;
}

}  // namespace

std::string setting_said(const std::string& text) {
    const auto tokens = without_little_words(text);
    const auto is = [&](std::size_t at, std::initializer_list<std::string_view> words) {
        return at < tokens.size() && one_of(tokens[at].text, words);
    };
    const auto from = [&](std::size_t at) { return at < tokens.size() ? text.substr(tokens[at].begin) : ""; };
    const bool a_number = tokens.size() == 2 && tokens[1].whole_number() && tokens[1].number > 0;
    if (is(0, {"cap"}) && a_number) return "matter " + tokens[1].text;
    if (is(0, {"nudge"}) && is(1, {"at", "time"}) && tokens.size() > 2) return "nudge at " + from(2);
    if (is(0, {"zone", "timezone"}) && tokens.size() > 1) return "i moved to " + from(1);
    if (is(0, {"time"}) && is(1, {"zone"}) && tokens.size() > 2) return "i moved to " + from(2);
    return {};
}

bool is_about_a_setting(const std::string& text) {
    const auto tokens = without_little_words(text);
    if (tokens.empty() || tokens.size() > 4) return false;
    return one_of(tokens.front().text,
                  {"cap", "nudge", "zone", "timezone", "weekdays", "quiet", "settings", "setting"});
}

}  // namespace nudged::conversation
