#include "daemon/messages/stored_words.hpp"

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

std::string address_called(std::string_view kind) {
    return worded("stored.address", {{"what", std::string(kind)}, {"said", one_line(kind)}});
}

std::string reason_told(std::string_view reason) {
    const std::string what = reason == reason_someone     ? "someone"
                             : reason == reason_not_known ? "unknown"
                                                          : std::string(reason);
    return worded("stored.reason", {{"what", what}, {"said", std::string(reason)}});
}

std::string outcome_told(std::string_view outcome) {
    const std::string what = outcome == "in the web chat instead" ? "webchat" : std::string(outcome);
    return worded("status.outcome", {{"what", what}, {"said", one_line(outcome)}});
}

}  // namespace nudged::messages
