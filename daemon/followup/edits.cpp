#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "daemon/followup/deciding.hpp"
#include "daemon/followup/important_dates.hpp"
#include "daemon/followup/local_time.hpp"

namespace nudged::followup {

namespace {

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) line += c == '\n' || c == '\r' ? ' ' : c;
    const auto first = line.find_first_not_of(' ');
    return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(' ') - first + 1);
}

bool is_digit(char c) { return '0' <= c && c <= '9'; }

std::optional<unsigned> number(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !is_digit(digits.front())) return std::nullopt;
    return value;
}

// YYYY-MM-DD, or --MM-DD when the year is not known.
std::optional<ImportantDate> date_of(const std::string& what, std::string_view text) {
    const bool with_year = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const bool without = text.size() == 7 && text.starts_with("--") && text[4] == '-';
    if (!with_year && !without) return std::nullopt;
    const auto month = number(text.substr(text.size() - 5, 2));
    const auto day = number(text.substr(text.size() - 2));
    const auto year = with_year ? number(text.substr(0, 4)) : std::nullopt;
    if (!month || !day || (with_year && !year)) return std::nullopt;
    constexpr int leap_year = 2000;  // without a year, 29 February is a birthday too
    const auto of_year = year ? static_cast<int>(*year) : leap_year;
    if (!(std::chrono::year(of_year) / std::chrono::month(*month) / std::chrono::day(*day)).ok()) return std::nullopt;
    return ImportantDate{what, year ? std::optional(of_year) : std::nullopt, *month, *day};
}

// "email", and of several "email2", ...
bool is_address(std::string_view field) {
    while (!field.empty() && is_digit(field.back())) field.remove_suffix(1);
    constexpr std::array kinds{"phone",     "email",    "telegram", "linkedin", "instagram", "facebook",
                               "messenger", "whatsapp", "signal",   "slack",    "web",       "post"};
    return std::find(kinds.begin(), kinds.end(), field) != kinds.end();
}

bool is_address_of(std::string_view field, std::string_view value) {
    if (field.starts_with("email")) return value.find('@') != std::string_view::npos;
    if (field.starts_with("phone")) return std::count_if(value.begin(), value.end(), is_digit) >= 3;
    return true;
}

bool set_zone(Contact& contact, const std::string& value) {
    if (value.empty()) return contact.zone.reset(), true;
    if (!Zone::find(value)) return false;
    contact.zone = value;
    return true;
}

bool set_importance(Contact& contact, std::string_view value) {
    const auto importance = value.empty() ? std::optional(1U) : number(value);
    if (!importance || *importance < 1 || *importance > 3) return false;
    contact.importance = *importance;
    return true;
}

// The birthday stands first.
bool set_date(Contact& contact, const std::string& what, std::string_view value) {
    const auto date = date_of(what, value);
    if (!date && !value.empty()) return false;
    std::erase_if(contact.dates, [&](const ImportantDate& known) { return known.what == what; });
    if (date) contact.dates.insert(what == "birthday" ? contact.dates.begin() : contact.dates.end(), *date);
    return true;
}

bool set_address(Contact& contact, const std::string& field, const std::string& value) {
    if (value.empty()) return contact.addresses.erase(field), true;
    if (!is_address_of(field, value)) return false;
    contact.addresses[field] = value;
    return true;
}

bool set_field(Contact& contact, const std::string& field, const std::string& value) {
    if (field == "needs") return contact.needs = value, true;
    if (field == "why") return contact.why = value, true;
    if (field == "brings") return contact.brings = value, true;
    if (field == "gets") return contact.gets = value, true;
    if (field == "zone") return set_zone(contact, value);
    if (field == "importance") return set_importance(contact, value);
    if (is_date_field(field)) return set_date(contact, field, value);
    return is_address(field) && set_address(contact, field, value);
}

}  // namespace

bool is_date_field(std::string_view field) {
    return field == "birthday" || field == "anniversary" || field == "wedding" || field == "nameday";
}

Outcome noted(const Contact& contact, std::string note, const Plan& plan) {
    auto line = one_line(note);
    if (line.empty()) return Inapplicable::nothing_to_do;
    auto after = contact;
    after.note = contact.note.empty() ? line : line + '\n' + contact.note;
    return edited(contact, std::move(after), std::move(line), plan, "noted");
}

Outcome renamed(const Contact& contact, std::string name, const Plan& plan) {
    auto after = contact;
    after.name = one_line(name);
    if (after.name.empty()) return Inapplicable::not_valid;
    return edited(contact, std::move(after), {}, plan);
}

Outcome tagged(const Contact& contact, const std::vector<std::string>& tags, bool add, const Plan& plan) {
    auto after = contact;
    for (const auto& tag : tags) {
        const auto [first, last] = std::equal_range(after.tags.begin(), after.tags.end(), tag);
        if (!add)
            after.tags.erase(first, last);
        else if (first == last && !tag.empty())
            after.tags.insert(first, tag);
    }
    return edited(contact, std::move(after), {}, plan);
}

Outcome with_lead(const Contact& contact, std::optional<int> days, const Plan& plan) {
    if (days && (*days < 1 || *days > longest_lead)) return Inapplicable::not_valid;
    auto after = contact;
    after.lead_days = days;
    return edited(contact, std::move(after), {}, plan);
}

Outcome with_manners_of_friends(const Contact& contact, bool friendly, const Plan& plan) {
    auto after = contact;
    after.is_friend = friendly;
    return edited(contact, std::move(after), {}, plan);
}

Outcome with_field(const Contact& contact, const std::string& field, const std::string& value, const Plan& plan) {
    auto after = contact;
    if (!set_field(after, field, one_line(value))) return Inapplicable::not_valid;
    if (field == "needs") after.needs_on = after.needs.empty() ? std::nullopt : std::optional(plan.today);
    return edited(contact, std::move(after), {}, plan);
}

}  // namespace nudged::followup
