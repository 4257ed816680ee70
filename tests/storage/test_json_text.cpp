#include "storage/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace nudged::tests {
namespace {

std::string written(const std::string& text) {
    std::string document;
    append_json_text(document, text);
    return document;
}

std::string as_the_library_writes(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

TEST(JsonText, IsByteByByteWhatTheLibraryWrites) {
    for (int byte = 0; byte < 0x80; ++byte) {
        const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
        EXPECT_EQ(written(text), as_the_library_writes(text)) << byte;
    }
    for (const std::string text : {"", "Sam", "Zoë – 3 weeks…", "“quoted” \"quoted\"", "C:\\new\nline",
                                   "👩‍👧 d'Été", "\u0080\u07ff\u0800\ufffd\U00010000\U0010ffff"})
        EXPECT_EQ(written(text), as_the_library_writes(text));
}

TEST(JsonText, ReplacesWhatIsNoUtf8AndKeepsTheRest) {
    EXPECT_EQ(written("Zo\xEB and Sam"), "\"Zo\uFFFD and Sam\"");
    EXPECT_EQ(written("cut \xF0\x9F\x91"), "\"cut \uFFFD\"");
    std::minstd_rand random(1);
    for (int round = 0; round < 2'000; ++round) {
        std::string text(random() % 12, '\0');
        for (char& byte : text) byte = static_cast<char>(random());
        EXPECT_TRUE(nlohmann::json::accept(written(text))) << written(text);
    }
}

}  // namespace
}  // namespace nudged::tests
