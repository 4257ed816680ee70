#include "daemon/replies/reasons.hpp"

#include "daemon/replies/dates.hpp"
#include "daemon/replies/names.hpp"
#include "daemon/replies/targets.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

// Somebody, and the words [begin, end) about them.
struct Part {
    std::string whom;
    std::size_t begin = 0, end = 0;  // tokens
};

bool is_joint(const Token& token) { return one_of(token.text, {",", ";", ".", "and", "but"}); }

std::vector<Part> parts_of(const std::vector<Token>& tokens, const Context& context) {
    const Names names(context);
    Dates dates(tokens, context);
    const TargetReader targets(tokens, names, dates, context);
    std::vector<Part> parts;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (at > 0 && !is_joint(tokens[at - 1])) continue;
        const auto one = targets.read(at, tokens.size(), {.first = true, .single = true, .typos = Names::Typos::no});
        const bool clear = one && !one->trouble && one->targets.people.size() == 1;
        if (!clear && parts.empty()) return {};
        if (!clear) continue;
        auto before = at;
        while (before > 0 && is_joint(tokens[before - 1])) --before;
        if (!parts.empty()) parts.back().end = before;
        auto behind = one->end;
        while (behind < tokens.size() && one_of(tokens[behind].text, {":", "-", ",", "because"})) ++behind;
        parts.push_back({"contact:" + std::to_string(one->targets.people.front()), behind, tokens.size()});
    }
    return parts;
}

bool says_the_same(const std::vector<Token>& tokens, const Part& part) {
    const auto is = [&](std::size_t at, std::string_view word) { return at < part.end && tokens[at].is(word); };
    const bool one = part.end == part.begin + 1 && one_of(tokens[part.begin].text, {"too", "also", "likewise", "same"});
    return one || (part.end == part.begin + 2 && is(part.begin, "as") && is(part.begin + 1, "well"));
}

// "contact:4", and not "contact:41"
bool is_asked_about(const Ask& ask, const std::string& whom) {
    const auto at = ask.fill.find(whom);
    if (at == std::string::npos) return false;
    const auto behind = ask.fill.substr(at + whom.size(), 1);
    return behind.empty() || behind.find_first_of("0123456789") == std::string::npos;
}

}  // namespace

std::optional<std::string> reasons_of_each(const Ask& ask, std::string_view text, const std::vector<Token>& tokens,
                                           const Context& context) {
    const auto parts = parts_of(tokens, context);
    const auto first_asked = ask.fill.find("contact:");
    const bool of_one = parts.size() == 1 && first_asked == ask.fill.rfind("contact:");
    std::string says;
    for (const auto& part : parts) {
        if (part.begin >= part.end) return std::nullopt;
        const bool same = says_the_same(tokens, part);
        const bool only_a_reason = part.end == part.begin + 1 && is_reason_of_a_no(tokens[part.begin].text);
        const bool one_reason = of_one && (!only_a_reason || first_asked == std::string::npos);  // "ben is cheaper"
        if (!same && one_reason) return std::nullopt;
        if (!same && !is_asked_about(ask, part.whom)) return std::string{};
        const auto from = tokens[part.begin].begin;
        const auto words = std::string(text.substr(from, tokens[part.end - 1].end - from));
        says += (says.empty() ? "no " : "\nno ") + part.whom + (same ? "" : " \"" + words + '"');
    }
    return says.empty() ? std::nullopt : std::optional(says);
}

}  // namespace nudged::replies
