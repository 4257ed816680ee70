#include <array>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

std::string_view name_of(Intent intent) {
    static constexpr std::array<std::string_view, 44> names{
        "done",  "snooze", "skip",   "no",    "later",   "replied", "gave",        "note",    "add",
        "who",   "today",  "list",   "pause", "resume",  "undo",    "help",        "part",    "reopen",
        "every", "rename", "tag",    "untag", "friend",  "set",     "needs",       "why",     "brings",
        "gets",  "deal",   "won",    "plan",  "promise", "kept",    "missed",      "noticed", "intro",
        "shelf", "via",    "status", "find",  "private", "review",  "fresh_start", "answered"};
    switch (intent) {
        case Intent::not_answered:
            return "not_answered";
        case Intent::pair:
            return "pair";
        case Intent::start:
            return "start";
        case Intent::lead:
            return "lead";
        case Intent::dates:
            return "dates";
        case Intent::language:
            return "language";
        case Intent::travel:
            return "travel";
        case Intent::move:
            return "move";
        default:
            return names[static_cast<std::size_t>(intent)];
    }
}

std::string_view code_of(AskCode code) {
    switch (code) {
        case AskCode::who:
            return "who?";
        case AskCode::which_name:
            return "which-name";
        case AskCode::no_such_name:
            return "no-such-name";
        case AskCode::no_such_number:
            return "no-such-number";
        case AskCode::when:
            return "when?";
        case AskCode::unit:
            return "unit?";
        case AskCode::order:
            return "order?";
        case AskCode::no_such_date:
            return "no-such-date";
        case AskCode::past:
            return "past";
        case AskCode::too_far:
            return "too far";
        case AskCode::that_is_today:
            return "that-is-today";
        case AskCode::two:
            return "two?";
        case AskCode::no_or_later:
            return "no-or-later";
        case AskCode::gave_what:
            return "gave-what";
        case AskCode::stop:
            return "stop?";
        case AskCode::exists:
            return "exists";
        case AskCode::homophone:
            return "homophone";
        case AskCode::what:
            return "what?";
        case AskCode::no_or_skip:
            return "no-or-skip?";
        case AskCode::new_person:
            return "new-person?";
        case AskCode::close_name:
            return "close-name";
        case AskCode::which_day:
            return "which-day?";
        case AskCode::reason:
            return "reason?";
        case AskCode::day_or_name:
            return "day-or-name?";
        case AskCode::unknown:
            break;
    }
    return "unknown";
}

}  // namespace nudged::replies
