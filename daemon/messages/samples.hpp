// What is known of the made-up people of the first start.
#pragma once

#include <array>
#include <string>

namespace nudged::messages {

struct SampleWords {
    std::string name, needs, note;
};
[[nodiscard]] std::array<SampleWords, 6> sample_words();
[[nodiscard]] std::string remove_samples();  // on a button

}  // namespace nudged::messages
