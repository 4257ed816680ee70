// Reads an address book in one go and shows what came of it, a line for each thing, for comparing.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/import/address_book.hpp"
#include "daemon/messages/setting_up.hpp"

namespace nudged::address_book {

struct Book {
    std::vector<Person> people;
    std::vector<Trouble> troubles;
};

inline Book read_book(Format format, std::string_view bytes, DateOrder order = DateOrder::unknown,
                      std::size_t piece = std::string::npos) {
    Book book;
    Reader reader(format,
                  {[&](Person&& person) { book.people.push_back(std::move(person)); },
                   [&](Trouble&& trouble) { book.troubles.push_back(std::move(trouble)); }},
                  order);
    for (auto rest = bytes; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
        reader.feed(rest.substr(0, piece));
    reader.finish();
    return book;
}

inline std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "3: Nicole Ortiz | email=n@x.example phone=555 | birthday 1985-04-15 | #friends | note"
inline std::string shown(const Person& person) {
    std::string text = std::to_string(person.line) + ": " + person.name;
    for (const auto& [kind, address] : person.addresses) text += " | " + kind + "=" + address;
    for (const auto& date : person.dates)
        text += " | " + date.what + " " + (date.year ? std::to_string(*date.year) : "-") + "-" +
                two_digits(date.month) + "-" + two_digits(date.day);
    for (const auto& tag : person.tags) text += " | #" + tag;
    if (!person.note.empty()) text += " | note " + person.note;
    if (!person.uid.empty()) text += " | uid " + person.uid;
    if (person.cadence_days) text += " | every " + std::to_string(*person.cadence_days);
    if (person.never) text += " | never";
    if (person.died) text += " | died";
    if (person.last_touch) {
        const std::chrono::year_month_day day(*person.last_touch);
        text += " | last " + std::to_string(static_cast<int>(day.year())) + "-" +
                two_digits(static_cast<unsigned>(day.month())) + "-" + two_digits(static_cast<unsigned>(day.day()));
    }
    return text;
}

inline std::string told(const Trouble& trouble) {
    return messages::remark_on_import(trouble.kind, trouble.said, trouble.about);
}

inline std::vector<std::string> shown(const Book& book) {
    std::vector<std::string> lines;
    for (const auto& person : book.people) lines.push_back(shown(person));
    for (const auto& trouble : book.troubles) lines.push_back(std::to_string(trouble.line) + "! " + told(trouble));
    return lines;
}

inline std::string data_file(const std::string& name) {
    std::string bytes;
    std::FILE* file = std::fopen((std::string(NUDGED_TEST_DATA) + "/import/" + name).c_str(), "rb");
    if (file == nullptr) return bytes;
    char buffer[4096];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, got);
    std::fclose(file);
    return bytes;
}

}  // namespace nudged::address_book
