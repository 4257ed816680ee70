#include "storage/json_line.hpp"

#include <nlohmann/json.hpp>

#include "storage/record_json.hpp"

namespace nudged {

namespace {

constexpr int deepest = 64;
constexpr std::size_t longest = 16UL << 20U;

// Looked at before parsing, so that depth costs nothing.
void refuse_hostile(const std::string& line) {
    if (line.size() > longest) throw RecordError("it is longer than 16 MiB");
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\0') throw RecordError("it holds a NUL");
        if (in_text && c == '\\') {
            if (line.compare(i, 6, "\\u0000") == 0) throw RecordError("it holds a NUL");
            ++i;
        } else if (c == '"') {
            in_text = !in_text;
        } else if (!in_text && (c == '{' || c == '[')) {
            if (++depth > deepest) throw RecordError("it is nested too deeply");
        } else if (!in_text && (c == '}' || c == ']')) {
            --depth;
        }
    }
}

}  // namespace

nlohmann::json object_from_line(const std::string& line) {
    refuse_hostile(line);
    nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_discarded()) throw RecordError("it is no JSON");
    if (!object.is_object()) throw RecordError("it is no JSON object");
    return object;
}

}  // namespace nudged
