#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"
#include "daemon/runtime/examination.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

struct Examined {
    json findings;
    int exit_code = 0;  // why the store could not be looked at
};

Examined examine_store(Session& session) {
    auto findings = json::array();
    try {
        const bool running = session.daemon_runs();
        findings.push_back(runtime::finding("daemon", true, running ? "runs" : "does not run",
                                            running ? "" : "nobody is nudged until it does: nudged run"));
        for (auto& one : session.run("doctor", json::object())) findings.push_back(std::move(one));
        return {std::move(findings), 0};
    } catch (const StoreBusy& error) {
        findings.push_back(runtime::finding("store", false, error.what()));
        return {std::move(findings), 3};
    } catch (const StoreTooNew& error) {
        findings.push_back(runtime::finding("store", false, error.what()));
        return {std::move(findings), 4};
    } catch (const std::exception& error) {
        findings.push_back(runtime::finding("store", false, error.what()));
        return {std::move(findings), 1};
    }
}

void print(const json& one) {
    std::cout << (one["ok"] == true ? "ok     " : "WRONG  ") << harmless(cell(one["check"])) << ": "
              << harmless(cell(one["says"]));
    if (!one["do"].is_null()) std::cout << " -> " << harmless(cell(one["do"]));
    std::cout << '\n';
}

}  // namespace

int doctor(Session& session, bool as_json) {
    auto findings = runtime::examine_settings(session.config(), session.clock());
    auto examined = examine_store(session);
    for (auto& one : examined.findings) findings.push_back(std::move(one));
    bool well = true;
    for (const auto& one : findings) well = well && one["ok"] == true;
    if (as_json)
        print_json(findings);
    else
        for (const auto& one : findings) print(one);
    if (examined.exit_code != 0) return examined.exit_code;
    return well ? 0 : 1;
}

}  // namespace nudged::commands
