// Whom a clause is about: numbers, ranges, names, all, rest.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/replies/dates.hpp"
#include "daemon/replies/names.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"
#include "daemon/replies/trouble.hpp"

namespace nudged::replies {

constexpr std::size_t most_targets = 50;

struct TargetList {
    void add(const Person& person);

    Targets targets;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<Edit> edits;  // each target written without doubt
    std::optional<Trouble> trouble;
    const Person* by_typo = nullptr;  // named by a misspelt word
    bool by_number = false;           // a number or all, rest; not a name
};

class TargetReader {
public:
    TargetReader(const std::vector<Token>& tokens, const Names& names, Dates& dates, const Context& context)
        : tokens_(tokens), names_(names), dates_(dates), context_(context) {}

    // As many targets as there are from `at` on; absent when none begins there. `first` = nothing stands before them:
    // an ordinary word is then no name. `single` = at most one. `days` = which days the clause may name as well.
    enum class Days { none, gone, to_come };
    struct How {
        bool first = false;
        bool single = false;
        Names::Typos typos = Names::Typos::yes;
        Days days = Days::none;
        bool joined = false;  // to another target, by a comma or an "and"
    };
    [[nodiscard]] std::optional<TargetList> read(std::size_t at, std::size_t end, How how) const;
    [[nodiscard]] Trouble no_such_name(std::size_t at, std::size_t end) const;
    [[nodiscard]] Trouble who(std::size_t byte) const;
    // "except sam", "but not ann and ben": who is left out of all or of the rest.
    [[nodiscard]] std::optional<TargetList> left_out(std::size_t at, std::size_t end) const;
    // Are the others meant? They would stand in `place`.
    [[nodiscard]] Trouble others_than(const TargetList& left_out, Edit place) const;

private:
    [[nodiscard]] std::optional<TargetList> one(std::size_t at, std::size_t end, How how, bool after_another) const;
    [[nodiscard]] std::optional<TargetList> group(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::optional<TargetList> marked(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::optional<TargetList> numbers(std::size_t at, std::size_t end, bool after_another) const;
    // A number in digits or words that is not the amount of something: the token behind it, and its value.
    [[nodiscard]] std::optional<std::pair<std::size_t, long>> number(std::size_t at, std::size_t end) const;
    [[nodiscard]] static TargetList numbers_in_doubt(Trouble trouble, std::size_t end);
    [[nodiscard]] Trouble no_such_number(std::size_t at, std::size_t end) const;
    [[nodiscard]] bool belongs_to_date(std::size_t at, std::size_t behind, std::size_t end, bool on_the_list) const;
    [[nodiscard]] std::optional<TargetList> name(std::size_t at, std::size_t end, How how) const;
    [[nodiscard]] std::optional<TargetList> called_like_a_day(std::size_t at, std::size_t end, How how) const;
    [[nodiscard]] bool is_day_by_its_place(std::size_t at, std::size_t end, Days days) const;
    [[nodiscard]] bool may_be_a_surname(std::size_t at, std::size_t end) const;
    [[nodiscard]] bool acts(std::size_t at, std::size_t end) const;
    [[nodiscard]] TargetList named(const Names::Hit& hit, std::size_t at) const;
    [[nodiscard]] std::size_t joiner(std::size_t at, std::size_t end) const;
    [[nodiscard]] bool begins_own_clause(std::size_t at, std::size_t end) const;
    void ask_which(TargetList& list) const;
    [[nodiscard]] bool is_somebody_of(const TargetList& whose, std::size_t end) const;
    [[nodiscard]] bool begins_a_sentence(std::size_t at, std::size_t end) const;
    [[nodiscard]] const std::string& word(std::size_t at) const;

    const std::vector<Token>& tokens_;
    const Names& names_;
    Dates& dates_;
    const Context& context_;
};

// "contact:12"
[[nodiscard]] std::string written(const Person& person);

}  // namespace nudged::replies
