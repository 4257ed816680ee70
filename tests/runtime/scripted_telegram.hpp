// A network with Telegram at its other end, without sockets: it answers each request as the test says, at once or when
// told to, and keeps what was asked.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/telegram/telegram_wire.hpp"
#include "daemon/runtime/clock.hpp"

namespace nudged::runtime {

using nlohmann::json;

class HandClock : public Clock {
public:
    explicit HandClock(const Instant& now) : now_(now) {}
    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] Instant real() const override { return now_; }
    [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override {
        return std::max(people - now_, std::chrono::milliseconds{0});
    }

private:
    const Instant& now_;
};

inline HttpResponse answered(int status, const json& body) { return {status, body.dump(), {}, false, ""}; }
inline HttpResponse accepted(std::int64_t message) {
    return answered(200, {{"ok", true}, {"result", {{"message_id", message}}}});
}
inline HttpResponse refused(int code, const std::string& why, const json& parameters = json::object()) {
    return answered(code, {{"ok", false}, {"error_code", code}, {"description", why}, {"parameters", parameters}});
}
inline HttpResponse told_to_wait(int seconds) {
    return refused(429, "Too Many Requests: retry after " + std::to_string(seconds), {{"retry_after", seconds}});
}
inline HttpResponse unreachable() { return {0, "", {}, true, "the name could not be resolved"}; }
inline HttpResponse no_answer() { return {0, "", {}, false, "timed out"}; }

struct Asked {
    std::string method;  // "sendMessage"
    json body;
    [[nodiscard]] std::string text() const { return body.value("text", ""); }
    [[nodiscard]] std::string chat() const { return body.contains("chat_id") ? body["chat_id"].dump() : ""; }
};

class ScriptedTelegram {
public:
    // What becomes of a request; by default each message is accepted under the next number.
    std::function<HttpResponse(const Asked&)> answer = [this](const Asked& one) { return as_it_should(one); };
    bool hanging = false;  // answers come with answer_all() only
    std::vector<Asked> asked;
    std::int64_t messages = 100;

    [[nodiscard]] HttpResponse as_it_should(const Asked& one) {
        if (one.method == "answerCallbackQuery") return answered(200, {{"ok", true}, {"result", true}});
        if (one.method == "editMessageText") return accepted(one.body.at("message_id").get<std::int64_t>());
        return accepted(++messages);
    }

    void send(HttpRequest request, std::function<void(HttpResponse)> done) {
        auto body = json::parse(request.body, nullptr, false);
        if (body.is_discarded()) body = {{"parts", request.body}};  // a photo
        asked.push_back({request.url.substr(request.url.rfind('/') + 1), std::move(body)});
        if (hanging)
            waiting_.emplace_back(asked.back(), std::move(done));
        else
            done(answer(asked.back()));
    }
    void answer_all() {
        for (auto& [one, done] : std::exchange(waiting_, {})) done(answer(one));
    }
    void forget() { waiting_.clear(); }  // the process that waited is no more

    [[nodiscard]] std::vector<std::string> texts(const std::string& chat = "") const {
        std::vector<std::string> all;
        for (const auto& one : asked)
            if (chat.empty() || one.chat() == chat) all.push_back(one.text());
        return all;
    }
    [[nodiscard]] std::size_t count(const std::string& method) const {
        std::size_t n = 0;
        for (const auto& one : asked) n += one.method == method ? 1 : 0;
        return n;
    }

private:
    std::vector<std::pair<Asked, std::function<void(HttpResponse)>>> waiting_;
};

}  // namespace nudged::runtime
