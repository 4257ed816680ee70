#include "daemon/runtime/export_formats.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/runtime/config_values.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "storage/record_json.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t vcard_line = 75;  // bytes, before it is folded

// "phone", "phone2", ... are of one kind.
std::vector<std::string> addresses_of(const Contact& contact, std::string_view kind) {
    std::vector<std::string> found;
    for (const auto& [key, value] : contact.addresses)
        if (std::string_view(key).substr(0, key.find_last_not_of("0123456789") + 1) == kind) found.push_back(value);
    return found;
}

std::string joined(const std::vector<std::string>& values, std::string_view between) {
    std::string text;
    for (const auto& value : values) {
        if (!text.empty()) text += between;
        text += value;
    }
    return text;
}

// Without a year as vCard writes it: "--03-08".
std::string written(const ImportantDate& date) {
    if (date.year)
        return format_date(std::chrono::local_days(std::chrono::year(*date.year) / static_cast<int>(date.month) /
                                                   static_cast<int>(date.day)));
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "--%02u-%02u", date.month, date.day);
    return text.data();
}

std::string date_called(const Contact& contact, std::string_view what) {
    const auto found = std::ranges::find(contact.dates, what, &ImportantDate::what);
    return found == contact.dates.end() ? std::string() : written(*found);
}

// Who is on no round must not be put on one by reading the row again.
std::string cadence_cell(const Contact& contact) {
    if (contact.state != ContactState::open && contact.state != ContactState::waiting) return "never";
    return contact.cadence_days ? format_days(days(*contact.cadence_days)) : std::string();
}

std::string short_number(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", number);
    return text.data();
}

// What no other program has a field for, by the names of the columns; in a card with "X-NUDGED-" before them.
using Fields = std::vector<std::pair<std::string, std::string>>;

Fields of_the_round(const Contact& contact) {
    return {{"Every", cadence_cell(contact)},
            {"Last touch", contact.last_touch ? format_date(*contact.last_touch) : ""},
            {"Status", std::string(name_of(contact.state))}};
}

Fields of_what_was_said(const Contact& contact) {
    const auto& wait = contact.check_back;
    return {{"Back on", wait ? format_date(wait->date) : ""},
            {"They said", wait ? wait->words : ""},
            {"Reason", contact.closed_reason},
            {"Snoozed to", contact.snooze ? format_date(contact.snooze->until) : ""},
            {"Importance", contact.importance == Contact{}.importance ? "" : short_number(contact.importance)},
            {"Needs", contact.needs},
            {"Why", contact.why}};
}

std::string property_named(std::string_view column) {
    std::string name = "X-NUDGED-";
    for (const char c : column) name += c == ' ' ? '-' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string row(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) (line += i == 0 ? "" : ",") += cell(cells[i]);
    return line + "\r\n";
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == ',' || c == ';' || c == '\\') result += '\\';
        result += c;
    }
    return result;
}

// A folded line goes on after a space; no letter is cut in two.
std::string folded(std::string line) {
    std::string text;
    while (line.size() > vcard_line) {
        auto cut = vcard_line;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        text += line.substr(0, cut) + "\r\n";
        line = " " + line.substr(cut);
    }
    return text + line + "\r\n";
}

Fields columns_of(const Contact& contact) {
    const auto values = [&](std::string_view kind) { return joined(addresses_of(contact, kind), " ::: "); };
    Fields columns{{"Name", contact.name},
                   {"Phone", values("phone")},
                   {"Email", values("email")},
                   {"Telegram", values("telegram")},
                   {"LinkedIn", values("linkedin")},
                   {"Instagram", values("instagram")},
                   {"Facebook", values("facebook")},
                   {"Website", values("web")},
                   {"Address", values("post")},
                   {"Birthday", date_called(contact, "birthday")},
                   {"Anniversary", date_called(contact, "anniversary")},
                   {"Tags", joined(contact.tags, " ::: ")}};
    std::ranges::move(of_the_round(contact), std::back_inserter(columns));
    columns.insert(columns.end(), {{"Notes", contact.note}, {"UID", contact.uid.value_or("")}});
    std::ranges::move(of_what_was_said(contact), std::back_inserter(columns));
    return columns;
}

}  // namespace

std::string csv_header() {
    std::vector<std::string> names;
    for (auto& [name, value] : columns_of({})) names.push_back(std::move(name));
    return row(names);
}

std::string csv_row(const Contact& contact) {
    std::vector<std::string> cells;
    for (auto& [name, value] : columns_of(contact)) cells.push_back(std::move(value));
    return row(cells);
}

std::string vcard_of(const Contact& contact) {
    std::string card = "BEGIN:VCARD\r\nVERSION:3.0\r\n";
    const auto line = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) card += folded(name + ":" + value);
    };
    const auto lines = [&](std::string_view kind, const std::string& name, std::string_view before = {}) {
        for (const auto& value : addresses_of(contact, kind)) line(name, std::string(before) + escaped(value));
    };
    line("FN", escaped(contact.name));
    line("N", ";" + escaped(contact.name) + ";;;");
    lines("phone", "TEL");
    lines("email", "EMAIL");
    for (const auto* kind : {"telegram", "linkedin", "instagram", "facebook", "web"}) lines(kind, "URL");
    lines("post", "ADR", ";;");
    line("BDAY", date_called(contact, "birthday"));
    line("ANNIVERSARY", date_called(contact, "anniversary"));
    std::vector<std::string> tags;
    for (const auto& tag : contact.tags) tags.push_back(escaped(tag));
    line("CATEGORIES", joined(tags, ","));
    line("NOTE", escaped(contact.note));
    line("UID", escaped(contact.uid.value_or("")));
    for (const auto& part : {of_the_round(contact), of_what_was_said(contact)})
        for (const auto& [name, value] : part) line(property_named(name), escaped(value));
    return card + "END:VCARD\r\n";
}

}  // namespace nudged::runtime
