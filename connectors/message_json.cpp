#include "connectors/message_json.hpp"

#include <array>
#include <nlohmann/json.hpp>

namespace nudged {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> style_names{"plain", "bold", "strike", "code"};

Json json_of(const Span& span) {
    Json json{{"text", span.text}};
    if (span.style != Style::plain) json["style"] = style_names.at(static_cast<std::size_t>(span.style));
    return json;
}

Json json_of(const Button& button) {
    Json json{{"label", button.label}};
    if (!button.action.empty()) json["action"] = button.action;
    if (!button.url.empty()) json["url"] = button.url;
    if (!button.copy.empty()) json["copy"] = button.copy;
    if (!button.accessible.empty()) json["accessible"] = button.accessible;
    return json;
}

Json json_of(const Block& block) {
    Json text = Json::array();
    for (const auto& span : block.text) text.push_back(json_of(span));
    Json rows = Json::array();
    for (const auto& row : block.rows) {
        Json buttons = Json::array();
        for (const auto& button : row) buttons.push_back(json_of(button));
        rows.push_back(std::move(buttons));
    }
    Json json{{"text", std::move(text)}};
    if (!rows.empty()) json["rows"] = std::move(rows);
    return json;
}

Span span_from(const Json& json) {
    Span span{json.at("text").get<std::string>(), Style::plain};
    const auto style = json.value("style", "plain");
    for (std::size_t i = 0; i < style_names.size(); ++i)
        if (style == style_names[i]) span.style = static_cast<Style>(i);
    return span;
}

Button button_from(const Json& json) {
    return {json.at("label").get<std::string>(), json.value("action", ""), json.value("url", ""), json.value("copy", ""),
            json.value("accessible", "")};
}

Block block_from(const Json& json) {
    Block block;
    for (const auto& span : json.at("text")) block.text.push_back(span_from(span));
    for (const auto& row : json.value("rows", Json::array())) {
        auto& buttons = block.rows.emplace_back();
        for (const auto& button : row) buttons.push_back(button_from(button));
    }
    return block;
}

}  // namespace

std::string to_json(const Message& message) {
    Json blocks = Json::array();
    for (const auto& block : message.blocks) blocks.push_back(json_of(block));
    Json json{{"blocks", std::move(blocks)}};
    if (!message.notification.empty()) json["notification"] = message.notification;
    if (message.silent) json["silent"] = true;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Message> message_from_json(std::string_view text) {
    try {
        const auto json = Json::parse(text);
        Message message{json.value("notification", ""), {}, json.value("silent", false)};
        for (const auto& block : json.at("blocks")) message.blocks.push_back(block_from(block));
        return message;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::string plain_text(const Message& message) {
    std::string text;
    for (const auto& block : message.blocks) {
        if (!text.empty()) text += '\n';
        for (const auto& span : block.text) text += span.text;
    }
    return text;
}

}  // namespace nudged
