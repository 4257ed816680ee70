#include "daemon/replies/names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "daemon/replies/outlines.hpp"
#include "daemon/replies/typos.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

using Rule = Names::Rule;

constexpr std::size_t longest_title = 3;  // "Dr.", "St."
constexpr std::size_t longest_name = 6;   // words; what is behind them is not compared

// The words of a folded name, apostrophes and all.
class Words {
public:
    explicit Words(std::string_view folded) {
        for (std::size_t at = 0; at < folded.size() && count_ < words_.size(); ++at) {
            const auto begin = at;
            while (at < folded.size() && !is_break_of_name(folded[at])) ++at;
            if (at > begin) words_[count_++] = folded.substr(begin, at - begin);
        }
    }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] std::string_view operator[](std::size_t i) const { return words_[i]; }

private:
    std::array<std::string_view, longest_name> words_;
    std::size_t count_ = 0;
};

enum class Fit { none, prefix, equal };

// Is `said` the beginning of `word`? Tokens carry no apostrophes, names may.
Fit fit(std::string_view said, std::string_view word) {
    std::size_t i = 0;
    for (const char c : word) {
        if (c == '\'') continue;
        if (i == said.size()) return Fit::prefix;
        if (said[i] != c) return Fit::none;
        ++i;
    }
    return i == said.size() ? Fit::equal : Fit::none;
}

std::size_t allowed_typos(std::string_view said) { return said.size() <= 3 ? 0U : said.size() < 8 ? 1U : 2U; }

struct Said {
    std::array<std::string_view, longest_name> words{};
    std::array<bool, longest_name> ordinary{};  // an English word, a verb or a date: a name only when written in full
    std::size_t count = 0;
    std::array<bool, longest_name> stray{};        // may not end a name: the `a` of "snooze jose a week"
    bool closes = false;                           // nothing stands behind them
    std::array<std::size_t, longest_name> ends{};  // the token behind each
};

bool fits(const Said& said, std::size_t i, std::string_view word) {
    const auto how = fit(said.words[i], word);
    return how == Fit::equal || (how == Fit::prefix && !said.ordinary[i]);
}

bool is_whole(const Said& said, std::size_t count, const Words& name) {
    if (count != name.size()) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (fit(said.words[i], name[i]) != Fit::equal) return false;
    }
    return true;
}

// "ortiz nicole"
bool is_whole_in_any_order(const Said& said, std::size_t count, const Words& name) {
    if (count != name.size()) return false;
    for (std::size_t i = 0; i < count; ++i) {
        bool found = false;
        for (std::size_t before = 0; before < i; ++before)
            if (said.words[before] == said.words[i]) return false;  // "snooze may may": May, until May
        for (std::size_t word = 0; word < name.size() && !found; ++word)
            found = fit(said.words[i], name[word]) == Fit::equal;
        if (!found) return false;
    }
    return true;
}

// Every word said begins a word of the name, in the name's order, from its word `first` on.
bool in_order(const Said& said, std::size_t count, const Words& name, std::size_t first) {
    auto word = first;
    for (std::size_t i = 0; i < count; ++i, ++word) {
        while (word < name.size() && !fits(said, i, name[word])) {
            if (i == 0) return false;
            ++word;
        }
        if (word >= name.size()) return false;
    }
    return true;
}

bool is_initials(std::string_view said, const Words& name) {
    if (name.size() < 2 || said.size() != name.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (said[i] != name[i][0]) return false;
    }
    return true;
}

Rule rule_for(const Said& said, std::size_t count, const Words& name) {
    if (name.size() == 0) return Rule::none;
    if (is_whole(said, count, name)) return Rule::whole;
    if (count >= 2) {
        if (in_order(said, count, name, 0)) return Rule::first_and_last;
        for (std::size_t first = 1; first + count <= name.size(); ++first) {
            if (in_order(said, count, name, first)) return Rule::prefix;
        }
        return is_whole_in_any_order(said, count, name) ? Rule::prefix : Rule::none;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (fits(said, 0, name[i])) return Rule::prefix;
    }
    const bool may_be_initials =
        !said.ordinary[0] || (said.closes && said.count == 1 && !is_common_word(said.words[0]));
    return may_be_initials && is_initials(said.words[0], name) ? Rule::initials : Rule::none;
}

// The number of typos by which the words name the person; absent when that is too many.
std::optional<std::size_t> typos_in(const Said& said, std::size_t count, const Words& name) {
    std::size_t sum = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto allowed = said.ordinary[i] ? 0 : allowed_typos(said.words[i]);
        auto best = allowed + 1;
        auto best_at = from;
        for (auto word = from; word < name.size(); ++word) {
            const bool begins = count > 1 && fits(said, i, name[word]);
            const auto typos = begins ? 0 : typo_distance(said.words[i], name[word], allowed);
            if (typos < best) best = typos, best_at = word;
        }
        if (best > allowed) return std::nullopt;
        sum += best;
        from = best_at + 1;
    }
    return sum;
}

