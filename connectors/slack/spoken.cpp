#include "connectors/slack/spoken.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace nudged::slack {

namespace {

constexpr std::size_t longest_link = 4'096;
constexpr std::size_t longest_name = 40;
constexpr std::string_view white = " \t\r\n";

constexpr std::pair<std::string_view, std::string_view> emoji[] = {
    {"+1", "👍"},
    {"thumbsup", "👍"},
    {"-1", "👎"},
    {"thumbsdown", "👎"},
    {"white_check_mark", "✅"},
    {"heavy_check_mark", "✔"},
    {"ballot_box_with_check", "☑"},
    {"ok_hand", "👌"},
    {"zzz", "💤"},
    {"sleeping", "😴"},
    {"sleepy", "😴"},
    {"alarm_clock", "⏰"},
    {"pray", "🙏"},
    {"heart", "❤"},
    {"slightly_smiling_face", "🙂"},
    {"simple_smile", "🙂"},
    {"smile", "😄"},
    {"joy", "😂"},
    {"blush", "😊"},
    {"grinning", "😀"},
    {"laughing", "😆"},
    {"wave", "👋"},
    {"tada", "🎉"},
    {"raised_hands", "🙌"},
    {"clap", "👏"},
    {"fire", "🔥"},
    {"100", "💯"},
    {"birthday", "🎂"},
    {"gift", "🎁"},
    {"coffee", "☕"},
    {"telephone_receiver", "📞"},
};

std::string without_entities(std::string_view text) {
    constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto found = std::find_if(std::begin(entities), std::end(entities),
                                        [&](const auto& one) { return text.starts_with(one.first); });
        const bool entity = found != std::end(entities);
        out += entity ? found->second : text.front();
        text.remove_prefix(entity ? found->first.size() : 1);
    }
    return out;
}

// What stands between '<' and '>'.
struct Mark {
    std::string_view head;
    std::string_view label;
};

// The one at the beginning, and how much it takes; 0 = there is none.
std::pair<Mark, std::size_t> mark_at(std::string_view text) {
    if (!text.starts_with('<')) return {};
    const auto close = text.substr(0, longest_link).find_first_of("<>\n", 1);
    if (close == std::string_view::npos || text[close] != '>') return {};
    const auto inside = text.substr(1, close - 1);
    const auto bar = std::min(inside.find('|'), inside.size());
    if (bar == 0) return {};
    return {{inside.substr(0, bar), inside.substr(std::min(bar + 1, inside.size()))}, close + 1};
}

std::string address(const Mark& mark) {
    const std::string typed = without_entities(mark.label);
    const std::string whole = without_entities(mark.head);
    // Slack puts a scheme before what looks like an address ("b.com"): as typed, it is the label.
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!typed.empty() && whole.starts_with(scheme) && whole.substr(scheme.size()) == typed) return typed;
    }
    for (const std::string_view scheme : {"mailto:", "tel:"}) {
        if (whole.starts_with(scheme)) return whole.substr(scheme.size());
    }
    return whole;
}

std::string read(const Mark& mark, std::string_view bot) {
    const std::string label = without_entities(mark.label);
    const std::string_view rest = mark.head.substr(1);
    switch (mark.head.front()) {
        case '@':
            if (!bot.empty() && rest == bot) return {};
            return "@" + (label.empty() ? std::string(rest) : label);
        case '#':
            return "#" + (label.empty() ? std::string(rest) : label);
        case '!':
            return label.empty() ? "@" + std::string(rest.substr(0, rest.find('^'))) : label;
        default:
            if (mark.head.find(':') != std::string_view::npos) return address(mark);
            return "<" + std::string(mark.head) + ">";  // no mark of Slack's
    }
}

// The sign of ":name:" at the beginning, and how much it takes; a colour of skin after it is a name of its own.
std::pair<std::string_view, std::size_t> emoji_at(std::string_view text) {
    if (!text.starts_with(':')) return {};
    const auto close = text.substr(0, longest_name).find(':', 1);
    if (close == std::string_view::npos) return {};
    const auto name = text.substr(1, close - 1);
    const auto* const found =
        std::find_if(std::begin(emoji), std::end(emoji), [&](const auto& e) { return e.first == name; });
    if (found == std::end(emoji)) return {};
    constexpr std::string_view skin = ":skin-tone-";
    const auto after = text.substr(close + 1);
    const bool coloured = after.size() > skin.size() + 1 && after.starts_with(skin) && after[skin.size() + 1] == ':';
    return {found->second, close + 1 + (coloured ? skin.size() + 2 : 0)};
}

}  // namespace

std::string spoken(std::string_view text, std::string_view bot) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (const auto [mark, length] = mark_at(text); length > 0) {
            out += read(mark, bot);
            text.remove_prefix(length);
        } else if (const auto [sign, taken] = emoji_at(text); taken > 0) {
            out += sign;
            text.remove_prefix(taken);
        } else {
            const auto next = std::min(text.find_first_of("<:", 1), text.size());
            out += without_entities(text.substr(0, next));
            text.remove_prefix(next);
        }
    }
    const auto begin = std::min(out.find_first_not_of(white), out.size());
    const auto end = out.find_last_not_of(white);
    return end == std::string::npos ? std::string() : out.substr(begin, end + 1 - begin);
}

}  // namespace nudged::slack
