// Results on a terminal, in a pipe, as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace nudged::commands {

// Columns as wide as their widest cell; the first row is the heading. Control characters are left out.
void print_table(const std::vector<std::vector<std::string>>& rows);
// Of values as an operation gives them: null is empty, an array is joined with spaces.
[[nodiscard]] std::string cell(const nlohmann::json& value);
// What was typed behind a command, as one text. Throws OperationError when it is not UTF-8.
[[nodiscard]] std::string spoken(const std::vector<std::string>& words);
// For the screen of the one who typed: what came from outside cannot move the cursor or change colours.
[[nodiscard]] std::string harmless(const std::string& text);

// One value on one line, or an array with a line for each element.
void print_json(const nlohmann::json& value);

// An array that comes in pages: as JSON whole, whatever its length.
class JsonArray {
public:
    JsonArray();
    void add(const nlohmann::json& element);
    void end();

private:
    bool empty_ = true;
};

[[nodiscard]] bool is_terminal(int fd);

}  // namespace nudged::commands
