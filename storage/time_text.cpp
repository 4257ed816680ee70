#include "storage/time_text.hpp"

#include <cstdint>

#include "storage/record_json.hpp"

namespace nudged {

using namespace std::chrono;

namespace {

// Reads a text from left to right; `ok` is false from the first thing on that does not match.
struct Reader {
    std::string_view rest;
    bool ok = true;

    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            ok = ok && !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
            if (!ok) return 0;
            value = value * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return value;
    }
    bool take(std::string_view choices) {
        if (!ok || rest.empty() || choices.find(rest.front()) == choices.npos) return false;
        rest.remove_prefix(1);
        return true;
    }
    void need(std::string_view choices) { ok = take(choices); }
    [[nodiscard]] bool complete() const { return ok && rest.empty(); }
};

Date read_date(Reader& reader) {
    const int y = reader.digits(4);
    reader.need("-");
    const int m = reader.digits(2);
    reader.need("-");
    const int d = reader.digits(2);
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    reader.ok = reader.ok && date.ok();
    return reader.ok ? Date(date) : Date{};
}

minutes read_hours_and_minutes(Reader& reader) {
    const int h = reader.digits(2);
    reader.need(":");
    const int m = reader.digits(2);
    reader.ok = reader.ok && h < 24 && m < 60;
    return hours(h) + minutes(m);
}

milliseconds read_seconds(Reader& reader) {
    reader.need(":");
    milliseconds time = seconds(reader.digits(2));
    reader.ok = reader.ok && time < minutes(1);
    if (!reader.take(".")) return time;
    time += milliseconds(100 * reader.digits(1));
    for (int unit = 10; !reader.rest.empty() && reader.rest.front() >= '0' && reader.rest.front() <= '9'; unit /= 10)
        time += milliseconds(unit * reader.digits(1));
    return time;
}

minutes read_offset(Reader& reader) {
    if (reader.take("Zz")) return {};
    const bool west = reader.take("-");
    if (!west) reader.need("+");
    const minutes offset = read_hours_and_minutes(reader);
    return west ? -offset : offset;
}

// With so many digits at least.
void append(std::string& text, std::int64_t number, std::size_t digits) {
    const auto figures = std::to_string(number);
    if (figures.size() < digits) text.append(digits - figures.size(), '0');
    text += figures;
}

[[noreturn]] void refuse(std::string_view field, const char* what) {
    throw RecordError("`" + std::string(field) + "` must be " + what);
}

}  // namespace

std::string date_text(Date date) {
    const year_month_day ymd{date};
    std::string text;
    append(text, static_cast<int>(ymd.year()), 4);
    append(text += '-', static_cast<unsigned>(ymd.month()), 2);
    append(text += '-', static_cast<unsigned>(ymd.day()), 2);
    return text;
}

std::string instant_text(Instant at) {
    const auto day = floor<days>(at);
    const hh_mm_ss time{at - day};
    auto text = date_text(Date(day.time_since_epoch()));
    append(text += 'T', time.hours().count(), 2);
    append(text += ':', time.minutes().count(), 2);
    append(text += ':', time.seconds().count(), 2);
    if (time.subseconds() != milliseconds::zero()) append(text += '.', time.subseconds().count(), 3);
    return text += 'Z';
}

std::string time_of_day_text(TimeOfDay time) {
    std::string text;
    append(text, time.count() / 60, 2);
    append(text += ':', time.count() % 60, 2);
    return text;
}

Date date_from(std::string_view text, std::string_view field) {
    Reader reader{text};
    const Date date = read_date(reader);
    if (!reader.complete()) refuse(field, "a date like 2027-03-28");
    return date;
}

Instant instant_from(std::string_view text, std::string_view field) {
    Reader reader{text};
    const Date date = read_date(reader);
    reader.need("Tt ");
    const minutes time = read_hours_and_minutes(reader);
    const milliseconds part = read_seconds(reader);
    const minutes offset = read_offset(reader);
    if (!reader.complete()) refuse(field, "an instant like 2027-03-28T08:29:50Z");
    return Instant(date.time_since_epoch()) + time + part - offset;
}

TimeOfDay time_of_day_from(std::string_view text, std::string_view field) {
    Reader reader{text};
    const minutes time = read_hours_and_minutes(reader);
    if (!reader.complete()) refuse(field, "a time like 08:30");
    return time;
}

}  // namespace nudged
