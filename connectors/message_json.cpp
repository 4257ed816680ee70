#include "connectors/message_json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "storage/json_text.hpp"

namespace nudged {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> style_names{"plain", "bold", "strike", "code"};
constexpr std::array<std::string_view, 4> shape_names{"columns", "parts", "shares", "lines"};

// A message is written with every reply, so its text is put together without a tree of JSON values in between.
class Writer {
public:
    std::string text;

    void field(std::string_view name, std::string_view value) {
        name_of(name);
        append_json_text(text, value);
    }
    void field_if_said(std::string_view name, std::string_view value) {
        if (!value.empty()) field(name, value);
    }
    void number(std::string_view name, int value) {
        name_of(name);
        text += std::to_string(value);
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
    void write(const Drawing::Row& row) {
        text += '{';
        if (row.count != 0) number("count", row.count);
        field("label", row.label);
        if (row.of != 0) number("of", row.of);
        field_if_said("words", row.words);
        text += '}';
    }
    void write(const Drawing& drawing) {
        text += '{';
        list("rows", drawing.rows);
        field("shape", shape_names.at(static_cast<std::size_t>(drawing.shape)));
        field("title", drawing.title);
        text += '}';
    }
    void write(const Picture& picture) {
        text += '{';
        list("drawings", picture.drawings);
        field("title", picture.title);
        field("words", picture.words);
        text += '}';
    }
    void write(const Message& message) {
        text += '{';
        list("blocks", message.blocks);
        field_if_said("notification", message.notification);
        if (message.picture) {
            name_of("picture");
            write(*message.picture);
        }
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

Drawing drawing_from(const Json& json) {
    Drawing drawing{Drawing::Shape::lines, json.at("title").get<std::string>(), {}};
    const auto shape = json.at("shape").get<std::string>();
    for (std::size_t i = 0; i < shape_names.size(); ++i)
        if (shape == shape_names[i]) drawing.shape = static_cast<Drawing::Shape>(i);
    for (const auto& row : json.at("rows"))
        drawing.rows.push_back(
            {row.at("label").get<std::string>(), row.value("words", ""), row.value("count", 0), row.value("of", 0)});
    return drawing;
}

Picture picture_from(const Json& json) {
    Picture picture{json.at("title").get<std::string>(), json.at("words").get<std::string>(), {}};
    for (const auto& drawing : json.at("drawings")) picture.drawings.push_back(drawing_from(drawing));
    return picture;
}

}  // namespace

std::string to_json(const Picture& picture) {
    Writer writer;
    writer.write(picture);
    return std::move(writer.text);
}

std::optional<Picture> picture_from_json(std::string_view text) {
    try {
        return picture_from(Json::parse(text));
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

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
        if (const auto picture = json.find("picture"); picture != json.end()) message.picture = picture_from(*picture);
        return message;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

bool has_picture(std::string_view message) {
    return message.find("\"picture\":") != std::string_view::npos;  // in a text the quotation marks are escaped
}

std::string plain_text(const Message& message) {
    std::string text;
    for (const auto& block : in_words(message).blocks) {
        if (!text.empty()) text += '\n';
        for (const auto& span : block.text) text += span.text;
    }
    return text;
}

}  // namespace nudged
