#include "daemon/runtime/web_chat_json.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/runtime/config_values.hpp"

namespace nudged::runtime {

using Json = nlohmann::json;

namespace {

constexpr std::size_t shown_of_own_words = 4'096;  // bytes; the store has all of them
constexpr int deepest = 16;

std::string shortened(std::string text) {
    if (text.size() <= shown_of_own_words) return text;
    auto end = shown_of_own_words;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

}  // namespace

Json to_page(const ChatLine& line) {
    Json json{{"id", line.id}, {"version", line.version}, {"at", line.at.time_since_epoch().count()}};
    if (line.mine)
        json["said"] = shortened(line.body);
    else
        json["message"] = Json::parse(line.body);
    return json;
}

Json to_page(const std::vector<ChatLine>& lines) {
    Json json = Json::array();
    for (const auto& line : lines) json.push_back(to_page(line));
    return json;
}

Json to_page(const Owner& owner) {
    return {{"name", owner.name},
            {"zone", owner.zone},
            {"nudge_at", format_time_of_day(owner.nudge_at)},
            {"weekdays", weekday_names(owner.weekdays)},
            {"daily_cap", owner.daily_cap},
            {"quiet", format_quiet(owner.quiet)},
            {"private", owner.private_mode},
            {"language", messages::code_of(owner.language)}};
}

web::Response json_answer(const Json& json, int status) {
    web::Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

web::Response json_refusal(int status, const std::string& sentence) {
    return json_answer({{"error", sentence}}, status);
}

std::optional<Act> act_from(const Json& json) {
    const auto key = json.find("key");
    if (key == json.end() || !key->is_string() || !is_key(key->get_ref<const std::string&>())) return std::nullopt;
    const auto since = json.find("since");
    const bool seen = since != json.end() && since->is_number_integer();
    return Act{key->get<std::string>(), seen ? since->get<std::int64_t>() : 0};
}

bool is_key(std::string_view text) {
    constexpr std::size_t shortest = 8, longest = 64;
    return text.size() >= shortest && text.size() <= longest && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

Json json_of(const web::Request& request) {
    if (!request.header("content-type").starts_with("application/json")) return nullptr;
    bool too_deep = false;
    const auto shallow = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > deepest;
        return !too_deep;
    };
    auto json = Json::parse(request.body, shallow, false);
    return !too_deep && json.is_object() ? json : Json(nullptr);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

}  // namespace nudged::runtime
