// A picture as a file in the conversation, in four calls. The place says which is next: "" opens the conversation, "D1"
// asks where the file goes, "D1 F1 https://..." puts it there, "D1 F1" shares it.
#pragma once

#include <optional>
#include <string>

#include "connectors/slack/slack_wire.hpp"

namespace nudged::slack {

[[nodiscard]] inline bool is_file(const Outgoing& outgoing) {
    return outgoing.kind == SendKind::message && outgoing.message.picture && !outgoing.png.empty();
}
[[nodiscard]] HttpRequest file_request(const Api&, const Outgoing&);
[[nodiscard]] std::optional<std::string> file_onward(const Outgoing&, const HttpResponse&);
// Of the last call, or of one after which none can follow.
[[nodiscard]] Outcome file_outcome(const Outgoing&, const HttpResponse&);

}  // namespace nudged::slack
