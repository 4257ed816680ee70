// A store in a folder of its own, and the operations on it at an instant of our choice.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"
#include "daemon/runtime/operations.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "storage/store.hpp"

namespace nudged::test {

using nlohmann::json;
using runtime::OperationError;

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "nudged-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(file(name), std::ios::binary) << content;
        return file(name);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(file(name), std::ios::binary).rdbuf();
        return text.str();
    }

private:
    std::filesystem::path path_;
};

class StoppedClock final : public runtime::Clock {
public:
    Instant at = *runtime::parse_rfc3339("2026-03-04T08:30:00Z");  // a Wednesday
    std::chrono::milliseconds ahead{};                             // of people's time
    [[nodiscard]] Instant now() const override { return at + ahead; }
    [[nodiscard]] Instant real() const override { return at; }
    [[nodiscard]] std::chrono::milliseconds real_until(Instant) const override { return {}; }
};

struct Workshop {
    Folder folder;
    StoppedClock clock;
    runtime::Config config;
    std::unique_ptr<Store> store;
    std::unique_ptr<runtime::Operations> operations;

    explicit Workshop(const runtime::OperationPorts& ports = {}) {
        config.data = folder.file("");
        config.store.location = folder.file("nudged.db");
        store = open_sqlite_store(config.store.location);
        operations = std::make_unique<runtime::Operations>(*store, config, clock, ports);
    }

    json run(const std::string& operation, const json& arguments = json::object()) {
        return operations->run(operation, arguments);
    }
    // The sentence and exit code of an operation that fails; empty and 0 when it does not.
    std::pair<std::string, int> refusal(const std::string& operation, const json& arguments = json::object()) {
        try {
            (void)run(operation, arguments);
            return {};
        } catch (const OperationError& error) {
            return {error.what(), error.exit_code()};
        }
    }
    // An owner who was here long before the clock's day.
    void ana() {
        const auto now = clock.at;
        clock.at = *runtime::parse_rfc3339("2026-01-05T08:00:00Z");
        (void)run("owner add", {{"name", "ana"}, {"zone", "Europe/Lisbon"}});
        clock.at = now;
    }
    // Both passes over the rows.
    json import(const json& rows, json arguments = json::object()) {
        const auto id = run("import begin", arguments);
        (void)run("import rows", {{"import", id}, {"counting", true}, {"rows", rows}});
        auto results = run("import rows", {{"import", id}, {"counting", false}, {"rows", rows}});
        (void)run("import end", {{"import", id}});
        return results;
    }
};

}  // namespace nudged::test
