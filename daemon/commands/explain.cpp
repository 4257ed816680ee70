#include "daemon/replies/explain.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

using nlohmann::json;

namespace {

// Before there is a store nobody has a name.
std::string without_names(const std::string& text) {
    replies::Context context;
    context.now = runtime::SystemClock().now();
    context.zone = Zone::of_this_machine();
    return replies::explain_text(replies::understand(text, context), context);
}

void explain_to_people(Session& session, const SayOptions& options, const std::string& text) {
    json arguments{{"text", text}};
    if (options.owner) arguments["owner"] = *options.owner;
    auto explained = session.has_store() ? cell(session.run("explain", arguments)) : without_names(text);
    if (explained.ends_with('\n')) explained.pop_back();
    std::cout << harmless(explained) << std::endl;
}

}  // namespace

int explain(Session& session, const SayOptions& options, bool jsonl) {
    const auto text = spoken(options.words);
    bool all_read = true;
    const auto one = [&](const std::string& line) {
        if (!jsonl) return explain_to_people(session, options, spoken({line}));
        const auto explained = replies::explain_line(line);
        all_read = all_read && explained.is_read;
        std::cout << explained.json << std::endl;
    };
    if (!text.empty()) one(text);
    for (std::string line; text.empty() && std::getline(std::cin, line);) one(line);
    return all_read ? 0 : 1;
}

}  // namespace nudged::commands
