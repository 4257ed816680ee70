#include "daemon/messages/room.hpp"

namespace nudged::messages {

std::string fact(Key sentence, std::string_view what, const std::string& rest) {
    const auto with = [&](const std::string& said) { return worded(sentence, {{"what", said}, {"rest", rest}}); };
    constexpr std::size_t stop = 1;
    std::string line = one_line(what);
    std::replace(line.begin(), line.end(), '"', '\'');
    line = shortened(line, room_beside(length(with("")) + stop));
    const bool ends = !line.empty() && std::string_view{".?!"}.find(line.back()) != std::string_view::npos;
    return with(line + (ends || line.ends_with("…") ? "" : "."));
}

std::string draft(Key words, const std::string& name) { return quoted(worded(words, {{"name", name}}), line_room); }

}  // namespace nudged::messages
