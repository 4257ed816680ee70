#include "daemon/messages/samples.hpp"

#include "daemon/messages/catalogue/catalogue.hpp"

namespace nudged::messages {

std::array<SampleWords, 6> sample_words() {
    return {{{"Nicole Ortiz", worded("sample.nicole_needs"), worded("sample.nicole_note")},
             {"Sam Lee", worded("sample.sam_needs"), worded("sample.sam_note")},
             {worded("sample.mum"), "", worded("sample.mum_note")},
             {"Priya Nair", worded("sample.priya_needs"), worded("sample.priya_note")},
             {"Jonas Brandt", "", worded("sample.jonas_note")},
             {"Ines Duarte", worded("sample.ines_needs"), worded("sample.ines_note")}}};
}

std::string remove_samples() { return worded("sample.remove"); }

}  // namespace nudged::messages
