#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

constexpr int shown_on_a_screen = 50;
constexpr int page_size = 1'000;

// Newest first, page by page; at most `limit`, 0 = all.
template <class Use>
void each_entry(Session& session, const ViewOptions& options, int limit, const Use& use) {
    json arguments = json::object();
    if (options.owner) arguments["owner"] = *options.owner;
    if (options.contact) arguments["contact"] = *options.contact;
    int left = limit;
    for (bool more = true; more;) {
        arguments["limit"] = limit == 0 ? page_size : std::min(left, page_size);
        const auto page = session.look("journal", arguments);
        for (const auto& row : page["rows"]) use(row);
        left -= static_cast<int>(page["rows"].size());
        arguments["before"] = page["next"];
        more = !page["next"].is_null() && (limit == 0 || left > 0);
    }
}

std::string details(const json& row) {
    std::string text;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) (text += text.empty() ? "" : "; ") += part;
    };
    add(cell(row["channel"]));
    if (!row["until"].is_null()) add("until " + cell(row["until"]));
    add(cell(row["reason"]));
    add(cell(row["note"]));
    if (row["undone"] == true) add("(undone)");
    return text;
}

}  // namespace

int journal(Session& session, const ViewOptions& options) {
    if (options.json) {
        std::optional<JsonArray> array;
        each_entry(session, options, options.limit.value_or(0), [&](const json& row) {
            if (!array) array.emplace();
            array->add(row);
        });
        if (!array) array.emplace();
        array->end();
        return 0;
    }
    std::vector<std::vector<std::string>> rows{{"SEQ", "AT", "WHO", "WHAT", "KIND", "BY", "DETAILS"}};
    each_entry(session, options, options.limit.value_or(shown_on_a_screen), [&](const json& row) {
        rows.push_back({cell(row["seq"]), cell(row["at"]), cell(row["name"]), cell(row["what"]), cell(row["kind"]),
                        cell(row["source"]), details(row)});
    });
    if (rows.size() == 1)
        std::cout << "Nothing is written down yet.\n";
    else
        print_table(rows);
    return 0;
}

}  // namespace nudged::commands
