#include "daemon/messages/remarks.hpp"

#include "daemon/messages/wording.hpp"

namespace nudged::messages {

std::string nobody_meant() { return "Nobody is open on the list. Say whom you mean, for example: done nicole"; }

std::string not_known_yet(std::string_view verb) {
    return "I know the word \"" + std::string(verb) + "\", but can't do that yet. Nothing changed.";
}

std::string tags_set(const std::vector<std::string>& tags, std::optional<int> every_days) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + tag);
    if (!every_days) return "Everyone with " + joined(names) + ": the usual rhythm again.";
    return "Everyone with " + joined(names) + ": " + every_text(*every_days) + ". A rhythm of their own still wins.";
}

std::string not_paused() { return "I'm not paused. Nothing changed."; }

std::string no_longer_there() { return "That is no longer there. Nothing changed."; }

std::string possible_repeat() { return "You may have seen this one already: the first try had no receipt."; }

std::string comes_here_instead(std::string_view connector, TimeOfDay since, std::string_view reason) {
    std::string name(connector);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name + " doesn't take my messages since " + time_text(since) + " (it says: " + std::string(reason) +
           "). Until it does, I'm here.";
}

}  // namespace nudged::messages
