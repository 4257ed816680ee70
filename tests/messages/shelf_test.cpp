#include "daemon/messages/shelf.hpp"

#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

ShelfItem thing(std::int64_t id, std::string title, std::vector<std::string> tags = {}) {
    ShelfItem item;
    item.id = id;
    item.title = std::move(title);
    item.tags = std::move(tags);
    return item;
}

TEST(Shelf, OfManyShowsTheNewestAndHowToFindTheOthers) {
    std::vector<ShelfItem> items;
    for (int id = 1; id <= 40; ++id) items.push_back(thing(id, "Guide " + std::to_string(id)));
    const std::string text = flat(shelf(items, {}));
    EXPECT_EQ(text.find("\n10 Guide 10"), std::string::npos) << text;
    EXPECT_NE(text.find("\n11 Guide 11"), std::string::npos) << text;
    EXPECT_NE(text.find("\n40 Guide 40\nOlder ones: shelf #tag\nGiven: gave NAME 40"), std::string::npos) << text;
}

TEST(Shelf, ShowsThoseOfATagAndNothingThatWasDropped) {
    auto dropped = thing(3, "Gone", {"hiring"});
    dropped.dropped = true;
    const std::vector items{thing(1, "Interviews", {"hiring"}), thing(2, "Moving", {"cms"}), dropped};
    EXPECT_EQ(flat(shelf(items, {"hiring"})), "Your shelf:\n1 Interviews #hiring\nGiven: gave NAME 1");
    EXPECT_EQ(flat(shelf(items, {"art"})), "Nothing on your shelf with that tag. shelf shows all of it.");
}

TEST(Shelf, AnIntroductionNamesTheOthers) {
    EXPECT_EQ(introduction_to({"Nicole Ortiz"}), "introduction to Nicole Ortiz");
    EXPECT_EQ(introduction_to({"Nicole Ortiz", "Mum"}), "introduction to Nicole Ortiz and Mum");
}

}  // namespace
}  // namespace nudged::messages
