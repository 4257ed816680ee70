// The rules of the voice that hold for every text: MESSAGES' 3, 8 and 9.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace nudged::messages {

inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Does `text` hold `word` with no letter before or behind it?
inline bool holds(const std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

// Without the words of others: none of these is in them.
inline void expect_in_voice(const std::string& raw) {
    std::string text = raw;
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    EXPECT_EQ(text.find('!'), std::string::npos) << raw;
    for (const char* banned : {"overdue",
                               "neglected",
                               "late",
                               "you forgot",
                               "you should",
                               "you still haven't",
                               "lead",
                               "leads",
                               "prospect",
                               "pipeline",
                               "cadence",
                               "streak",
                               "score",
                               "just following up",
                               "checking in",
                               "circling back",
                               "bumping this",
                               "überfällig",
                               "vernachlässigt",
                               "verpasst",
                               "verspätet",
                               "du hast vergessen",
                               "du solltest",
                               "du müsstest",
                               "du hast immer noch nicht",
                               "ihnen",
                               "nachhaken",
                               "nachfassen",
                               "wollte mich nur"})
        EXPECT_FALSE(holds(text, banned)) << banned << ": " << raw;
    for (const std::string& idiom : {std::string("in touch"), std::string("lose touch")})
        for (auto at = text.find(idiom); at != std::string::npos; at = text.find(idiom)) text.erase(at, idiom.size());
    EXPECT_FALSE(holds(text, "touch")) << raw;
}

}  // namespace nudged::messages
