#include "connectors/slack/blocks.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "connectors/slack/mrkdwn.hpp"
#include "connectors/wire/utf16.hpp"

namespace nudged::slack {

namespace {

constexpr std::size_t label_limit = 75;
constexpr std::size_t address_limit = 3'000;
constexpr std::size_t elements_limit = 25;
constexpr std::size_t options_limit = 5;
constexpr std::size_t holding_a_block = 100;  // "a buffer for the containers", of which the service does not say more

bool opens_here(const std::string& url) {
    return (url.starts_with("https://") || url.starts_with("http://")) && url.size() <= address_limit;
}

// "+351 123" of "tel:+351 123?x"
std::string address_in(std::string_view url) {
    const auto colon = url.find(':');
    if (colon != std::string_view::npos) url.remove_prefix(colon + 1);
    return std::string(url.substr(0, url.find('?')));
}

bool is_pressed(const Button& button) { return !button.action.empty() || opens_here(button.url); }

// The words stand in the text already: there they become code. Else they follow it.
void show(const std::string& words, const std::string& what, Text& text) {
    for (auto span = text.begin(); span != text.end(); ++span) {
        const auto at = span->style == Style::plain ? span->text.find(words) : std::string::npos;
        if (at == std::string::npos) continue;
        const Span before{span->text.substr(0, at), Style::plain};
        const Span after{span->text.substr(at + words.size()), Style::plain};
        *span = {words, Style::code};
        if (!after.text.empty()) span = std::prev(text.insert(std::next(span), after));
        if (!before.text.empty()) text.insert(span, before);
        return;
    }
    const std::string lead = (text.empty() ? "" : "\n") + what;
    if (!lead.empty()) text.push_back({lead, Style::plain});
    text.push_back({words, Style::code});
}

Json plain_text(std::string_view text) {
    return {{"type", "plain_text"}, {"text", label_text(text, label_limit)}, {"emoji", true}};
}

Json section(std::string text) {
    // Verbatim: nothing but our own marks and links is read in it, and nobody is called.
    return {{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", std::move(text)}, {"verbatim", true}}}};
}

Json context(std::string text) {
    return {{"type", "context"},
            {"elements", Json::array({{{"type", "mrkdwn"}, {"text", std::move(text)}, {"verbatim", true}}})}};
}

// The elements of rows of actions: an action stands only once in each.
class Rows {
public:
    explicit Rows(Json& blocks) : blocks_(blocks) {}

    void begin() { fresh_ = true; }

    void add(Json element) {
        const std::string id = element["action_id"];
        if (fresh_ || taken_.contains(id) || blocks_.back()["elements"].size() == elements_limit) {
            blocks_.push_back({{"type", "actions"}, {"elements", Json::array()}});
            taken_.clear();
            fresh_ = false;
        }
        taken_.insert(id);
        blocks_.back()["elements"].push_back(std::move(element));
    }

    std::string next_opener() { return std::string(opens_only) + std::to_string(++openers_); }

private:
    Json& blocks_;
    std::set<std::string> taken_;
    std::size_t openers_ = 0;
    bool fresh_ = true;
};

Json render_button(const Button& button, Rows& rows) {
    Json out = {{"type", "button"}, {"text", plain_text(button.label)}};
    if (button.action.empty()) {
        out["action_id"] = rows.next_opener();
        out["url"] = button.url;
    } else {
        out["action_id"] = button.action;
        if (button.action.starts_with("done:")) out["style"] = "primary";
    }
    if (!button.accessible.empty()) out["accessibility_label"] = label_text(button.accessible, label_limit);
    return out;
}

Json render_option(const Button& button, Rows& rows) {
    Json out = {{"text", plain_text(button.label)}};
    if (button.action.empty()) {
        out["value"] = rows.next_opener();
        out["url"] = button.url;
    } else {
        out["value"] = button.action;
    }
    return out;
}

Json render_menu(const std::string& action, const std::vector<const Button*>& behind, Rows& rows) {
    Json options = Json::array();
    for (const Button* button : behind) options.push_back(render_option(*button, rows));
    return {{"type", "overflow"}, {"action_id", action}, {"options", std::move(options)}};
}

// A `more:` at the end of a row opens what stands in the rows below it, unless that is another one: then they are a
// list.
bool opens_menu(const std::vector<ButtonRow>& rows, std::size_t row, std::size_t at) {
    if (at + 1 != rows[row].size() || row + 1 == rows.size()) return false;
    return rows[row][at].action.starts_with("more:") && !rows[row + 1].front().action.starts_with("more:");
}

void render_rows(const std::vector<ButtonRow>& all, Json& blocks) {
    Rows rows(blocks);
    std::size_t left = 0;
    for (const ButtonRow& row : all) left += row.size();
    const std::string* menu = nullptr;  // the action of the `more:` that is open
    std::vector<const Button*> behind;
    for (std::size_t r = 0; r < all.size(); ++r) {
        const bool filling = menu != nullptr && behind.size() < options_limit;
        if (!filling) rows.begin();
        for (std::size_t b = 0; b < all[r].size(); ++b) {
            const Button& button = all[r][b];
            --left;
            if (menu == nullptr && opens_menu(all, r, b)) {
                menu = &button.action;
            } else if (menu == nullptr || behind.size() == options_limit) {
                rows.add(render_button(button, rows));
            } else {
                behind.push_back(&button);
                if (left > 0 && behind.size() < options_limit) continue;
                rows.add(render_menu(*menu, behind, rows));
                rows.begin();
            }
        }
    }
}

// Of all texts, however deep.
std::size_t units_in(const Json& value) {
    if (value.is_array()) {
        return std::accumulate(value.begin(), value.end(), std::size_t{0},
                               [](std::size_t units, const Json& inner) { return units + units_in(inner); });
    }
    if (!value.is_object()) return 0;
    std::size_t units = 0;
    for (const auto& [key, inner] : value.items()) {
        const bool is_text = key == "text" && inner.is_string();
        units += is_text ? wire::utf16_units(inner.get_ref<const std::string&>()) : units_in(inner);
    }
    return units;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool has_buttons(const Block& block) {
    return std::any_of(block.rows.begin(), block.rows.end(), [](const ButtonRow& row) { return !row.empty(); });
}

// A last word below what can be tapped.
bool is_small_print(const std::vector<Block>& blocks, std::size_t at) {
    if (at == 0 || at + 1 != blocks.size() || has_buttons(blocks[at])) return false;
    const Text& text = blocks[at].text;
    const bool stressed = std::any_of(text.begin(), text.end(), [](const Span& span) {
        return span.style == Style::bold || span.style == Style::strike;
    });
    return !stressed && std::any_of(blocks.begin(), blocks.end(), has_buttons);
}

}  // namespace

Block readable(const Block& block) {
    Block out{block.text, {}};
    for (const ButtonRow& row : block.rows) {
        ButtonRow pressed;
        for (const Button& button : row) {
            if (is_pressed(button)) {
                pressed.push_back(button);
            } else if (!button.copy.empty()) {
                show(button.copy, "", out.text);
            } else if (const std::string address = address_in(button.url); !address.empty()) {
                show(address, button.label + ": ", out.text);
            }
        }
        if (!pressed.empty()) out.rows.push_back(std::move(pressed));
    }
    return out;
}

Json render_blocks(const std::vector<Block>& blocks, std::string_view delivery) {
    Json out = Json::array();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        for (const Block& piece : pieces_of(readable(blocks[i]))) {
            if (std::string text = mrkdwn(piece.text); !is_blank(text)) {
                out.push_back(is_small_print(blocks, i) ? context(std::move(text)) : section(std::move(text)));
            }
            render_rows(piece.rows, out);
        }
    }
    for (std::size_t i = 0; i < out.size() && !delivery.empty(); ++i) {
        out[i]["block_id"] = std::string(delivery) + ":" + std::to_string(i);
    }
    return out;
}

namespace {

std::string first_line(const Message& message) {
    for (const Block& block : message.blocks) {
        std::string text;
        for (const Span& span : readable(block).text) text += span.text;
        const auto begin = text.find_first_not_of(" \t\r\n");
        if (begin != std::string::npos) return text.substr(begin, text.find('\n', begin) - begin);
    }
    return message.blocks.empty() ? "" : "\u2026";  // buttons alone
}

}  // namespace

std::string render_notification(const Message& message) {
    return escaped(message.notification.empty() ? first_line(message) : message.notification);
}

std::string render_plain(const Message& message) {
    std::string out;
    for (const Block& block : message.blocks) {
        std::string paragraph;
        for (const Span& span : block.text) paragraph += span.text;
        for (const ButtonRow& row : block.rows) {
            for (const Button& button : row) {
                if (!button.url.empty() || !button.copy.empty()) {
                    paragraph += "\n" + button.label + ": " + (button.copy.empty() ? button.url : button.copy);
                }
            }
        }
        if (is_blank(paragraph)) continue;
        if (!out.empty()) out += "\n\n";
        out += paragraph;
    }
    return escaped(out.empty() ? message.notification : out);
}

Size size_of(const Json& rendered) { return {rendered.size(), units_in(rendered) + rendered.size() * holding_a_block}; }

}  // namespace nudged::slack
