// What nudged says, in English: every sentence, by subject, as an ICU message. This list decides which keys there are.
// The other languages follow it line by line; see catalogue.hpp for what a pattern may hold.
#pragma once

#include <array>

#include "daemon/messages/catalogue/entry.hpp"

namespace nudged::messages {

inline constexpr auto english = std::to_array<Entry>({
    // ---- days and numbers -------------------------------------------------------------------------------------------
    {"day.0", "Sunday"},
    {"day.1", "Monday"},
    {"day.2", "Tuesday"},
    {"day.3", "Wednesday"},
    {"day.4", "Thursday"},
    {"day.5", "Friday"},
    {"day.6", "Saturday"},
    {"span.days", "{n, plural, one {# day} other {# days}}"},

    // ---- the nudge: its heading, its greeting, its end --------------------------------------------------------------

    // ---- why now ----------------------------------------------------------------------------------------------------

    // ---- what would be kind -----------------------------------------------------------------------------------------

    // ---- deals and helpful things -----------------------------------------------------------------------------------

    // ---- welcome, pairing, new words --------------------------------------------------------------------------------

    // ---- answers ----------------------------------------------------------------------------------------------------

    // ---- what was taken back ----------------------------------------------------------------------------------------

    // ---- buttons ----------------------------------------------------------------------------------------------------

    // ---- questions --------------------------------------------------------------------------------------------------

    // ---- cards and lists --------------------------------------------------------------------------------------------

    // ---- the review -------------------------------------------------------------------------------------------------

    // ---- settings and the home tab ----------------------------------------------------------------------------------
});

}  // namespace nudged::messages
