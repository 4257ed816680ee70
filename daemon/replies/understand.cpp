// A whole message: whom it addresses, and its lines.
#include <algorithm>

#include "daemon/replies/line_reader.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t most_lines = 200;

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

// Takes the bot's name and the slash of a command away: "@nudgebot done 2", "<@U1> done 2", "/done@nudgebot 2", "/nudge
// done 2".
std::string without_address(std::string text, std::string_view bot) {
    const auto start = static_cast<std::size_t>(trimmed(text).data() - text.data());
    if (trimmed(text).empty()) return {};
    text.erase(0, start);
    const auto name_end = [&](std::size_t at) {
        while (at < text.size() && is_name_letter(text[at])) ++at;
        return at;
    };
    const auto whole = text.size();
    if (text.starts_with("<@")) {
        const auto close = text.substr(0, 100).find('>');
        if (close != std::string::npos) text.erase(0, close + 1);
    } else if (text.starts_with('@')) {
        text.erase(0, name_end(1));
    } else if (!bot.empty() && fold(std::string_view(text).substr(0, bot.size())) == fold(bot) &&
               text.size() > bot.size() && one_of(std::string_view(text).substr(bot.size(), 1), {",", ":", " "})) {
        text.erase(0, bot.size());
    }
    if (text.size() < whole) text.erase(0, std::min(text.find_first_not_of(" ,:\n"), text.size()));
    if (text.starts_with('/')) {
        const auto end = name_end(1);
        if (end < text.size() && text[end] == '@') text.erase(end, name_end(end + 1) - end);
        const auto command = fold(std::string_view(text).substr(1, end - 1));
        const bool ours = command == "nudge" || command == "nudged";
        text.erase(0, ours ? end : 1);
        if (ours && trimmed(text).empty()) text = "help";
    }
    return text;
}

}  // namespace

Understanding understand(std::string_view text, const Context& context) {
    const auto said = without_address(decode_transport(text), context.bot_name);
    Names names(context);
    Understanding result;
    bool ends_in_a_question = false;
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin < said.size();) {
        const auto end = std::min(said.find('\n', begin), said.size());
        if (!trimmed(std::string_view(said).substr(begin, end - begin)).empty()) {
            if (++lines > most_lines) break;
            ends_in_a_question = !LineReader(said, begin, end, names, context, result).run();
        }
        begin = end + 1;
    }
    const bool too_much = lines > most_lines || result.commands.size() >= most_commands;
    if (too_much || ends_in_a_question) {
        result = {};
        result.ask = Ask{};
    }
    if (!result.commands.empty() || result.ask) result.courtesy.reset();
    return result;
}

}  // namespace nudged::replies
