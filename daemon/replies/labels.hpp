// The words of a button, typed instead of tapped.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nudged::replies {

// The only one of the labels that the words are, case, punctuation and emoji apart; she and he are any "they".
// `part`: or that has them in it: "months" of "3 months".
enum class LabelMatch { whole, part };
[[nodiscard]] std::optional<std::size_t> label_said(std::span<const std::string> labels, std::string_view text,
                                                    LabelMatch how);

// "yes", "yes please", "ja"
[[nodiscard]] bool is_a_yes(std::string_view text);

}  // namespace nudged::replies
