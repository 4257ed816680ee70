// The ways to people that the daemon hears of when they are taken, in each face as far as it goes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/conversation/exchange.hpp"
#include "daemon/messages/ways.hpp"

namespace nudged::conversation {

// How ways are shown in a chat of that service. The page opens them itself and tells; a chat service, which may refuse
// tel:, sms: and mailto:, gets links of the daemon's own where Rules::own_links has them; elsewhere nothing is heard.
[[nodiscard]] messages::Passages passages_in(const Exchange&, std::string_view connector);

// `pick:way/c17_whatsapp`, which the page tells.
Reply respond_to_way(Exchange&, const std::string& argument);

// Where a link leads, which is noted as taken; or the sentence that says why it leads nowhere.
struct Onward {
    std::string label;  // "WhatsApp: Nicole Ortiz"
    std::string url;
};
struct NoLink {  // none of ours, or cut
    std::string sentence;
};
struct OldLink {  // it was one
    std::string sentence;
};
using Opened = std::variant<Onward, NoLink, OldLink>;
[[nodiscard]] bool is_own_link(std::string_view link, const Rules&);  // asked before the store is
[[nodiscard]] Opened open_link(Tables&, std::string_view link, const Rules&, Moment);

}  // namespace nudged::conversation
