#include "connectors/telegram/telegram_wire.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/telegram/json.hpp"
#include "connectors/telegram/rendering.hpp"

namespace nudged::telegram {

namespace {

constexpr std::size_t notice_limit = 200;

// Ids travel as numbers; what is none ("@name") goes as it is.
Json id(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
    return text;
}

}  // namespace

std::string bot_id(std::string_view token) {
    const std::string_view digits = token.substr(0, token.find(':'));
    const bool number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    return number && digits.size() < token.size() ? std::string(digits) : std::string();
}

HttpRequest TelegramConnector::request(const Outgoing& outgoing) const {
    if (outgoing.kind == SendKind::ack) {
        Json ack = {{"callback_query_id", outgoing.reference}};
        if (!outgoing.message.notification.empty()) {
            ack["text"] = first_units(outgoing.message.notification, notice_limit);
        }
        HttpRequest request = call(api_, "answerCallbackQuery", ack);
        request.repeatable = true;
        return request;
    }
    const bool edit = outgoing.kind == SendKind::edit;
    const bool photo = is_photo(outgoing);
    Json body = {{"chat_id", id(outgoing.chat)},
                 {photo ? "caption" : "text", render_text(in_words(outgoing.message), outgoing.plain)}};
    if (!photo) body["link_preview_options"] = {{"is_disabled", true}};
    if (!outgoing.plain) body["parse_mode"] = "HTML";
    Json keyboard = render_keyboard(outgoing.message, outgoing.plain);
    if (edit || !keyboard.empty()) body["reply_markup"] = {{"inline_keyboard", std::move(keyboard)}};
    if (edit) {
        body["message_id"] = id(outgoing.reference);
    } else if (outgoing.message.silent) {
        body["disable_notification"] = true;
    }
    if (photo) return call_with_file(api_, "sendPhoto", body, {"photo", "picture.png", "image/png", outgoing.png});
    HttpRequest request = call(api_, edit ? "editMessageText" : "sendMessage", body);
    request.repeatable = edit;
    return request;
}

}  // namespace nudged::telegram
