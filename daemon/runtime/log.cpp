#include "daemon/runtime/log.hpp"

#include <poll.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

#include "daemon/runtime/rfc3339.hpp"

namespace nudged::runtime {

namespace {

constexpr std::string_view hidden = "***";
constexpr std::size_t shortest_hidden = 6;

struct Hidden {
    std::mutex mutex;
    std::vector<std::string> texts;  // the longest first, since one may be part of another
};
Hidden& hidden_texts() {
    static auto& all = *new Hidden;  // never destroyed: threads may log while the process ends
    return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token_char(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

std::size_t run_of(std::string_view text, std::size_t from, bool (*belongs)(char)) {
    std::size_t end = from;
    while (end < text.size() && belongs(text[end])) ++end;
    return end;
}

// The end of a secret that begins at `at`, or `at` when none does. `begins` is where its visible part ends.
std::size_t end_of_token(std::string_view text, std::size_t at, std::size_t& begins) {
    const auto starts = [&](std::string_view prefix) { return text.substr(at).starts_with(prefix); };
    begins = at;
    // 123456789:AAH..., also as part of https://api.telegram.org/bot123456789:AAH.../sendMessage
    if (is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]))) {
        const auto colon = run_of(text, at, is_digit);
        if (colon - at >= 5 && colon < text.size() && text[colon] == ':') {
            const auto end = run_of(text, colon + 1, is_token_char);
            if (end - colon > 20) return end;
        }
    }
    if (starts("bot") && at + 3 < text.size() && is_digit(text[at + 3])) {
        const auto colon = run_of(text, at + 3, is_digit);
        if (colon < text.size() && text[colon] == ':') {
            begins = at + 3;
            return run_of(text, colon + 1, is_token_char);
        }
    }
    if (starts("xapp-") || (starts("xox") && at + 4 < text.size() && text[at + 4] == '-'))
        return run_of(text, at, is_token_char);
    for (const std::string_view prefix : {"token=", "secret=", "code=", "Bearer ", "v0="})
        if (starts(prefix)) {
            begins = at + prefix.size();
            return run_of(text, begins, is_token_char);
        }
    return at;
}

std::string without_tokens(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t begins = at;
        const auto end = end_of_token(text, at, begins);
        if (end > begins) {
            result.append(text.substr(at, begins - at)).append(hidden);
            at = end;
        } else {
            result += text[at++];
        }
    }
    return result;
}

std::string without_controls(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\x{:02x}", byte);
        else
            result += c;
    }
    return result;
}

// As an URL would hold it.
std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (is_token_char(c) || c == '.' || c == '~')
            result += c;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string_view name_of(spdlog::level::level_enum level) {
    switch (level) {
        case spdlog::level::err:
            return "error";
        case spdlog::level::critical:
            return "critical";
        case spdlog::level::warn:
            return "warning";
        case spdlog::level::info:
            return "info";
        default:
            return "debug";
    }
}

// As sd-daemon(3) wants it.
int journal_priority(spdlog::level::level_enum level) {
    switch (level) {
        case spdlog::level::critical:
            return 2;
        case spdlog::level::err:
            return 3;
        case spdlog::level::warn:
            return 4;
        case spdlog::level::info:
            return 6;
        default:
            return 7;
    }
}

class RedactedStderr final : public spdlog::sinks::base_sink<std::mutex> {
    void sink_it_(const spdlog::details::log_msg& message) override {
        const std::string text = redact({message.payload.data(), message.payload.size()});
        const auto at = std::chrono::floor<std::chrono::milliseconds>(message.time);
        const std::string line = for_journal_
                                     ? fmt::format("<{}>{}\n", journal_priority(message.level), text)
                                     : fmt::format("{} {}: {}\n", format_rfc3339(at), name_of(message.level), text);
        // A log that cannot be written is no reason to stop, and one that nobody reads no reason to wait.
        pollfd end{STDERR_FILENO, POLLOUT, 0};
        if (poll(&end, 1, 0) != 1 || (end.revents & POLLOUT) == 0) return;
        [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
    }
    void flush_() override {}

    const bool for_journal_ = std::getenv("JOURNAL_STREAM") != nullptr && isatty(STDERR_FILENO) == 0;
};

}  // namespace

void start_log() {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("", std::make_shared<RedactedStderr>()));
}

void hide_from_log(std::string_view secret) {
    if (secret.size() < shortest_hidden) return;
    auto& texts = hidden_texts().texts;
    const std::lock_guard lock(hidden_texts().mutex);
    for (auto& text : {std::string(secret), percent_encoded(secret)}) {
        if (std::find(texts.begin(), texts.end(), text) != texts.end()) continue;
        const auto shorter = [&](const std::string& other) { return other.size() < text.size(); };
        texts.insert(std::find_if(texts.begin(), texts.end(), shorter), text);
    }
}

std::string redact(std::string_view line) {
    std::string text(line);
    {
        auto& all = hidden_texts();
        const std::lock_guard lock(all.mutex);
        for (const auto& secret : all.texts)
            for (auto at = text.find(secret); at != text.npos; at = text.find(secret, at + hidden.size()))
                text.replace(at, secret.size(), hidden);
    }
    return without_controls(without_tokens(text));
}

}  // namespace nudged::runtime
