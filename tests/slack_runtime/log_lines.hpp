// What is logged while this lives, a line each, without time and level.
#pragma once

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace nudged::test {

class LogLines {
public:
    LogLines() {
        const auto logger =
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_));
        logger->set_pattern("%v");
        spdlog::set_default_logger(logger);
    }
    ~LogLines() { spdlog::set_default_logger(before_); }
    LogLines(const LogLines&) = delete;
    LogLines& operator=(const LogLines&) = delete;

    [[nodiscard]] std::vector<std::string> lines() const {
        std::istringstream all(text_.str());
        std::vector<std::string> lines;
        for (std::string line; std::getline(all, line);) lines.push_back(line);
        return lines;
    }

private:
    std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
    std::ostringstream text_;
};

}  // namespace nudged::test
