// `fresh start`: everybody whose day has passed is spread over the coming weeks, the most important first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "daemon/followup/decisions.hpp"
#include "daemon/followup/rhythm.hpp"

namespace nudged::followup {

// Whose turn on the round has come, or whose snooze ended, before `plan.today` or on it. Not those with whom something
// was agreed: an answer that is awaited, a day they asked for.
[[nodiscard]] bool waits_for_a_fresh_start(const Contact&, const Plan&);

// On every coming morning from `first` on, one place stays free for those whose day comes by itself.
class FreshStart {
public:
    FreshStart(const Plan& plan, Date first);

    void offer(const Contact&);
    // Each with the day they come back on, the most important first.
    struct Spread {
        std::int64_t contact = 0;
        Date day{};
    };
    [[nodiscard]] std::vector<Spread> spread() &&;

private:
    struct Waiting {
        std::int64_t contact = 0;
        double importance = 1;
        double ratio = 0;  // of the days since theirs to their rhythm
        std::string name;
    };
    const Plan& plan_;
    Date first_;
    std::vector<Waiting> waiting_;
};

[[nodiscard]] Decision started_afresh(const Contact&, Date day, const Plan&);

}  // namespace nudged::followup
