#include "connectors/slack/home.hpp"

#include <algorithm>
#include <utility>

#include "connectors/slack/blocks.hpp"
#include "connectors/slack/mrkdwn.hpp"

namespace nudged::slack {

namespace {

constexpr std::size_t blocks_limit = 100;
constexpr std::size_t bytes_limit = 200'000;  // of 250 kB
constexpr std::size_t heading_limit = 150;
constexpr std::size_t label_limit = 75;
constexpr std::size_t one_of_limit = 100;
constexpr std::size_t some_of_limit = 10;

Json plain_text(std::string_view text, std::size_t limit = label_limit) {
    return {{"type", "plain_text"}, {"text", label_text(text, limit)}, {"emoji", true}};
}

Json heading(const std::string& text) { return {{"type", "header"}, {"text", plain_text(text, heading_limit)}}; }

// The choices, and those of them that are chosen. Slack takes as chosen only what is exactly one of the options.
std::pair<Json, Json> options_of(const Setting& setting, std::size_t limit) {
    Json options = Json::array();
    Json chosen = Json::array();
    for (const Choice& choice : setting.choices) {
        if (options.size() == limit) break;
        options.push_back({{"text", plain_text(choice.label)}, {"value", choice.value}});
        if (std::find(setting.chosen.begin(), setting.chosen.end(), choice.value) != setting.chosen.end()) {
            chosen.push_back(options.back());
        }
    }
    return {std::move(options), std::move(chosen)};
}

// null where there is nothing to choose from.
Json element_of(const Setting& setting) {
    Json element = {{"action_id", std::string(sets) + setting.key}};
    if (setting.kind == Setting::Kind::time) {
        element["type"] = "timepicker";
        if (!setting.chosen.empty()) element["initial_time"] = setting.chosen.front();
        return element;
    }
    const bool one = setting.kind == Setting::Kind::one_of;
    auto [options, chosen] = options_of(setting, one ? one_of_limit : some_of_limit);
    if (options.empty()) return nullptr;
    element["type"] = one ? "static_select" : "checkboxes";
    element["options"] = std::move(options);
    if (one && !chosen.empty()) element["initial_option"] = chosen.front();
    if (!one && !chosen.empty()) element["initial_options"] = std::move(chosen);
    return element;
}

Json settings_of(const Home& home) {
    Json blocks = Json::array();
    if (home.settings.empty()) return blocks;
    blocks.push_back({{"type", "divider"}});
    if (!home.settings_title.empty()) blocks.push_back(heading(home.settings_title));
    for (const Setting& setting : home.settings) {
        Json element = element_of(setting);
        if (element.is_null()) continue;
        const std::string label = mrkdwn(Text{{setting.label, Style::plain}});
        blocks.push_back({{"type", "section"},
                          {"text", {{"type", "mrkdwn"}, {"text", label}, {"verbatim", true}}},
                          {"accessory", std::move(element)}});
    }
    return blocks;
}

// Takes whole blocks of a Home until one does not fit; what follows is left out then.
class Page {
public:
    Page(std::size_t blocks, std::size_t bytes) : blocks_left_(blocks), bytes_left_(bytes) {}

    bool add(const Json& rendered) {
        const std::size_t bytes = wire::dump(rendered).size();
        if (rendered.size() > blocks_left_ || bytes > bytes_left_) return false;
        blocks_left_ -= rendered.size();
        bytes_left_ -= bytes;
        for (const Json& block : rendered) blocks_.push_back(block);
        return true;
    }
    [[nodiscard]] Json take() { return std::move(blocks_); }

private:
    Json blocks_ = Json::array();
    std::size_t blocks_left_;
    std::size_t bytes_left_;
};

bool add_sections(const Home& home, Page& page) {
    for (const HomeSection& section : home.sections) {
        // A heading alone would promise something.
        Json pending = Json::array();
        if (!section.title.empty()) pending.push_back(heading(section.title));
        for (const Block& block : section.blocks) {
            for (const Json& rendered : render_blocks({block}, "")) pending.push_back(rendered);
            if (!page.add(pending)) return false;
            pending = Json::array();
        }
    }
    return true;
}

}  // namespace

std::string home_view(const Home& home) {
    const Json settings = settings_of(home);
    const Json more = render_blocks({{{{home.not_all, Style::plain}}, {}}}, "");
    const std::size_t kept_blocks = std::min(settings.size() + more.size(), blocks_limit);
    const std::size_t kept_bytes = std::min(wire::dump(settings).size() + wire::dump(more).size() + 100, bytes_limit);
    Page page(blocks_limit - kept_blocks, bytes_limit - kept_bytes);
    const bool all = add_sections(home, page);
    Json blocks = page.take();
    if (!all) blocks.insert(blocks.end(), more.begin(), more.end());
    blocks.insert(blocks.end(), settings.begin(), settings.end());
    // No ids of blocks: with the old ones the tab would go on showing what was chosen there before.
    return wire::dump({{"type", "home"}, {"blocks", std::move(blocks)}});
}

}  // namespace nudged::slack
