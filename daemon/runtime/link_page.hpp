// The page behind the daemon's own links, which leads on to people. It is in connectors/webchat/page/to.html.
#pragma once

#include <functional>
#include <optional>

#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"
#include "daemon/runtime/web_server.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// Where the daemon can be reached by https from everywhere: numbers and words pass there. The key that seals the links
// is DATA/link-key, made when it is missing: without that file the links that were sent open nothing. Throws as
// kept_secret.
[[nodiscard]] std::optional<conversation::OwnLinks> own_links_of(const Config& config);

class LinkPage {
public:
    // `changed` is called after each link that was opened, from handler threads.
    LinkPage(Store& store, const Clock& clock, const conversation::Rules& rules, std::function<void()> changed);

    // The page, which says nothing of any link and changes nothing, and what it asks. The server ends before this does.
    void serve(web::WebServer& server);

private:
    web::Response open(const web::Request& request);

    Store& store_;
    const Clock& clock_;
    const conversation::Rules& rules_;
    const std::function<void()> changed_;
};

}  // namespace nudged::runtime
