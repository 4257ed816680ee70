// A message that has become too long for its place, said in less room.
#pragma once

#include "connectors/message.hpp"

namespace nudged::messages {

// 1: who was dealt with keeps only Undo. 2: where the further buttons of one are open, the others' wait until those are
// closed. 3: who was dealt with is only named. Nobody is lost, and no decision that is still to be made.
inline constexpr int tightest = 3;
// Each step on what the one before gave.
[[nodiscard]] Message tightened(Message message, int step);

}  // namespace nudged::messages
