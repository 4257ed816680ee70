#include "daemon/runtime/rfc3339.hpp"

#include <spdlog/fmt/fmt.h>

namespace nudged::runtime {

using namespace std::chrono;

namespace {

// Reads a text from left to right; every step says whether it matched.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool digits(std::size_t count, int& value) {
        if (rest_.size() < count) return false;
        value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return true;
    }
    bool one_of(std::string_view choices) {
        if (rest_.empty() || choices.find(rest_.front()) == choices.npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // ".25" becomes 250 ms; digits past the third are dropped.
    bool fraction(milliseconds& value) {
        int scale = 100;
        std::size_t count = 0;
        for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count, scale /= 10)
            value += milliseconds((rest_[count] - '0') * scale);
        rest_.remove_prefix(count);
        return count > 0;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

bool read_date(Reader& reader, sys_days& date) {
    int y = 0, m = 0, d = 0;
    if (!reader.digits(4, y) || !reader.one_of("-") || !reader.digits(2, m) || !reader.one_of("-") ||
        !reader.digits(2, d))
        return false;
    const year_month_day ymd{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    if (!ymd.ok()) return false;
    date = ymd;
    return true;
}

bool read_time(Reader& reader, milliseconds& time) {
    int h = 0, m = 0, s = 0;
    if (!reader.digits(2, h) || !reader.one_of(":") || !reader.digits(2, m) || !reader.one_of(":") ||
        !reader.digits(2, s) || h > 23 || m > 59 || s > 59)
        return false;
    time = hours(h) + minutes(m) + seconds(s);
    return !reader.one_of(".") || reader.fraction(time);
}

bool read_offset(Reader& reader, minutes& offset) {
    if (reader.one_of("Zz")) return true;
    const bool west = reader.one_of("-");
    if (!west && !reader.one_of("+")) return false;
    int h = 0, m = 0;
    if (!reader.digits(2, h) || !reader.one_of(":") || !reader.digits(2, m) || h > 23 || m > 59) return false;
    offset = hours(h) + minutes(m);
    if (west) offset = -offset;
    return true;
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
    Reader reader(text);
    sys_days date{};
    milliseconds time{};
    minutes offset{};
    if (!read_date(reader, date) || !reader.one_of("Tt ") || !read_time(reader, time) || !read_offset(reader, offset) ||
        !reader.at_end() || date < sys_days{})
        return std::nullopt;
    return Instant(date) + time - offset;
}

std::string format_rfc3339(Instant at) {
    const auto day = floor<days>(at);
    const year_month_day ymd{day};
    const hh_mm_ss time{at - day};
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(ymd.year()),
                                   static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                                   time.hours().count(), time.minutes().count(), time.seconds().count());
    if (time.subseconds() != milliseconds::zero()) text += fmt::format(".{:03}", time.subseconds().count());
    return text + "Z";
}

std::optional<Date> parse_date(std::string_view text) {
    Reader reader(text);
    sys_days date{};
    if (!read_date(reader, date) || !reader.at_end()) return std::nullopt;
    return Date(date.time_since_epoch());
}

std::string format_date(Date date) {
    const year_month_day ymd{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

}  // namespace nudged::runtime
