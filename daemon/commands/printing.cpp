#include "daemon/commands/printing.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/messages/wording.hpp"
#include "daemon/runtime/operations.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

std::string spoken(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) (text += text.empty() ? "" : " ") += word;
    try {
        (void)json(text).dump();
    } catch (const json::exception&) {
        throw runtime::OperationError("what you typed is not UTF-8; nothing was done. Is the terminal set to UTF-8?",
                                      runtime::OperationError::wrong_usage);
    }
    return text;
}

void print_table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : rows) {
        auto& shown = cells.emplace_back();
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            shown.push_back(messages::one_line(row[i]));
            widths[i] = std::max(widths[i], messages::length(shown.back()));
        }
    }
    for (const auto& row : cells) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - messages::length(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    }
}

std::string cell(const json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return dumped(value);
    std::string text;
    for (const auto& element : value) (text += text.empty() ? "" : " ") += cell(element);
    return text;
}

std::string harmless(const std::string& text) {
    std::string shown;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (begin != 0) shown += '\n';
        shown += messages::one_line(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return shown;
}

void print_json(const json& value) {
    if (!value.is_array()) {
        std::cout << dumped(value) << '\n';
        return;
    }
    JsonArray array;
    for (const auto& element : value) array.add(element);
    array.end();
}

JsonArray::JsonArray() { std::cout << '['; }

void JsonArray::add(const json& element) {
    std::cout << (empty_ ? "\n" : ",\n") << dumped(element);
    empty_ = false;
}

void JsonArray::end() { std::cout << (empty_ ? "]\n" : "\n]\n"); }

bool is_terminal(int fd) { return isatty(fd) == 1; }

}  // namespace nudged::commands
