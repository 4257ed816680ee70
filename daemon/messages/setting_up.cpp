#include "daemon/messages/setting_up.hpp"

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/home.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

std::string wish_refused(Wish wish, const std::string& said) {
    const Argument what{"said", said.empty() ? worded("setup.that") : quoted(said)};
    switch (wish) {
        case Wish::name:
            return worded("setup.no_name", {what});
        case Wish::zone:
            return worded("setup.no_zone", {what});
        case Wish::nudge_at:
            return worded("setup.no_time", {what});
        case Wish::weekdays:
            return worded("setup.no_weekdays", {what});
        case Wish::quiet:
            break;
    }
    return worded("setup.no_quiet", {what});
}

std::string cap_refused(int most) { return worded("setup.no_cap", {{"most", std::to_string(most)}}); }

std::string nudge_in_quiet_hours(const std::string& time, const std::string& quiet) {
    return worded("setup.in_quiet_hours", {{"time", time}, {"quiet", quiet}});
}

std::string name_taken(const std::string& name) { return worded("setup.name_taken", {{"name", name}}); }

std::vector<std::string> what_was_set_up(const Owner& before, const Owner& after, const std::string& quiet) {
    std::vector<std::string> words;
    if (after.name != before.name) words.push_back(worded("setup.name", {{"name", after.name}}));
    if (after.zone != before.zone) words.push_back(worded("home.set_zone", {{"zone", after.zone}}));
    if (after.nudge_at != before.nudge_at)
        words.push_back(worded("home.set_nudge_at", {{"time", time_text(after.nudge_at)}}));
    if (after.weekdays != before.weekdays)
        words.push_back(worded("home.set_weekdays", {{"days", weekdays_text(after.weekdays)}}));
    if (after.daily_cap != before.daily_cap) words.push_back(worded("home.set_cap", {{"n", long{after.daily_cap}}}));
    if (after.quiet != before.quiet)
        words.push_back(after.quiet.begin == after.quiet.end ? worded("home.set_no_quiet")
                                                             : worded("setup.quiet", {{"hours", quiet}}));
    if (after.private_mode != before.private_mode)
        words.push_back(worded("setup.names", {{"private", after.private_mode ? "yes" : "no"}}));
    if (after.language != before.language) words.push_back(setting_noted("language", after));
    return words;
}

std::string from_now_on(const std::vector<std::string>& changes) {
    return worded("setup.from_now_on", {{"changes", joined(changes)}});
}

std::string no_address_book() { return worded("import.no_address_book"); }

std::string of_line(std::size_t line, const std::string& trouble) {
    return worded("import.line", {{"n", std::to_string(line)}, {"trouble", trouble}});
}

std::string is_here_with_other_addresses() { return worded("import.other_addresses"); }

std::string people_of_this_name(std::size_t n) { return worded("import.same_name", {{"n", std::to_string(n)}}); }

}  // namespace nudged::messages
