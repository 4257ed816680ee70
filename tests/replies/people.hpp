// The five people of the tables, on the list of Wednesday 4 March 2026, 08:30 in Lisbon.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

class People {
public:
    People() {
        int number = 0;
        for (const std::string name : {"Nicole Ortiz", "Sam Lee", "Samantha Reyes", "José Alvarez", "Zoe Q"}) {
            ++number;
            listed_.push_back({.id = number, .name = name, .folded = fold(name), .number = number});
        }
        book_ = listed_;
    }

    void add_to_book(const std::string& name) {
        book_.push_back({.id = static_cast<std::int64_t>(book_.size()) + 1, .name = name, .folded = fold(name)});
    }

    [[nodiscard]] Context context() const {
        Context context;
        context.now = std::chrono::sys_days{std::chrono::March / 4 / 2026} + std::chrono::minutes{8 * 60 + 30};
        context.zone = Zone::find("Europe/Lisbon").value_or(Zone::utc());
        context.listed = listed_;
        context.book = [this] { return std::span<const Person>(book_); };
        return context;
    }
    [[nodiscard]] Understanding understood(const std::string& text) const { return understand(text, context()); }
    [[nodiscard]] std::int64_t id_of(const std::string& name) const {
        for (const auto& person : book_) {
            if (person.folded == fold(name)) return person.id;
        }
        return 0;
    }
    static Date today() { return Date{std::chrono::local_days{std::chrono::March / 4 / 2026}}; }

private:
    std::vector<Person> listed_;
    std::vector<Person> book_;
};

}  // namespace nudged::replies
