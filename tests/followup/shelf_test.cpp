// "A shelf of helpful things is matched to needs and tags; nothing is suggested twice to the same contact."
#include "daemon/followup/shelf.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Thing thing(std::int64_t id, const std::string& folded_title, std::vector<std::string> tags = {}) {
    Thing made;
    made.item.id = id;
    made.item.owner = 1;
    made.item.title = folded_title;
    made.item.tags = tags;
    auto text = folded_title;
    for (const auto& tag : tags) text += ' ' + tag;
    made.words = telling_words(text);
    return made;
}

std::int64_t fit(const Contact& contact, const std::vector<Thing>& things) {
    const auto* found = fitting(contact, telling_words(contact.needs), things);
    return found == nullptr ? 0 : found->item.id;
}

Contact with_needs(std::string folded_needs, std::vector<std::string> tags = {}) {
    auto contact = person();
    contact.needs = std::move(folded_needs);
    contact.tags = std::move(tags);
    return contact;
}

TEST(TheShelf, IsMatchedByTheWordsOfWhatTheyNeed) {
    const std::vector things{thing(1, "a school for jugglers"), thing(2, "moving 4,000 pages in a weekend")};
    EXPECT_EQ(fit(with_needs("worried about moving the old content"), things), 2);
    EXPECT_EQ(fit(with_needs("schools for her son"), things), 1);
    EXPECT_EQ(fit(with_needs("rest"), things), 0);
    EXPECT_EQ(fit(with_needs(""), things), 0);
}

TEST(TheShelf, IsMatchedByTagsAndByAWordThatIsATag) {
    const std::vector things{thing(1, "interviews that candidates thank you for", {"hiring"})};
    EXPECT_EQ(fit(with_needs("", {"clients", "hiring"}), things), 1);
    EXPECT_EQ(fit(with_needs("they are hiring"), things), 1);
    EXPECT_EQ(fit(with_needs("", {"clients"}), things), 0);
}

TEST(TheShelf, DoesNotTakeSmallWordsForNeeds) {
    const std::vector things{thing(1, "how to do the right thing with what you have")};
    EXPECT_EQ(fit(with_needs("something to do with the thing they have"), things), 0);
}

TEST(TheShelf, OffersWhatFitsBestAndOfEqualsWhatHasBeenThereLongest) {
    const std::vector things{thing(1, "school trips"), thing(2, "school lunches in lisbon"), thing(3, "school music")};
    EXPECT_EQ(fit(with_needs("a school in lisbon"), things), 2);
    EXPECT_EQ(fit(with_needs("a school"), things), 1);
}

TEST(TheShelf, NothingIsSuggestedTwiceToTheSameContact) {
    std::vector things{thing(1, "school trips"), thing(2, "school lunches"), thing(3, "school music")};
    auto ines = with_needs("a school");
    ines.given = {1};
    things[1].item.suggested = {ines.id};
    EXPECT_EQ(fit(ines, things), 3);
    things[2].item.dropped = true;
    EXPECT_EQ(fit(ines, things), 0);
}

TEST(TheShelf, WhatWasGivenIsKeptInOrderAndOnce) {
    const Scene scene;
    auto ines = person();
    for (const std::int64_t id : {5, 2, 5}) {
        TouchSaid said{TouchKind::help, "", "a guide", {}};
        said.thing = id;
        ines = taken(touched(ines, said, scene.plan())).after;
    }
    EXPECT_EQ(ines.given, (std::vector<std::int64_t>{2, 5}));
}

}  // namespace
}  // namespace nudged::followup