// The first word said begins a word of the name, or is its initials. Most of an address book fails this.
auto may_fit(const Said& said) {
    return [first = said.words[0][0]](const Outline& word) { return word.first == first; };
}

// The same for a misspelt first word. One that is spelt rightly counts only when others stand behind it.
auto may_be_misspelt(const Said& said) {
    const auto allowed = said.ordinary[0] ? 0 : allowed_typos(said.words[0]);
    return [wanted = outline_of(said.words[0]), allowed, more = said.count > 1](const Outline& word) {
        return word.may_be(wanted, allowed) | (more & (word.first == wanted.first));
    };
}

// Rules 1 to 4 over some persons, for the most words that name anybody.
Names::Hit by_rules(const Said& said, std::size_t most, std::size_t least, const Outlined& persons) {
    Names::Hit hit;
    auto used = std::max<std::size_t>(least, 1);
    persons.each(may_fit(said), [&](const Person& person) {
        const Words name(person.folded);
        for (auto count = most; count >= used; --count) {
            const auto rule = said.stray[count - 1] ? Rule::none : rule_for(said, count, name);
            if (rule == Rule::none || (count == used && rule > hit.rule)) continue;
            if (count > used || rule < hit.rule) hit.persons.clear();
            used = count;
            hit.rule = rule;
            hit.end = count;
            hit.persons.push_back(&person);
            break;
        }
    });
    return hit;
}

Names::Hit by_typos(const Said& said, std::size_t most, std::size_t least, const Outlined& persons) {
    Names::Hit hit;
    auto used = std::max<std::size_t>(least, 1);
    std::size_t fewest = 1000;
    persons.each(may_be_misspelt(said), [&](const Person& person) {
        const Words name(person.folded);
        for (auto count = std::min(most, name.size()); count >= used; --count) {
            const auto typos = said.stray[count - 1] ? std::nullopt : typos_in(said, count, name);
            if (!typos || (count == used && *typos > fewest)) continue;
            if (count > used || *typos < fewest) hit.persons.clear();
            used = count;
            fewest = *typos;
            hit.rule = Rule::typo;
            hit.end = count;
            hit.persons.push_back(&person);
            break;
        }
    });
    return hit;
}

bool is_ordinary(const std::vector<Token>& tokens, std::size_t at) {
    const auto& word = tokens[at].text;
    return is_common_word(word) || is_date_word(word) || is_negation(word) || verb_at(tokens, at).has_value();
}

Said words_said(const std::vector<Token>& tokens, std::size_t at, std::size_t end) {
    const auto is_word = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].kind == Token::Kind::word && tokens[i].digits == 0;
    };
    Said said;
    for (auto i = at; i < end && is_word(i) && said.count < longest_name;) {
        const auto& text = tokens[i].text;
        const bool initial = i > at && text.size() == 1 && !is_word(i + 1);  // "jose a", "jose a 3d"
        said.words[said.count] = text;
        said.ordinary[said.count] = !initial && is_ordinary(tokens, i);
        said.stray[said.count] = said.ordinary[said.count] && text.size() <= 2 && is_word(i + 1);
        said.ends[said.count++] = ++i;
        const bool dotted = text.size() <= longest_title && i + 1 < end && tokens[i].is(".") && tokens[i].glued;
        if (dotted && is_word(i + 1)) ++i;  // "n. ortiz", "dr. oz"
    }
    auto behind = said.count > 0 ? said.ends[said.count - 1] : at;
    while (behind < tokens.size() && tokens[behind].is(".")) ++behind;
    said.closes = behind >= tokens.size();
    return said;
}

// Today's list first. The book when the list has no hit, or none by so many of the words.
template <typename Book>
Names::Hit search(const Said& said, const Outlined& listed, const Book& book, Names::Typos typos) {
    auto hit = by_rules(said, said.count, 1, listed);
    if (!hit.persons.empty()) {
        // Somebody else may have just this name: "ann" is Anna of the list, and Ann of the book.
        if (hit.rule != Rule::whole) {
            const auto exact = by_rules(said, hit.end, hit.end, book());
            if (exact.rule == Rule::whole && exact.end == hit.end) {
                for (const auto* person : exact.persons)
                    if (std::ranges::none_of(hit.persons, [&](const Person* one) { return one->id == person->id; }))
                        hit.persons.push_back(person);
                return hit;
            }
        }
        if (hit.end == said.count || said.ordinary[hit.end] || hit.rule == Rule::whole) return hit;
        auto longer = by_rules(said, said.count, hit.end + 1, book());
        if (longer.persons.empty()) longer = by_typos(said, said.count, hit.end + 1, listed);
        return longer.persons.empty() ? hit : longer;
    }
    if (typos == Names::Typos::yes) hit = by_typos(said, said.count, 1, listed);
    auto known = by_rules(said, said.count, 1, book());
    if (hit.persons.empty() && known.persons.empty() && typos == Names::Typos::yes)
        known = by_typos(said, said.count, 1, book());
    const bool better = known.end > hit.end || (known.end == hit.end && known.rule == Rule::whole);
    return hit.persons.empty() || (!known.persons.empty() && better) ? known : hit;
}

}  // namespace

