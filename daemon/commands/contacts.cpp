#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

// `use(row)` for each row of all pages.
template <class Use>
void each_contact(Session& session, const ViewOptions& options, const Use& use) {
    json arguments = json::object();
    if (options.owner) arguments["owner"] = *options.owner;
    if (options.at) arguments["at"] = *options.at;
    for (bool more = true; more;) {
        const auto page = session.look("contacts", arguments);
        for (const auto& row : page["rows"]) use(row);
        arguments["after"] = page["next"];
        more = !page["next"].is_null();
    }
}

std::string rhythm_text(const json& row) {
    const auto wanted = cell(row["cadence_days"]), stretched = cell(row["rhythm_days"]);
    if (stretched.empty()) return {};
    return wanted == stretched ? wanted + "d" : stretched + "d (" + wanted + "d)";
}

}  // namespace

int contacts(Session& session, const ViewOptions& options) {
    if (options.json) {
        std::optional<JsonArray> array;  // begun when the first page is there: an error prints nothing else
        each_contact(session, options, [&](const json& row) {
            if (!array) array.emplace();
            array->add(row);
        });
        if (!array) array.emplace();
        array->end();
        return 0;
    }
    std::vector<std::vector<std::string>> rows{{"NAME", "STATE", "EVERY", "LAST", "NEXT", "TAGS"}};
    each_contact(session, options, [&](const json& row) {
        rows.push_back({cell(row["name"]), cell(row["state"]), rhythm_text(row), cell(row["last_touch"]),
                        cell(row["next"]), cell(row["tags"])});
    });
    if (rows.size() == 1)
        std::cout << "Nobody yet. nudged import FILE brings in an address book; nudged say \"add Nicole Ortiz\" one "
                     "person.\n";
    else
        print_table(rows);
    return 0;
}

}  // namespace nudged::commands
