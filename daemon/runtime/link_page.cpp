#include "daemon/runtime/link_page.hpp"

#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <string>

#include "daemon/conversation/passages.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/runtime/kept_secret.hpp"
#include "daemon/runtime/web_chat_json.hpp"
#include "daemon/runtime/web_page.hpp"

namespace nudged::runtime {

namespace {

constexpr const char* path = "/to";
constexpr std::size_t longest_body = 8'192;

struct Answered {
    web::Response operator()(const conversation::Onward& onward) const {
        return json_answer({{"label", onward.label}, {"url", onward.url}});
    }
    web::Response operator()(const conversation::NoLink& no) const { return json_refusal(404, no.sentence); }
    web::Response operator()(const conversation::OldLink& old) const { return json_refusal(410, old.sentence); }
};

}  // namespace

std::optional<conversation::OwnLinks> own_links_of(const Config& config) {
    const auto& url = config.http.public_url;
    // Telegram refuses a message whole for one button to a host without a dot. Under a path the page would not find
    // what belongs to it.
    constexpr std::string_view scheme = "https://";
    if (!url || !url->https || url->host.find('.') == std::string::npos) return std::nullopt;
    if (url->text.find('/', scheme.size()) != std::string::npos) return std::nullopt;
    return conversation::OwnLinks{url->text + path, kept_secret(config.data / "link-key").reveal()};
}

LinkPage::LinkPage(Store& store, const Clock& clock, const conversation::Rules& rules, std::function<void()> changed)
    : store_(store), clock_(clock), rules_(rules), changed_(std::move(changed)) {}

void LinkPage::serve(web::WebServer& server) {
    server.get(path, [](const web::Request& request) {
        const messages::Speaking speaking(language_of(request));
        return page_document("/to.html");
    });
    server.post(path, longest_body, [this](const web::Request& request) { return open(request); });
}

web::Response LinkPage::open(const web::Request& request) {
    const messages::Speaking speaking(language_of(request));
    const auto json = json_of(request);
    const auto link = json.is_object() ? json.find("link") : json.end();
    if (link == json.end() || !link->is_string() ||
        !conversation::is_own_link(link->get_ref<const std::string&>(), rules_))
        return json_refusal(404, messages::no_link_of_mine());
    try {
        const auto opened = store_.transact([&](Tables& tables) {
            return conversation::open_link(tables, link->get_ref<const std::string&>(), rules_,
                                           {clock_.now(), clock_.real()});
        });
        if (std::holds_alternative<conversation::Onward>(opened)) changed_();
        return std::visit(Answered{}, opened);
    } catch (const StoreError& error) {
        spdlog::error("links: {}", error.what());
        return json_refusal(503, messages::links_rest());
    }
}

}  // namespace nudged::runtime
