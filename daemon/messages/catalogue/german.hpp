// What nudged says, in German. The same keys in the same order as english.hpp, or it does not compile. The words that
// the owner types stay as they are (`done`, `snooze 3d`): the grammar of replies is one.
#pragma once

#include <array>

#include "daemon/messages/catalogue/entry.hpp"

namespace nudged::messages {

inline constexpr auto german = std::to_array<Entry>({
    // ---- days and numbers -------------------------------------------------------------------------------------------
    {"day.0", "Sonntag"},
    {"day.1", "Montag"},
    {"day.2", "Dienstag"},
    {"day.3", "Mittwoch"},
    {"day.4", "Donnerstag"},
    {"day.5", "Freitag"},
    {"day.6", "Samstag"},
    {"span.days", "{n, plural, one {# Tag} other {# Tage}}"},

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
