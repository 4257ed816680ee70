// Several who are added in one go: "add Pia, Ben and Zoe every 2 weeks".
#include <algorithm>
#include <span>

#include "daemon/replies/line_reader.hpp"

namespace nudged::replies {
namespace {

// Who has to be asked about first gets it with the answer.
void add_to_the_answer(Trouble& trouble, int every_days) {
    if (trouble.options.empty()) return;
    auto& yes = trouble.options.front();
    const auto rhythm = "every " + std::to_string(every_days) + "d";
    if (trouble.code == AskCode::new_person) {
        yes.with += " " + rhythm;
    } else if (trouble.code == AskCode::exists) {
        const bool only_shows = yes.with.starts_with("who ");
        yes.with = rhythm + " contact:" + std::to_string(yes.person) + (only_shows ? "" : "; " + yes.with);
    }
}

void add_to_the_answer(Trouble& trouble, const std::vector<std::string>& tags) {
    if (trouble.options.empty() || tags.empty()) return;
    auto& yes = trouble.options.front();
    std::string words;
    for (const auto& tag : tags) words += " #" + tag;
    if (trouble.code == AskCode::new_person) {
        yes.with += words;
    } else if (trouble.code == AskCode::exists) {
        const bool only_shows = yes.with.starts_with("who ");
        yes.with = (only_shows ? "" : yes.with + "; ") + "tag contact:" + std::to_string(yes.person) + words;
    }
}

// A rhythm that only the last of them has is meant for all; so are its tags, unless others have something of their own.
void share_rhythm_and_tags(std::span<Head> added, const std::vector<Token>& tokens) {
    const auto has_rhythm = [](const Head& head) { return head.command.every_days.has_value(); };
    const auto has_tags = [](const Head& head) { return !head.command.tags.empty(); };
    const auto& last = added.back().command;
    const auto others = added.first(added.size() - 1);
    const bool rhythm = last.every_days && std::ranges::none_of(others, has_rhythm);
    const bool tags =
        !last.tags.empty() && std::ranges::none_of(others, has_rhythm) && std::ranges::none_of(others, has_tags);
    for (auto& head : others) {
        if (rhythm) head.command.every_days = last.every_days;
        if (rhythm && head.trouble) add_to_the_answer(*head.trouble, *last.every_days);
        if (tags) head.command.tags = last.tags;
        if (tags && head.trouble) add_to_the_answer(*head.trouble, last.tags);
        std::string shared = rhythm ? " every " + std::to_string(*last.every_days) + "d" : "";
        for (const auto& tag : last.tags) shared += tags ? " #" + tag : "";
        const auto behind = tokens[head.next - 1].end;
        if (!shared.empty()) head.edits.push_back({behind, behind, std::move(shared)});
    }
}

}  // namespace

std::size_t LineReader::added(Head first) {
    std::vector<Head> heads{std::move(first)};
    while (heads.size() < most_commands && !is_clause_behind(heads.back())) {
        auto another = another_name(heads.back().next);
        if (!another) break;
        heads.push_back(std::move(*another));
    }
    share_rhythm_and_tags(heads, tokens_);
    auto& last = heads.back();
    for (auto& head : heads)
        if (&head != &last) settle(head, head.next);
    if (!is_clause_behind(last)) return without_text(last);
    settle(last, last.next);
    return last.next;
}

// Behind a comma, an "and" or both.
std::optional<Head> LineReader::another_name(std::size_t at) {
    const auto is = [&](std::size_t here, std::string_view word) {
        return here < tokens_.size() && tokens_[here].is(word);
    };
    auto behind = is(at, ",") ? at + 1 : at;
    if (is(behind, "and") || is(behind, "&")) ++behind;
    return behind > at ? clauses_.another_name(behind) : std::nullopt;
}

bool LineReader::is_another_name(std::size_t joint, std::size_t at) {
    if (!one_of(tokens_[joint].text, {",", "and", "&"})) return false;
    const auto command = clauses_.read(at);
    const bool rhythm = command && command->as_tail && command->verb && command->verb->intent == Intent::every;
    return rhythm || clauses_.is_day_as_a_name(at);
}

}  // namespace nudged::replies
