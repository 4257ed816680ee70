#include "connectors/slack/file.hpp"

#include "connectors/slack/answer.hpp"
#include "connectors/slack/blocks.hpp"
#include "connectors/wire/utf16.hpp"

namespace nudged::slack {

namespace {

constexpr std::size_t description_limit = 1'000;

struct Place {
    std::string channel, file, address;
    [[nodiscard]] bool is_put() const { return !address.empty(); }
    [[nodiscard]] bool is_shared() const { return !file.empty() && address.empty(); }
};

Place read_place(const std::string& text) {
    const auto first = text.find(' ');
    if (first == std::string::npos) return {text, "", ""};
    const auto second = text.find(' ', first + 1);
    return {text.substr(0, first), text.substr(first + 1, second - first - 1),
            second == std::string::npos ? "" : text.substr(second + 1)};
}

bool is_one_word(const std::string& text) { return !text.empty() && text.find(' ') == std::string::npos; }

}  // namespace

HttpRequest file_request(const Api& api, const Outgoing& outgoing) {
    const auto place = read_place(outgoing.place);
    const auto& picture = *outgoing.message.picture;
    if (place.channel.empty()) return ask(api, "conversations.open", {{"users", outgoing.chat}});
    if (place.is_put()) {
        HttpRequest request;
        request.url = place.address;  // a secret of its own: the token stays here
        request.headers = {{"Content-Type", "application/octet-stream"}};
        request.body = outgoing.png;
        return request;
    }
    if (place.is_shared())
        return call(
            api, "files.completeUploadExternal",
            {{"files", Json::array({{{"id", place.file}, {"title", picture.title}}})}, {"channel_id", place.channel}});
    return ask(api, "files.getUploadURLExternal",
               {{"filename", "picture.png"},
                {"length", std::to_string(outgoing.png.size())},
                {"alt_txt", std::string(wire::first_units(picture.words, description_limit))}});
}

std::optional<std::string> file_onward(const Outgoing& outgoing, const HttpResponse& response) {
    const auto place = read_place(outgoing.place);
    if (place.is_shared() || response.status == 0) return std::nullopt;
    if (place.is_put()) return response.status == 200 ? std::optional(place.channel + " " + place.file) : std::nullopt;
    const Answer answer = read_answer(response);
    if (!answer.ok) return std::nullopt;
    if (place.channel.empty()) {
        const auto channel = wire::string_at(wire::member(answer.body, "channel"), "id");
        return is_one_word(channel) ? std::optional(channel) : std::nullopt;
    }
    const auto file = wire::string_at(answer.body, "file_id");
    const auto address = wire::string_at(answer.body, "upload_url");
    return is_one_word(file) && is_one_word(address) ? std::optional(place.channel + " " + file + " " + address)
                                                     : std::nullopt;
}

Outcome file_outcome(const Outgoing& outgoing, const HttpResponse& response) {
    const auto place = read_place(outgoing.place);
    const bool shows_nothing_yet = !place.is_shared();
    if (response.status == 0) {
        if (response.surely_not_sent || shows_nothing_yet) return NotSent{response.error};
        return MaybeSent{response.error};
    }
    const Answer answer = read_answer(response);
    if (is_too_fast(answer)) return Wait{retry_after(response)};
    const auto reason =
        place.is_put() ? "HTTP " + std::to_string(answer.status) + " where the picture is put" : reason_of(answer);
    if (place.is_shared() && answer.ok) return Sent{};
    if (answer.status >= 500 || (!answer.readable && !place.is_put())) {
        if (shows_nothing_yet) return NotSent{reason};
        return MaybeSent{reason};
    }
    if (place.is_shared() && (answer.error == "fatal_error" || answer.error == "internal_error"))
        return MaybeSent{reason};
    // A scope that is not given, files that are not wanted there, a full store: where the account itself is refused, or
    // nobody is there, the words are told so.
    return Resend{.reason = reason, .new_chat = {}, .in_words = true};
}

}  // namespace nudged::slack
