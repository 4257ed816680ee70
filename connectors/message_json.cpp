#include "connectors/message_json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace nudged {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> style_names{"plain", "bold", "strike", "code"};

// A message is written with every reply, so its text is put together without a tree of JSON values in between.
class Writer {
public:
    std::string text;

    void quoted(std::string_view value) {
        const auto plain = [](unsigned char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
        if (std::ranges::all_of(value, plain))
            text.append(1, '"').append(value).append(1, '"');
        else  // broken UTF-8 is replaced, never refused
            text += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    void field(std::string_view name, std::string_view value) {
        name_of(name);
        quoted(value);
    }
    void field_if_said(std::string_view name, std::string_view value) {
        if (!value.empty()) field(name, value);
    }
    template <class Element>
    void list(std::string_view name, const std::vector<Element>& elements) {
        name_of(name);
        list(elements);
    }

    void write(const Span& span) {
        text += '{';
        if (span.style != Style::plain) field("style", style_names.at(static_cast<std::size_t>(span.style)));
        field("text", span.text);
        text += '}';
    }
    void write(const Button& button) {
        text += '{';
        field_if_said("accessible", button.accessible);
        field_if_said("action", button.action);
        field_if_said("copy", button.copy);
        field("label", button.label);
        field_if_said("url", button.url);
        text += '}';
    }
    void write(const ButtonRow& row) { list(row); }
    void write(const Block& block) {
        text += '{';
        if (!block.rows.empty()) list("rows", block.rows);
        list("text", block.text);
        text += '}';
    }
    void write(const Message& message) {
        text += '{';
        list("blocks", message.blocks);
        field_if_said("notification", message.notification);
        if (message.silent) {
            name_of("silent");
            text += "true";
        }
        text += '}';
    }

private:
    void name_of(std::string_view name) {
        if (text.back() != '{') text += ',';
        text.append(1, '"').append(name).append("\":");
    }
    template <class Element>
    void list(const std::vector<Element>& elements) {
        text += '[';
        for (const auto& element : elements) {
            if (text.back() != '[') text += ',';
            write(element);
        }
        text += ']';
    }
};

Span span_from(const Json& json) {
    Span span{json.at("text").get<std::string>(), Style::plain};
    const auto style = json.value("style", "plain");
    for (std::size_t i = 0; i < style_names.size(); ++i)
        if (style == style_names[i]) span.style = static_cast<Style>(i);
    return span;
}

Button button_from(const Json& json) {
    return {json.at("label").get<std::string>(), json.value("action", ""), json.value("url", ""),
            json.value("copy", ""), json.value("accessible", "")};
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
    Writer writer;
    writer.write(message);
    return std::move(writer.text);
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
