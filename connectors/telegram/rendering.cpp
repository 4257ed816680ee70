#include "connectors/telegram/rendering.hpp"

#include <array>
#include <utility>

namespace nudged::telegram {

namespace {

constexpr std::size_t copy_limit = 256;   // characters of a copy_text button
constexpr std::size_t action_limit = 64;  // bytes of callback_data

struct Tags {
    std::string_view open;
    std::string_view close;
};

Tags tags_of(Style style) {
    switch (style) {
        case Style::bold:
            return {"<b>", "</b>"};
        case Style::strike:
            return {"<s>", "</s>"};
        case Style::code:
            return {"<code>", "</code>"};
        case Style::plain:
            break;
    }
    return {};
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string html(const Span& span) {
    if (span.text.empty()) return "";
    const Tags tags = tags_of(span.style);
    return std::string(tags.open) + escaped(span.text) + std::string(tags.close);
}

bool opens_here(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://") || url.starts_with("tg://");
}

// "+351 123" of "tel:+351 123?x"
std::string address_in(std::string_view url) {
    const auto colon = url.find(':');
    if (colon != std::string_view::npos) url.remove_prefix(colon + 1);
    return std::string(url.substr(0, url.find('?')));
}

// null when it cannot be shown.
Json render_button(const Button& button, bool plain) {
    Json out = {{"text", button.label}};
    if (!button.action.empty()) {
        if (button.action.size() > action_limit) return nullptr;  // it would have the whole message refused
        out["callback_data"] = button.action;
        return out;
    }
    if (plain) return nullptr;
    if (opens_here(button.url)) {
        out["url"] = button.url;
        return out;
    }
    const std::string copy = button.url.empty() ? button.copy : address_in(button.url);
    if (copy.empty() || utf16_units(copy) > copy_limit) return nullptr;
    out["copy_text"] = {{"text", copy}};
    return out;
}

}  // namespace

std::string render_text(const Message& message, bool plain) {
    std::string out;
    for (const Block& block : message.blocks) {
        std::string paragraph;
        for (const Span& span : block.text) paragraph += plain ? span.text : html(span);
        if (paragraph.empty()) continue;
        if (!out.empty()) out += "\n\n";
        out += paragraph;
    }
    if (out.empty()) return plain ? message.notification : escaped(message.notification);
    return out;
}

Json render_keyboard(const Message& message, bool plain) {
    Json rows = Json::array();
    for (const Block& block : message.blocks) {
        for (const ButtonRow& row : block.rows) {
            Json cells = Json::array();
            for (const Button& button : row) {
                if (Json cell = render_button(button, plain); !cell.is_null()) cells.push_back(std::move(cell));
            }
            if (!cells.empty()) rows.push_back(std::move(cells));
        }
    }
    return rows;
}

Size size_of(const Span& span) { return {utf16_units(span.text), html(span).size()}; }

Size size_of(const Text& text) {
    Size size;
    for (const Span& span : text) size += size_of(span);
    return size;
}

}  // namespace nudged::telegram
