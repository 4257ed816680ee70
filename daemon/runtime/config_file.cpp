#include "daemon/runtime/config_file.hpp"

#include <spdlog/fmt/fmt.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

namespace nudged::runtime {

namespace {

constexpr std::size_t largest_file = 1 << 20;

std::optional<std::string> content_of(const std::filesystem::path& path, std::string& problem) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string content(largest_file + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.is_open() || file.bad() || (file.gcount() == 0 && errno != 0)) {
        problem = fmt::format("{}: cannot read the config file: {}", path.string(),
                              errno == 0 ? "it is no file" : std::strerror(errno));
        return std::nullopt;
    }
    content.resize(static_cast<std::size_t>(file.gcount()));
    if (content.size() > largest_file) {
        problem = fmt::format("{}: too large for a config file; is it the right one?", path.string());
        return std::nullopt;
    }
    return content;
}

class Walk {
public:
    explicit Walk(std::string path) : path_(std::move(path)) {}

    void root(const toml::table& all) {
        for (const auto& [key, node] : all) {
            const std::string_view name = key.str();
            if (const auto* table = node.as_table(); table != nullptr && is_table(name))
                inner(name, *table);
            else if (is_table(name))
                problem(key.source(), fmt::format("{} is a table; write [{}] on a line of its own", name, name));
            else
                value("", name, key.source(), node);
        }
    }

    ConfigFile result;

private:
    static bool is_table(std::string_view name) {
        return std::any_of(config_keys().begin(), config_keys().end(),
                           [&](const ConfigKey& key) { return !key.table.empty() && key.table == name; });
    }

    void inner(std::string_view table, const toml::table& content) {
        for (const auto& [key, node] : content) value(table, key.str(), key.source(), node);
    }

    [[nodiscard]] std::string place(const toml::source_region& source) const {
        return fmt::format("{}:{}", path_, source.begin.line);
    }
    void problem(const toml::source_region& source, std::string_view sentence) {
        result.problems.push_back(fmt::format("{}: {}", place(source), sentence));
    }

    void value(std::string_view table, std::string_view name, const toml::source_region& source,
               const toml::node& node) {
        const auto* key = find_config_key(table, name);
        if (key == nullptr) {
            unknown(table, name, source, node.is_table());
            return;
        }
        std::optional<std::string> text;
        std::string_view wanted;
        switch (key->kind) {
            case ValueKind::text:
                text = node.value_exact<std::string>();
                wanted = "text in quotation marks";
                break;
            case ValueKind::number:
                if (const auto number = node.value_exact<std::int64_t>()) text = std::to_string(*number);
                wanted = "a whole number without quotation marks";
                break;
            case ValueKind::flag:
                if (const auto flag = node.value_exact<bool>()) text = *flag ? "true" : "false";
                wanted = "true or false without quotation marks";
                break;
        }
        if (text)
            result.settings.push_back({key, *text, place(source)});
        else
            problem(source, fmt::format("{} must be {}", key->full_name(), wanted));
    }

    void unknown(std::string_view table, std::string_view name, const toml::source_region& source, bool is_a_table) {
        std::vector<std::string_view> candidates;
        std::string elsewhere;
        for (const auto& key : config_keys()) {
            if (key.table == table) candidates.push_back(key.name);
            if (table.empty()) candidates.push_back(key.table);
            if (key.name == name && !is_a_table) elsewhere = fmt::format("; did you mean {}?", key.full_name());
        }
        const std::string hint = did_you_mean(name, candidates);
        const std::string_view what = is_a_table ? "table" : "setting";
        const std::string shown =
            is_a_table || table.empty() ? fmt::format("{}", name) : fmt::format("[{}] {}", table, name);
        problem(source, fmt::format("there is no {} {}{}", what, shown, hint.empty() ? elsewhere : hint));
    }

    std::string path_;
};

}  // namespace

ConfigFile read_config_file(const std::filesystem::path& path) {
    Walk walk(path.string());
    std::string problem;
    const auto content = content_of(path, problem);
    if (!content) {
        walk.result.problems.push_back(problem);
        return std::move(walk.result);
    }
    try {
        walk.root(toml::parse(*content, path.string()));
    } catch (const toml::parse_error& error) {
        walk.result.problems.push_back(
            fmt::format("{}:{}: {}", path.string(), error.source().begin.line, error.description()));
    }
    return std::move(walk.result);
}

}  // namespace nudged::runtime
