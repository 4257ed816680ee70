// Numbers of the list as targets: "2", "#2", "two", "2-4"; not those that count something.
#include "daemon/replies/targets.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

std::string joined(const std::vector<const Person*>& persons) {
    std::string text;
    for (const auto* person : persons) text += (text.empty() ? "" : ", ") + written(*person);
    return text;
}

}  // namespace

std::optional<std::pair<std::size_t, long>> TargetReader::number(std::size_t at, std::size_t end) const {
    if (at >= end) return std::nullopt;
    long value = 0;
    auto next = at + 1;
    if (tokens_[at].whole_number()) {
        value = tokens_[at].number;
    } else if (const auto spoken = spoken_number(tokens_, at)) {
        value = spoken->value;
        next = at + spoken->words;
    } else {
        return std::nullopt;
    }
    if (next < end) {
        const auto& behind = tokens_[next];
        const bool digits_follow = next + 1 < end && tokens_[next + 1].glued && tokens_[next + 1].digits > 0;
        if (behind.glued && digits_follow && one_of(behind.text, {"/", ".", ":"})) return std::nullopt;
        if (behind.glued && behind.is("/")) return std::nullopt;
        if (behind.is(")") && behind.glued) ++next;
    }
    return std::pair{next, value};
}

// "2 weeks", "15 march", "2 to 3 days" begin with a number and are dates. But a number of the list before a month is
// that person: "2 june"; and so it is before a date that stands for itself: "2 day after tomorrow", "2 next april".
bool TargetReader::belongs_to_date(std::size_t at, std::size_t behind, std::size_t end, bool on_the_list) const {
    if (behind >= end) return false;
    const auto other = on_the_list && word(behind) == "or" ? number(behind + 1, end) : std::nullopt;
    const auto counted = other && other->first < end ? std::string_view(word(other->first)) : std::string_view();
    if (other && (is_weekday(counted) || (!is_date_word(counted) && !is_counted_thing(counted))))
        return false;  // "done 1 or 2"
    if (!dates_.read(at, end)) return is_counted_thing(word(behind)) && !dates_.read(behind, end);
    const auto month = word(behind) == "." ? behind + 1 : behind;
    const bool names_a_month =
        month < end && (month_of(word(month)) || month_of(corrected_date_word(word(month)))) && !tokens_[month].glued;
    return !on_the_list || !(names_a_month || one_of(word(behind), {"in", "at", "next", "this"}));
}

TargetList TargetReader::numbers_in_doubt(Trouble trouble, std::size_t end) {
    TargetList list;
    list.end = end;
    list.by_number = true;
    list.trouble = std::move(trouble);
    return list;
}

Trouble TargetReader::no_such_number(std::size_t at, std::size_t end) const {
    Trouble trouble{.code = AskCode::no_such_number, .subject = word(at)};
    trouble.place = {tokens_[at].begin, tokens_[end - 1].end, ""};
    return trouble;
}

std::optional<TargetList> TargetReader::numbers(std::size_t at, std::size_t end, bool after_another) const {
    auto from = at;
    bool marked_number = false;
    if (word(from) == "#") {
        ++from;
        marked_number = true;
    } else if (one_of(word(from), {"number", "num", "nr", "item", "no"}) && from + 1 < end) {
        ++from;
        if (word(from) == "." && tokens_[from].glued) ++from;
        marked_number = word(at) != "no" || from > at + 1;
        if (!marked_number) return std::nullopt;
    }
    const auto first = number(from, end);
    if (!first) return std::nullopt;
    auto [next, value] = *first;
    const bool on_the_list = !after_another && names_.by_number(value) != nullptr;
    if (!marked_number && belongs_to_date(from, next, end, on_the_list)) return std::nullopt;

    auto last = value;
    if (next < end && one_of(word(next), {"-", "to", "through", "thru"})) {
        const auto second = number(next + 1, end);
        const bool backwards = second && second->second < value && tokens_[next].glued;
        if (backwards) return numbers_in_doubt(no_such_number(at, second->first), second->first);
        if (second && second->second > value && !belongs_to_date(next + 1, second->first, end, false)) {
            last = second->second;
            next = second->first;
        }
    }
    TargetList list;
    list.end = next;
    list.by_number = true;
    std::vector<const Person*> persons;
    for (auto n = value; n <= last && n - value < static_cast<long>(most_targets); ++n) {
        const auto* person = names_.by_number(n);
        if (person == nullptr) {
            auto trouble = no_such_number(at, next);
            trouble.subject = std::to_string(n);
            return numbers_in_doubt(std::move(trouble), next);
        }
        persons.push_back(person);
        list.add(*person);
    }
    list.edits.push_back({tokens_[at].begin, tokens_[next - 1].end, joined(persons)});
    return list;
}

}  // namespace nudged::replies
