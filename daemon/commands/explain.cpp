#include "daemon/replies/explain.hpp"

#include <iostream>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"

namespace nudged::commands {

namespace {

void explain_to_people(const std::string& text) {
    replies::Context context;
    context.now = runtime::SystemClock().now();
    context.zone = Zone::of_this_machine();
    auto explained = replies::explain_text(replies::understand(text, context), context);
    if (explained.ends_with('\n')) explained.pop_back();
    std::cout << harmless(explained) << std::endl;
}

}  // namespace

int explain(const std::vector<std::string>& words, bool jsonl) {
    std::string text;
    for (const auto& word : words) (text += text.empty() ? "" : " ") += word;
    if (!jsonl && !text.empty()) {
        explain_to_people(text);
        return 0;
    }
    const auto one = [&](const std::string& line) {
        if (jsonl)
            std::cout << replies::explain_line(line) << std::endl;
        else
            explain_to_people(line);
    };
    if (!text.empty()) one(text);
    for (std::string line; text.empty() && std::getline(std::cin, line);) one(line);
    return 0;
}

}  // namespace nudged::commands
