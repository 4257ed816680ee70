// The Home tab of everybody who looks at it: published anew whenever something in it has changed.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "connectors/slack/calls.hpp"
#include "connectors/slack/events.hpp"
#include "daemon/conversation/home_page.hpp"
#include "daemon/runtime/clock.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// What is known of a page is in memory alone: after a restart it is published when it is next opened or touched.
class SlackHomes {
public:
    struct Ports {
        // Where to call, as the bot of that workspace; absent while it is not known.
        std::function<std::optional<slack::Api>(const std::string& account)> api;
        std::function<bool(const std::string& account)> is_open;  // anybody is welcome in that workspace
        std::function<HttpResponse(HttpRequest)> call;            // blocks; on the thread of step()
        std::function<void()> wake;                               // step() has something to do
        std::function<void()> changed;                            // something was written down
    };

    SlackHomes(Store& store, const Clock& clock, const conversation::Rules& rules, Ports ports)
        : store_(store), clock_(clock), rules_(rules), ports_(std::move(ports)) {}

    // ---- any thread
    void opened(const slack::HomeOpened& home);
    // Written down when it returns; a repeat is not. What cannot be is said in the tab.
    void chosen(const slack::SettingChosen& choice);
    // Something was written down somewhere: pages may have to change.
    void changed();

    // Looks at one page, and publishes it when it is not what was published last. One thread. Returns after how long
    // there is more to do.
    std::chrono::milliseconds step();

private:
    using Steady = std::chrono::steady_clock;
    using Key = std::pair<std::string, std::string>;  // account and user
    struct Page {
        Steady::time_point used;  // by the person
        unsigned wishes = 1;      // to look at it
        unsigned fulfilled = 0;   // up to which of them that was done
        bool draw = true;         // whether or not something was written down since
        bool publish = true;      // whether or not it is another than the one that is there
        std::size_t shown = 0;    // a hash of the one that is there
        conversation::HomeMark mark;
        std::string zone;  // where the service says that they are
        std::optional<Steady::time_point> zone_asked;
        std::string refused;      // the setting last chosen, when it could not be
        std::string refused_why;  // one sentence
        int failures = 0;
        Steady::time_point next{};
    };
    struct View {
        conversation::HomeMark mark;
        std::string json;  // empty: nothing was written down since
    };

    void look_at_all_when_due();
    [[nodiscard]] std::optional<std::pair<Key, Page>> next_page(std::chrono::milliseconds& idle);
    void show(const Key& key, Page page, const slack::Api& api);
    void ask_for_zone(const Key& key, Page& page, const slack::Api& api);
    void tell_of_zone(const Key& key, const std::string& zone);
    void say_whether_zones_are_told(const std::string& account, const std::string& refusal);
    [[nodiscard]] View view_of(const Key& key, const Page& page);
    void take(const Key& key, const Page& as_asked, const View& view, const std::optional<slack::Trouble>& trouble);

    Store& store_;
    const Clock& clock_;
    const conversation::Rules& rules_;
    const Ports ports_;

    std::mutex mutex_;  // of all below
    std::map<Key, Page> pages_;
    std::map<std::string, std::string> untold_;       // why a workspace does not tell where people are
    std::map<std::string, Steady::time_point> held_;  // workspaces that are not to be called before then
    bool has_changed_ = false;
    Steady::time_point next_sweep_{};
    Steady::duration looking_{};  // what the sweep has taken of the store's time
};

}  // namespace nudged::runtime
