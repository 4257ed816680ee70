// The words about an open question with somebody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/messages/answers.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::messages {

// "website" -> "the website", "our offer" as it is; nothing -> "the question"
[[nodiscard]] std::string the_question(std::string_view what);

// "website" of "the website", as in "Priya's website"
[[nodiscard]] std::string without_article(std::string_view what);

// The two lines while a step of its plan is due, or behind the last one. `helpful`: what is suggested to help with.
[[nodiscard]] ItemLines lines_of_deal(const Contact&, const followup::Plan&, std::string helpful);

// "An open question since 27 Feb: the website."
[[nodiscard]] std::string open_question(const Contact&, Date today);

// What was decided about a deal. `next`: " Next around Fri 3 Apr." or nothing.
[[nodiscard]] Said said_of_deal(const Contact& before, const followup::Decision&, const followup::Plan&,
                                const std::string& call, const std::string& next);

// The plan of all with a tag, now or newly; `none`: they have no plan of their own, `gaps` is the usual one.
[[nodiscard]] std::string plan_of_tags(const std::vector<std::string>& tags, const std::vector<int>& gaps, bool none);
[[nodiscard]] std::string plan_of_deal(const Contact&, const std::vector<int>& gaps);
[[nodiscard]] std::string usual_plan(const std::vector<int>& gaps);
// `whose`: as it was said, for the example.
[[nodiscard]] std::string gap_too_short(int gap, const std::vector<int>& gaps, int min_gap, std::string_view whose);

}  // namespace nudged::messages