Names::Names(const Context& context) : context_(context), listed_(context.listed), nobody_(std::span<const Person>{}) {}

const Outlined& Names::book() const {
    if (!context_.book || !book_wanted_) return nobody_;
    if (!book_) book_.emplace(context_.book());
    return *book_;
}

std::optional<Names::Hit> Names::find(const std::vector<Token>& tokens, std::size_t at, std::size_t end, Typos typos,
                                      Where where) const {
    const auto said = words_said(tokens, at, end);
    if (said.count == 0) return std::nullopt;
    const auto others = [&]() -> const Outlined& { return where == Where::list_only ? nobody_ : book(); };
    auto hit = search(said, listed_, others, typos);
    if (hit.persons.empty()) return std::nullopt;
    hit.end = said.ends[hit.end - 1];
    return hit;
}

const Person* Names::by_number(long number) const {
    for (const auto& person : context_.listed) {
        if (person.number == number && number > 0) return &person;
    }
    return nullptr;
}

const Person* Names::by_id(std::int64_t id) const {
    for (const auto& person : context_.listed) {
        if (person.id == id) return &person;
    }
    if (!context_.book) return nullptr;
    for (const auto& person : context_.book()) {
        if (person.id == id) return &person;
    }
    return nullptr;
}

const Person* Names::called(std::string_view name) const {
    const auto folded = fold(name);
    const auto same = [&](const Person& person) { return person.folded == folded; };
    for (const auto& person : context_.listed) {
        if (same(person)) return &person;
    }
    if (!context_.book) return nullptr;
    for (const auto& person : context_.book()) {
        if (same(person)) return &person;
    }
    return nullptr;
}

std::vector<const Person*> Names::sharing_words(std::string_view name) const {
    const auto folded = fold(name);
    const Words wanted(folded);
    std::vector<const Person*> found;
    const auto look = [&](std::span<const Person> persons) {
        for (const auto& person : persons) {
            const Words words(person.folded);
            std::size_t shared = 0;
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                for (std::size_t j = 0; j < words.size(); ++j) shared += wanted[i] == words[j] ? 1U : 0U;
            }
            const bool known = std::ranges::any_of(found, [&](const Person* one) { return one->id == person.id; });
            if (wanted.size() > 0 && shared >= wanted.size() && !known && found.size() < 3) found.push_back(&person);
        }
    };
    look(context_.listed);
    if (context_.book) look(context_.book());
    return found;
}

std::vector<const Person*> Names::nearest(std::string_view word) const {
    std::vector<std::pair<std::size_t, const Person*>> found;
    constexpr std::size_t most_missing = 2;  // more letters than that the name of whoever is meant does not lack
    const auto limit = word.size() <= 4 ? std::size_t{1} : std::size_t{2};
    const auto wanted = outline_of(word);
    const auto begins_the_word = [&](const Outline& name) {
        return (name.length <= wanted.length) & ((name.letters & ~wanted.letters) == 0);
    };
    const auto may_be_meant = [&](const Outline& name) { return name.may_be(wanted, limit) | begins_the_word(name); };
    const auto look = [&](const Person& person) {
        if (are_more_than(wanted.letters & ~letters(person.folded), most_missing)) return;
        const Words words(person.folded);
        auto best = limit + 1;
        for (std::size_t i = 0; i < words.size(); ++i) {
            best = std::min(best, typo_distance(word, words[i], limit));
            if (words[i].size() >= 2 && fit(words[i], word) != Fit::none) best = std::min(best, limit);
        }
        const bool known = std::ranges::any_of(found, [&](const auto& one) { return one.second->id == person.id; });
        if (best <= limit && !known) found.emplace_back(best, &person);
    };
    listed_.each(may_be_meant, look);
    book().each(may_be_meant, look);
    std::ranges::stable_sort(found, {}, &std::pair<std::size_t, const Person*>::first);
    std::vector<const Person*> nearest;
    for (std::size_t i = 0; i < found.size() && i < 3; ++i) nearest.push_back(found[i].second);
    return nearest;
}

}  // namespace nudged::replies
