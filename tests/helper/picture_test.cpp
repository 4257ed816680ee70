// What nudged-helper draws, asked as the daemon asks it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "connectors/message_json.hpp"
#include "daemon/runtime/helper_program.hpp"

namespace nudged {
namespace {

using Shape = Drawing::Shape;

Picture week() {
    return {"A good week: 9 people, 3 talks, 2 promises kept.",
            "People by day: Mon 3, Fri 1. Given 4, asked 2. Answers: calls 3 of 3.",
            {{Shape::columns, "People by day", {{"Sun", "", 0, 0}, {"Mon", "", 3, 0}, {"Fri", "", 1, 0}}},
             {Shape::parts, "Given and asked", {{"Given", "", 4, 0}, {"Asked", "", 2, 0}}},
             {Shape::shares, "Answers", {{"calls", "3 of 3", 3, 3}, {"e-mail", "0 of 4", 0, 4}}},
             {Shape::lines, "The coming week", {{"Sun 8 Mar", "Zoe's birthday", 0, 0}}}}};
}

struct Size {
    unsigned width = 0, height = 0;
};
// As the head of a PNG says; nothing when the bytes are none.
Size size_of(const std::string& png) {
    const auto number = [&](std::size_t at) {
        unsigned value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value << 8U | static_cast<unsigned char>(png[i]);
        return value;
    };
    if (png.size() < 24 || !png.starts_with("\x89PNG\r\n\x1a\n")) return {};
    return {number(16), number(20)};
}

TEST(HelperPicture, IsAsBroadAsAPhoneLikesAndAsHighAsItNeeds) {
    const auto whole = size_of(runtime::drawn(week()));
    EXPECT_EQ(whole.width, 1080U);
    EXPECT_GT(whole.height, 1000U);
    EXPECT_LT(whole.height, 1600U);
    auto part = week();
    part.drawings.resize(1);
    const auto smaller = size_of(runtime::drawn(part));
    EXPECT_EQ(smaller.width, 1080U);
    EXPECT_LT(smaller.height, 750U);
}

TEST(HelperPicture, OfTheSameIsTheSame) {
    const auto png = runtime::drawn(week());
    EXPECT_FALSE(png.empty());
    EXPECT_EQ(png, runtime::drawn(week()));
}

TEST(HelperPicture, IsDrawnWhateverTheWordsAre) {
    auto picture = week();
    picture.title = "محمد\nיוסי <b>&</b> \xF0\x9F\x8E\x82";
    picture.drawings.push_back({Shape::lines, "", {{std::string(5'000, 'w'), std::string(5'000, 'x'), 0, 0}}});
    picture.drawings.push_back({Shape::parts, "nothing", {{"none", "", 0, 0}}});
    picture.drawings.push_back({Shape::columns, "many", std::vector<Drawing::Row>(400, {"d", "", 2'000'000'000, -1})});
    EXPECT_EQ(size_of(runtime::drawn(picture)).width, 1080U);
}

// A letter for private use is in no font.
TEST(HelperPicture, IsNotDrawnWithBoxesForLettersThatNoFontHas) {
    auto picture = week();
    picture.drawings.back().rows.push_back({"Mon 9 Mar", "\uE83A's birthday", 0, 0});
    EXPECT_EQ(runtime::drawn(picture), "");
    picture = week();
    const auto plain = runtime::drawn(picture);
    picture.drawings.back().rows.front().words += " \U0001FAE8";
    EXPECT_NE(runtime::drawn(picture), "") << "a symbol is left out";
    EXPECT_NE(plain, "");
}

TEST(HelperPicture, ATextThatIsNoneFails) {
    const auto helper = runtime::helper_program();
    ASSERT_TRUE(helper);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    EXPECT_FALSE(runtime::output_of(*helper, {"picture"}, nothing));
    EXPECT_FALSE(runtime::output_of("/no/such/helper", {"picture"}, nothing));
    close(nothing);
}

TEST(HelperPicture, AProgramThatHangsIsEnded) {
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    EXPECT_FALSE(runtime::output_of("/bin/sleep", {"60"}, nothing, std::chrono::milliseconds{20}));
    close(nothing);
}

TEST(MessageJson, KeepsThePicture) {
    Message message;
    message.notification = "A good week";
    message.blocks = {{{{"A good week", Style::bold}}, {}}};
    message.picture = week();
    EXPECT_EQ(message_from_json(to_json(message)), message);
    EXPECT_EQ(picture_from_json(to_json(week())), week());
    EXPECT_TRUE(has_picture(to_json(message)));
    EXPECT_FALSE(message_from_json(R"({"blocks":[],"picture":{"title":"x"}})"));
    message.picture.reset();
    message.blocks[0].text[0].text = R"(a "picture": and {"picture":{}})";
    EXPECT_FALSE(has_picture(to_json(message)));
    EXPECT_EQ(message_from_json(to_json(message)), message);
}

TEST(MessageJson, ThePlainTextHasThePicturesWords) {
    Message message;
    message.blocks = {{{{"A good week", Style::bold}}, {}}};
    message.picture = week();
    EXPECT_EQ(plain_text(message), "A good week\n" + week().words);
    EXPECT_EQ(in_words(message).blocks.size(), 2U);
    EXPECT_FALSE(in_words(message).picture);
}

}  // namespace
}  // namespace nudged
