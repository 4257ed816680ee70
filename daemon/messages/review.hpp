// The weekly review: best first, the coming week, at most two names. Never a count of what was not done.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

struct Review {
    Date today{};
    std::vector<std::string> people;  // with whom there was a word, the newest last
    std::vector<std::string> close;   // those of them who are family or friends
    int talks = 0;
    int promises_kept = 0;
    struct Words {
        std::string name;
        std::string words;
    };
    std::optional<Words> best;

    struct Coming {
        std::string name;
        std::string what;  // "birthday"; empty = the person themselves
        Date day{};
    };
    std::vector<Coming> coming;  // of the next seven days, by day; what has a date before the round
    Date next_week{};            // the Monday among these days
    int mornings = 0;            // from then on, with somebody on them

    struct Wanted {
        std::int64_t contact = 0;
        std::string name;
        int days_since = 0;
    };
    std::vector<Wanted> wanted;  // at most two
    std::optional<Date> put_on;  // the day that their buttons name

    // Of at most one person: a rhythm that does not fit.
    struct Rhythm {
        std::int64_t contact = 0;
        std::string name;
        int times = 0;               // put off in a row
        bool always_skipped = true;  // else some of these were snoozes
        int days = 0, slower = 0;    // what it is, and what it could be
    };
    std::optional<Rhythm> rhythm;

    std::optional<std::chrono::weekday> day;  // on which it comes by itself, or would
    bool is_off = false;                      // ... if the owner wanted it to

    std::map<Date, int> people_by_day;
    int given = 0, asked = 0;
    struct Answers {
        std::string channel;
        int answered = 0, sent = 0;
    };
    std::vector<Answers> answers;

    // Once a quarter: what decided it for those who said no, the most frequent first.
    struct Reasons {
        Date since{};
        std::vector<std::pair<std::string, int>> counted;
    };
    std::optional<Reasons> reasons;
};

[[nodiscard]] Message review(const Review&);
// Instead of it while names are kept off the lock screen.
[[nodiscard]] Message review_kept_back();
// The week as it is drawn, and the same in words; absent when there is nothing to draw.
[[nodiscard]] std::optional<Picture> review_picture(const Review&);

// Answers to its buttons, and to `review on`.
[[nodiscard]] std::string review_set(bool on, std::optional<std::chrono::weekday> day);
[[nodiscard]] std::string rhythm_kept();

}  // namespace nudged::messages
