// Records with anything in them, from a seed.
#pragma once

#include <random>
#include <string>

#include "storage/records.hpp"

namespace nudged::tests {

class RandomRecords {
public:
    explicit RandomRecords(unsigned seed) : random_(seed) {}

    int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
    bool coin() { return number(2) == 0; }
    std::string text() {
        static const std::string some[] = {
            "", "Ann", "Zoë \"quoted\"", "line\nline", "\\u0041", "\xF0\x9F\x99\x82", "a,b\tc", "null"};
        return some[number(8)];
    }
    Date date() { return Date(days(number(40'000))); }
    Instant instant() {
        return Instant(std::chrono::milliseconds(std::int64_t{number(2'000'000)} * 1'234'567 + number(1'000)));
    }
    TimeOfDay time() { return TimeOfDay(number(1'440)); }
    template <class Make>
    auto maybe(const Make& make) {
        return coin() ? std::nullopt : std::optional(make());
    }
    template <class Make>
    auto some(const Make& make) {
        std::vector<decltype(make())> list;
        for (int n = number(3); n > 0; --n) list.push_back(make());
        return list;
    }

    Contact contact(std::int64_t owner, std::int64_t id) {
        Contact c;
        c.id = id;
        c.owner = owner;
        c.name = "N" + text();
        c.state = static_cast<ContactState>(number(5));
        c.cadence_days = maybe([&] { return 1 + number(99); });
        c.importance = coin() ? 1 : 1 + number(2'000) / 1'000.0;
        if (coin()) c.tags = {"clients", "friends"};
        if (coin()) c.addresses = {{"phone", text()}, {"email2", text()}};
        c.zone = maybe([&] { return text(); });
        c.is_friend = coin();
        c.needs = text();
        c.needs_on = maybe([&] { return date(); });
        c.why = text();
        c.brings = text();
        c.gets = text();
        c.via = text();
        c.thank_for = some([&] { return text(); });
        if (coin()) c.given = {2, 3};
        c.promises = some([&] { return Promise{text(), date()}; });
        c.note = text();
        c.dates = some([&] {
            return ImportantDate{text(), maybe([&] { return number(2'100); }), 1U + static_cast<unsigned>(number(12)),
                                 1U + static_cast<unsigned>(number(31))};
        });
        c.last_touch = maybe([&] { return date(); });
        c.last_outward = maybe([&] { return date(); });
        c.base = date();
        c.offset_days = maybe([&] { return number(99); });
        c.snooze = maybe([&] { return Snooze{date(), coin(), maybe([&] { return time(); })}; });
        c.check_back = maybe([&] { return CheckBack{date(), text(), date(), coin()}; });
        c.helpful_from = maybe([&] { return date(); });
        c.your_turn = maybe([&] { return date(); });
        c.their_words = text();
        c.closed_reason = text();
        c.died = coin();
        c.silence = number(5);
        c.silent_since = maybe([&] { return date(); });
        c.not_yet = maybe([&] { return date(); });
        c.straight_on = maybe([&] { return date(); });
        c.once_more = number(3);
        c.help_next = coin();
        c.asks = number(3);
        c.felt = maybe([&] { return static_cast<Feeling>(number(3)); });
        c.heavy = number(4);
        c.skips = number(5);
        c.sample = coin();
        c.uid = maybe([&] { return text(); });
        c.lead_days = maybe([&] { return 1 + number(60); });
        c.good = number(5);
        c.why_asked = maybe([&] { return date(); });
        return c;
    }

    ShelfItem shelf_item(std::int64_t owner, std::int64_t id) {
        ShelfItem item;
        item.id = id;
        item.owner = owner;
        item.title = "T" + text();
        item.url = text();
        if (coin()) item.tags = {"clients", "hiring"};
        item.dropped = coin();
        if (coin()) item.suggested = {1, 7};
        return item;
    }

    Owner owner(std::int64_t id) {
        Owner o;
        o.id = id;
        o.name = "owner " + std::to_string(id);
        o.zone = text();
        o.nudge_at = time();
        o.weekdays = static_cast<std::uint8_t>(number(128));
        o.daily_cap = 1 + number(9);
        o.quiet = {time(), time()};
        o.home = coin() ? "Europe/Lisbon" : "";
        o.home_on = maybe([&] { return date(); });
        o.cadence_days = maybe([&] { return 1 + number(99); });
        if (coin()) o.tag_cadences = {{"clients", 60}};
        o.holidays = some([&] { return date(); });
        o.pause = maybe([&] { return DateRange{date(), date()}; });
        o.private_mode = coin();
        o.dates_told_once = coin();
        o.language = coin() ? Language::german : Language::english;
        o.no_review = coin();
        o.created = instant();
        o.pairings = some([&] { return Pairing{"telegram", text(), text(), "u" + std::to_string(number(1'000))}; });
        return o;
    }

private:
    std::mt19937 random_;
};

}  // namespace nudged::tests
