#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/simulation/world.hpp"

namespace nudged::simulation {

using testing::IsEmpty;

// NUDGED_WORLDS=100 looks at as many, when there is time.
std::uint64_t worlds() {
    const char* const wanted = std::getenv("NUDGED_WORLDS");
    return wanted == nullptr ? 4 : std::strtoull(wanted, nullptr, 10);
}

TEST(Simulation, KeepsEveryPromiseThroughEveryKindOfTrouble) {
    std::map<std::string, int> marks;
    for (std::uint64_t seed = 1; seed <= worlds(); ++seed) {
        const auto report = World(seed).run(days{75});
        EXPECT_THAT(report.violations, IsEmpty()) << "seed " << seed;
        for (const auto& [what, times] : report.marks) marks[what] += times;
    }
    // What never happened was not tested.
    for (const auto* what : {"power cut",
                             "power cut while sending",
                             "clock ahead",
                             "clock back",
                             "tap",
                             "double tap",
                             "old tap",
                             "words",
                             "came again",
                             "unreachable",
                             "silent, not taken",
                             "silent, taken",
                             "failing",
                             "told to wait",
                             "revoked",
                             "blocked",
                             "gone",
                             "told elsewhere",
                             "nudge",
                             "marked repeat",
                             "edit",
                             "late"})
        EXPECT_GT(marks[what], 0) << what;
}

// A run that is another each time proves nothing, and cannot be looked into.
TEST(Simulation, IsTheSameForTheSameSeed) {
    const auto trace = World(11).run(days{10}).trace;
    EXPECT_EQ(World(11).run(days{10}).trace, trace);
    EXPECT_NE(World(12).run(days{10}).trace, trace);
}

}  // namespace nudged::simulation
