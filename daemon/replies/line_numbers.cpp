// Several of the list in one breath: "1 done 2 fri 3 no".
#include <algorithm>

#include "daemon/replies/line_reader.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t longest = 60;  // tokens

// One command about that person, and no more words than it needs.
bool is_all_about(const Understanding& heard, const Person& person) {
    if (heard.commands.size() != 1 || heard.ask || heard.negated) return false;
    const auto& command = heard.commands.front();
    return command.targets.people == std::vector{person.id} && command.reason.empty() && command.title.empty() &&
           command.note.find(' ') == std::string::npos;
}

}  // namespace

std::vector<std::size_t> LineReader::numbers_with_verbs() const {
    std::vector<std::size_t> found;
    bool only_a_space_between = false;
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
        if (!tokens_[at].whole_number() || names_.by_number(tokens_[at].number) == nullptr) continue;
        if (!verb_at(tokens_, at + 1, true) && !is_date_word(tokens_[at + 1].text)) continue;
        only_a_space_between = only_a_space_between || (at > 0 && !is_separator(at - 1));
        found.push_back(at);
    }
    const bool from_the_start = found.size() > 1 && found.front() == 0 && only_a_space_between;
    return from_the_start ? found : std::vector<std::size_t>{};
}

bool LineReader::numbered_commands() {
    if (tokens_.size() > longest) return false;
    const auto numbers = numbers_with_verbs();
    std::vector<Command> commands;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto begin = tokens_[numbers[i]].begin;
        const auto end = i + 1 < numbers.size() ? tokens_[numbers[i + 1]].begin : end_;
        Understanding heard;
        LineReader(text_, begin, end, names_, context_, heard).run();
        if (!is_all_about(heard, *names_.by_number(tokens_[numbers[i]].number))) return false;
        commands.push_back(std::move(heard.commands.front()));
    }
    std::ranges::move(commands, std::back_inserter(into_.commands));
    return !numbers.empty();
}

}  // namespace nudged::replies
