// Which person a few words name. The rules are tried in order and the first one with a hit decides; two hits are a
// question, never a guess.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/replies/outlines.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {

class Names {
public:
    explicit Names(const Context& context);

    enum class Rule { whole, first_and_last, prefix, initials, typo, none };
    struct Hit {
        std::size_t end = 0;  // the token behind the name
        Rule rule = Rule::none;
        std::vector<const Person*> persons;
    };
    enum class Typos { no, yes };
    enum class Where { list_only, list_and_book };
    // The longest name that begins at `at` and lies before `end`. Today's list first; the book only when the list has
    // no hit, or when it knows somebody by more of the words than the list does.
    [[nodiscard]] std::optional<Hit> find(const std::vector<Token>& tokens, std::size_t at, std::size_t end, Typos,
                                          Where where = Where::list_and_book) const;

    [[nodiscard]] const Person* by_number(long number) const;
    [[nodiscard]] const Person* by_id(std::int64_t id) const;
    // Somebody whose whole name this is, or whose name has all these words.
    [[nodiscard]] const Person* called(std::string_view name) const;
    [[nodiscard]] std::vector<const Person*> sharing_words(std::string_view name) const;
    // Who may have been meant by a word that names nobody; at most three.
    [[nodiscard]] std::vector<const Person*> nearest(std::string_view word) const;

    // While it is not wanted, only the list is searched.
    void want_book(bool wanted) { book_wanted_ = wanted; }

private:
    [[nodiscard]] const Outlined& book() const;

    const Context& context_;
    Outlined listed_, nobody_;
    mutable std::optional<Outlined> book_;  // made when it is first wanted
    bool book_wanted_ = true;
};

}  // namespace nudged::replies
