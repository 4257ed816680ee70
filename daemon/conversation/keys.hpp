// What contacts are looked up by goes by the rules of the one who runs nudged, and these change between two starts.
#pragma once

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Makes the keys of everybody anew whose owner's were made by other rules. In pages, a transaction each: it may be
// interrupted, and then begins again.
void bring_keys_up_to_date(Store&, const Rules&);
// Of an owner who has nobody yet: there is nothing to bring up to date, however many are imported next.
void keys_begin(Tables&, std::int64_t owner, const Rules&);

}  // namespace nudged::conversation
