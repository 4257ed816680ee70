// What the page and the daemon say to each other.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/runtime/web_message.hpp"
#include "storage/records.hpp"

namespace nudged::runtime {

[[nodiscard]] nlohmann::json to_page(const ChatLine& line);
[[nodiscard]] nlohmann::json to_page(const std::vector<ChatLine>& lines);
[[nodiscard]] nlohmann::json to_page(const Owner& owner);

[[nodiscard]] web::Response json_answer(const nlohmann::json& json, int status = 200);
// `sentence` is for the person who sits before the page.
[[nodiscard]] web::Response json_refusal(int status, const std::string& sentence);

// What a page says with every act: the key is the same for every try of one act; `since` is the version it has seen.
struct Act {
    std::string key;
    std::int64_t since = 0;
};
[[nodiscard]] std::optional<Act> act_from(const nlohmann::json& json);
[[nodiscard]] bool is_key(std::string_view text);  // 8 to 64 of a-z, A-Z, 0-9 and -

// The object in the body of a request; null when it is none, is nested too deeply, or comes as another content type,
// which a page elsewhere could send without asking.
[[nodiscard]] nlohmann::json json_of(const web::Request& request);

// Non-negative, of plain digits.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace nudged::runtime
