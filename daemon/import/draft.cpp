#include "daemon/import/draft.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "daemon/import/text.hpp"
#include "daemon/import/values.hpp"

namespace nudged::address_book {
namespace {

constexpr std::size_t longest_name = 200;     // code points
constexpr std::size_t longest_address = 500;  // code points
constexpr std::size_t most_values = 100;      // addresses, and dates, of one person

std::string quoted(std::string_view text) {
    return std::string("\"").append(shortened(one_line(text), 40)).append("\"");
}

void join(std::string& to, std::string_view part, std::string_view between) {
    if (part.empty()) return;
    if (!to.empty()) to += between;
    to += part;
}

}  // namespace

void Draft::trouble(std::size_t line, std::string_view kind, std::string_view said, std::string about) const {
    callbacks_.trouble({line, kind, quoted(said), std::move(about)});
}

void Draft::add(std::string kind, std::string text, std::string key, int rank) {
    const auto same = std::find_if(values_.begin(), values_.end(),
                                   [&](const Value& value) { return value.kind == kind && value.key == key; });
    if (same == values_.end() && values_.size() < most_values)
        values_.push_back({std::move(kind), std::move(text), std::move(key), rank});
    else if (same != values_.end())
        same->rank = std::min(same->rank, rank);
}

void Draft::add_phone(std::size_t line, std::string_view phone, int rank) {
    auto text = one_line(phone);
    if (starts_with_word(text, "tel:")) text.erase(0, 4);
    if (text.empty()) return;
    auto key = phone_key(text);
    if (key.size() < 3 || text.size() > 60) return trouble(line, "phone", text);
    add("phone", std::move(text), std::move(key), rank);
}

void Draft::add_email(std::size_t line, std::string_view email, int rank) {
    auto text = one_line(email);
    if (starts_with_word(text, "mailto:")) text.erase(0, 7);
    if (text.empty()) return;
    const auto at = text.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == text.size() || text.size() > 320 ||
        text.find(' ') != std::string::npos)
        return trouble(line, "email", text);
    auto key = email_key(text);
    add("email", std::move(text), std::move(key), rank);
}

void Draft::add_link(std::string_view link, std::string_view network) {
    const auto text = one_line(link);
    if (text.size() > 2000) return;
    if (auto found = read_link(text, network)) add(std::move(found->first), found->second, found->second, 1);
}

void Draft::add_post(std::string_view address) {
    const auto lines = note_lines(address);
    std::string line;
    for (const auto part : split(lines, "\n")) join(line, trim(part), ", ");
    if (!line.empty()) add("post", shortened(line, longest_address), line, 1);
}

void Draft::add_date(std::size_t line, std::string what, std::string_view text) {
    const auto date = read_date(text, order_);
    what = shortened(one_line(what), 60);
    if (date.fault == DateFault::ambiguous) return trouble(line, "date_order", text, std::move(what));
    if (date.fault == DateFault::unreadable) return trouble(line, "date", text, std::move(what));
    if (date.month == 0) return;
    const auto same = std::find_if(person_.dates.begin(), person_.dates.end(), [&](const ImportantDate& other) {
        return other.what == what && other.month == date.month && other.day == date.day;
    });
    if (same == person_.dates.end() && person_.dates.size() < most_values)
        person_.dates.push_back({std::move(what), date.year, date.month, date.day});
    else if (same != person_.dates.end() && !same->year)
        same->year = date.year;
}

void Draft::add_tag(std::string_view tag) {
    if (auto read = read_tag(tag); !read.empty()) person_.tags.push_back(shortened(read, 60));
}

void Draft::add_note(std::string_view note) { join(person_.note, note_lines(note), "\n"); }

void Draft::set_needs(std::string_view needs) { person_.needs = one_line(needs); }

void Draft::set_why(std::string_view why) { person_.why = one_line(why); }

void Draft::set_importance(std::size_t line, std::string_view text) {
    text = trim(text);
    if (text.empty()) return;
    double importance = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), importance);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || importance < 1 || importance > 3)
        return trouble(line, "importance", text);
    person_.importance = importance;
}

void Draft::set_cadence(std::size_t line, std::string_view text) {
    if (trim(text).empty()) return;
    const auto days = read_cadence(text);
    if (!days) return trouble(line, "rhythm", text);
    person_.never = *days == 0;
    if (*days > 0) person_.cadence_days = *days;
}

void Draft::set_last_touch(std::size_t line, std::string_view text) {
    const auto date = read_date(text, order_);
    if (date.fault == DateFault::none && date.month == 0) return;
    if (date.fault != DateFault::none || !date.year) return trouble(line, "last_touch", text);
    person_.last_touch =
        Date(std::chrono::year(*date.year) / static_cast<int>(date.month) / static_cast<int>(date.day));
}

void Draft::set_uid(std::string_view uid) { person_.uid = shortened(one_line(uid), longest_address); }

std::string Draft::name() const {
    std::string in_pieces;
    for (const auto* piece : {&given, &middle, &family}) join(in_pieces, one_line(*piece), " ");
    const auto whole = one_line(full_name);
    const auto turned = one_line(family) + ", ";
    // "Ortiz, Nicole" is how lists are sorted, not how people are called.
    if (!whole.empty() && (in_pieces.empty() || family.empty() || given.empty() || !whole.starts_with(turned)))
        return whole;
    if (!in_pieces.empty()) return in_pieces;
    return one_line(company);
}

void Draft::finish(std::string_view nameless) {
    person_.name = shortened(name(), longest_name);
    if (person_.name.empty()) return callbacks_.trouble({person_.line, nameless});

    auto work = one_line(position);
    if (const auto at = one_line(company); at != person_.name) join(work, at, ", ");
    join(person_.note, work, "\n");

    std::stable_sort(values_.begin(), values_.end(), [](const Value& a, const Value& b) { return a.rank < b.rank; });
    std::map<std::string, int> counts;
    for (auto& value : values_) {
        const auto count = ++counts[value.kind];
        if (count > 1) value.kind += std::to_string(count);
        person_.addresses.emplace(std::move(value.kind), std::move(value.text));
    }
    std::sort(person_.tags.begin(), person_.tags.end());
    person_.tags.erase(std::unique(person_.tags.begin(), person_.tags.end()), person_.tags.end());
    callbacks_.person(std::move(person_));
}

}  // namespace nudged::address_book
