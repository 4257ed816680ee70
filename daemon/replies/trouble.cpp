#include "daemon/replies/trouble.hpp"

#include <utility>

namespace nudged::replies {

Trouble yes_or_no(AskCode code, const Person& about, std::string yes) {
    Trouble trouble{.code = code, .subject = about.name, .fillable = false};
    trouble.options = {{.label = "yes",
                        .with = std::move(yes),
                        .person = about.id,
                        .answers = {"yes", "y", "yep", "yeah"},
                        .whole = true},
                       {.label = "no", .person = about.id, .answers = {"no", "n", "nope"}, .whole = true}};
    return trouble;
}

Trouble who_contacted_whom(std::string subject, const std::string& target, const std::string& verb,
                           const std::string& words) {
    Trouble trouble{.code = AskCode::unknown, .subject = std::move(subject), .fillable = false};
    trouble.options = {{.label = "I " + verb + " them",
                        .with = "done " + target + ": " + words,
                        .answers = {"i", "me", "i did"},
                        .whole = true},
                       {.label = "They " + verb + " me",
                        .with = "replied " + target + ": " + words,
                        .answers = {"they", "they did", "she", "he"},
                        .whole = true}};
    return trouble;
}

Trouble stop_what(const std::string& said, const std::string& target, const std::string& names) {
    Trouble trouble{.code = AskCode::stop, .subject = said, .fillable = false};
    trouble.options = {{.label = "Pause everything",
                        .with = "pause",
                        .answers = {"pause", "pause everything", "everything", "all"},
                        .whole = true},
                       {.label = target.empty() ? "Close one person" : "Take " + names + " off the list",
                        .with = target.empty() ? "part" : "part " + target,
                        .answers = {"no", "close", "close one person", "one"},
                        .whole = true},
                       {.label = "Never mind", .answers = {"never mind", "nothing", "nevermind"}, .whole = true}};
    return trouble;
}

Trouble take_off(const std::string& target, const std::string& names) {
    Trouble trouble{.code = AskCode::stop, .subject = names, .fillable = false};
    trouble.options = {
        {.label = "yes", .with = "part " + target, .answers = {"yes", "y", "yep", "yeah"}, .whole = true},
        {.label = "no", .answers = {"no", "n", "nope"}, .whole = true}};
    return trouble;
}

Trouble no_or_skip(const std::string& target) {
    Trouble trouble{.code = AskCode::no_or_skip, .subject = target, .fillable = false};
    trouble.options = {{.label = "no", .with = "no " + target, .answers = {"no", "n"}, .whole = true},
                       {.label = "skip", .with = "skip " + target, .answers = {"skip", "s"}, .whole = true}};
    return trouble;
}

Trouble undo_one(const std::string& said) {
    Trouble trouble{.code = AskCode::homophone, .subject = said, .fillable = false};
    trouble.options = {{.label = "undo, which takes back the last thing only",
                        .with = "undo",
                        .answers = {"yes", "y", "undo", "the last one", "last"},
                        .whole = true},
                       {.label = "no", .answers = {"no", "n", "nope"}, .whole = true}};
    return trouble;
}

}  // namespace nudged::replies
