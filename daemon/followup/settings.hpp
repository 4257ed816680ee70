// What the person who runs nudged has set for everybody (config file, [defaults]); an owner's and a contact's own win.
#pragma once

#include <chrono>
#include <vector>

#include "storage/records.hpp"

namespace nudged::followup {

struct Settings {
    int cadence_days = 30;
    int min_gap_days = 3;                          // between outward touches, for what is only suggested
    int snooze_days = 3;                           // `snooze` without a date
    int patience = 3;                              // outward touches without an answer
    std::vector<int> deal_plan{3, 5, 10, 20, 30};  // days between the words of a quiet deal
    TimeOfDay evening{std::chrono::hours{18}};
};

}  // namespace nudged::followup
