#include "daemon/runtime/config.hpp"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "daemon/runtime/config_file.hpp"
#include "daemon/runtime/config_keys.hpp"

namespace nudged::runtime {

namespace fs = std::filesystem;

namespace {

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text.append(text.empty() ? "" : "\n").append(line);
    return text;
}

// Collects settings from the weakest source to the strongest, and every problem on the way.
class Loader {
public:
    explicit Loader(const ConfigSources& sources) : sources_(sources) {}

    Config load() {
        read_file();
        read_environment();
        read_flags();
        find_data();
        check_together();
        if (!problems_.empty()) throw ConfigError(std::move(problems_));
        return std::move(config_);
    }

private:
    // Empty counts as not set, as everywhere with XDG variables.
    [[nodiscard]] std::optional<std::string> variable(const std::string& name) const {
        const auto found = sources_.environment.find(name);
        if (found == sources_.environment.end() || found->second.empty()) return std::nullopt;
        return found->second;
    }

    void apply(const ConfigKey& key, const std::string& value, const std::string& place) {
        const std::string wrong = key.set(config_, value);
        // The address of a store may hold a password.
        const std::string shown = key.name == "store" ? "this" : fmt::format("\"{}\"", value);
        if (!wrong.empty()) problems_.push_back(fmt::format("{}: {}: {} {}", place, key.full_name(), shown, wrong));
        places_[&key] = place;
    }

    [[nodiscard]] fs::path file() {
        if (sources_.config) return *sources_.config;
        if (const auto named = variable("NUDGED_CONFIG")) return *named;
        std::error_code error;
        if (fs::exists(sources_.system_file, error)) return sources_.system_file;
        fs::path own;
        if (const auto folder = variable("XDG_CONFIG_HOME"))
            own = fs::path(*folder) / "nudged" / "nudged.toml";
        else if (const auto home = variable("HOME"))
            own = fs::path(*home) / ".config" / "nudged" / "nudged.toml";
        return !own.empty() && fs::exists(own, error) ? own : fs::path{};
    }

    void read_file() {
        config_.file = file();
        if (config_.file.empty()) return;
        auto read = read_config_file(config_.file);
        std::move(read.problems.begin(), read.problems.end(), std::back_inserter(problems_));
        for (const auto& setting : read.settings) apply(*setting.key, setting.value, setting.place);
    }

    void read_environment() {
        for (const auto& key : config_keys())
            if (const auto found = sources_.environment.find(key.variable()); found != sources_.environment.end())
                apply(key, found->second, found->first);
        for (const auto& [name, value] : sources_.environment) check_known(name);
    }

    // Variables that begin like one of a table's; others that begin with NUDGED_ may be somebody's own.
    void check_known(const std::string& name) {
        std::vector<std::string> of_table;
        for (const auto& key : config_keys()) {
            if (key.variable() == name) return;
            const auto table = key.variable().substr(0, key.variable().size() - key.name.size());
            if (!key.table.empty() && name.starts_with(table)) of_table.push_back(key.variable());
        }
        if (of_table.empty()) return;
        const std::vector<std::string_view> candidates(of_table.begin(), of_table.end());
        problems_.push_back(fmt::format("{}: there is no such setting{}", name, did_you_mean(name, candidates)));
    }

    void read_flags() {
        if (sources_.store) apply(*find_config_key("", "store"), *sources_.store, "--store");
        if (sources_.listen) apply(*find_config_key("http", "listen"), *sources_.listen, "--listen");
    }

    void find_data() {
        if (sources_.data && !sources_.data->empty())
            config_.data = *sources_.data;
        else if (const auto named = variable("NUDGED_DATA"))
            config_.data = *named;
        else if (const auto shared = variable("XDG_DATA_HOME"))
            config_.data = fs::path(*shared) / "nudged";
        else if (const auto home = variable("HOME"))
            config_.data = fs::path(*home) / ".local" / "share" / "nudged";
        else
            problems_.emplace_back(
                "--data: HOME is not set, so there is no folder to keep data in; give one with --data DIR");
        if (!places_.contains(find_config_key("", "store")))
            config_.store = {StoreUrl::Kind::sqlite, (config_.data / "nudged.db").string()};
    }

    // Where the newest of the two was said, so that the line to change is named.
    [[nodiscard]] std::string place_of(std::string_view name, std::string_view other) const {
        for (const auto wanted : {name, other})
            if (const auto found = places_.find(find_config_key("defaults", wanted)); found != places_.end())
                return found->second;
        return "defaults";
    }

    void check_together() {
        const auto& d = config_.defaults;
        const bool quiet = d.quiet.begin <= d.quiet.end ? d.nudge_at >= d.quiet.begin && d.nudge_at < d.quiet.end
                                                        : d.nudge_at >= d.quiet.begin || d.nudge_at < d.quiet.end;
        if (quiet)
            problems_.push_back(fmt::format("{}: nudge_at {} lies in the quiet hours {}; move one of them",
                                            place_of("nudge_at", "quiet"), format_time_of_day(d.nudge_at),
                                            format_quiet(d.quiet)));
        const auto shortest = *std::min_element(d.deal_plan.begin(), d.deal_plan.end());
        if (shortest < d.min_gap)
            problems_.push_back(fmt::format("{}: the gap {} of deal_plan is shorter than min_gap {}",
                                            place_of("deal_plan", "min_gap"), format_days(shortest),
                                            format_days(d.min_gap)));
    }

    const ConfigSources& sources_;
    Config config_;
    std::vector<std::string> problems_;
    std::map<const ConfigKey*, std::string> places_;  // of what was set
};

}  // namespace

ConfigError::ConfigError(std::vector<std::string> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

Config load_config(const ConfigSources& sources) { return Loader(sources).load(); }

std::map<std::string, std::string> config_environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto name = text.substr(0, text.find('='));
        if (name.size() < text.size() && (name.starts_with("NUDGED_") || name.starts_with("XDG_") || name == "HOME"))
            variables.emplace(name, text.substr(name.size() + 1));
    }
    return variables;
}

}  // namespace nudged::runtime
