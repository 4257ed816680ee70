#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

TEST(Note, TheNewestIsFirstOneALine) {
    const Scene scene;
    auto contact = taken(noted(person(), " knee is better ", scene.plan())).after;
    const auto decision = taken(noted(contact, "the garden,\nand the cat", scene.plan()));
    EXPECT_EQ(decision.what, "noted");
    EXPECT_EQ(decision.note, "the garden, and the cat");
    EXPECT_EQ(decision.after.note, "the garden, and the cat\nknee is better");
    EXPECT_EQ(refused(noted(contact, " \n", scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Rename, KeepsEverythingElse) {
    const Scene scene;
    auto expected = person();
    expected.name = "Nicole Ortiz";
    EXPECT_EQ(taken(renamed(person(), "Nicole Ortiz", scene.plan())).after, expected);
    EXPECT_EQ(refused(renamed(person(), "Nicole", scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(renamed(person(), " ", scene.plan())), Inapplicable::not_valid);
}

TEST(Tags, AreKeptSortedAndOnce) {
    const Scene scene;
    auto contact = taken(tagged(person(), {"vip", "clients", "vip"}, true, scene.plan())).after;
    EXPECT_EQ(contact.tags, (std::vector<std::string>{"clients", "vip"}));
    EXPECT_EQ(refused(tagged(contact, {"vip"}, true, scene.plan())), Inapplicable::nothing_to_do);
    contact = taken(tagged(contact, {"vip", "other"}, false, scene.plan())).after;
    EXPECT_EQ(contact.tags, std::vector<std::string>{"clients"});
    EXPECT_EQ(refused(tagged(contact, {"vip"}, false, scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Set, AFieldToWhatWasSaid) {
    const Scene scene;
    const auto set = [&](const char* field, const char* value) {
        return taken(with_field(person(), field, value, scene.plan())).after;
    };
    EXPECT_EQ(set("email", "nicole@example.org").addresses.at("email"), "nicole@example.org");
    EXPECT_EQ(set("phone2", "+49 30 1234").addresses.at("phone2"), "+49 30 1234");
    EXPECT_EQ(set("telegram", "@nicole").addresses.at("telegram"), "@nicole");
    EXPECT_EQ(set("zone", "Asia/Tokyo").zone, "Asia/Tokyo");
    EXPECT_EQ(set("needs", "a school for her son").needs, "a school for her son");
    EXPECT_EQ(set("why", "she helped me once").why, "she helped me once");
    EXPECT_EQ(set("importance", "3").importance, 3);
    EXPECT_EQ(set("birthday", "1984-02-29").dates, (std::vector<ImportantDate>{{"birthday", 1984, 2, 29}}));
    EXPECT_EQ(set("birthday", "--02-29").dates, (std::vector<ImportantDate>{{"birthday", {}, 2, 29}}));
}

TEST(Set, ANewBirthdayReplacesTheOldOneAndNoOtherDate) {
    const Scene scene;
    auto contact = person();
    contact = taken(with_field(contact, "anniversary", "2010-05-01", scene.plan())).after;
    EXPECT_EQ(contact.dates, (std::vector<ImportantDate>{{"anniversary", 2010, 5, 1}}));
    contact.dates = {{"wedding", 2010, 5, 1}, {"birthday", {}, 3, 4}};
    contact = taken(with_field(contact, "birthday", "1984-03-05", scene.plan())).after;
    EXPECT_EQ(contact.dates, (std::vector<ImportantDate>{{"birthday", 1984, 3, 5}, {"wedding", 2010, 5, 1}}));
}

TEST(Set, AnEmptyValueClearsTheField) {
    const Scene scene;
    auto contact = person();
    contact.addresses = {{"email", "nicole@example.org"}};
    contact.zone = "Asia/Tokyo";
    contact.importance = 3;
    contact.dates = {{"birthday", {}, 3, 4}};
    for (const auto* field : {"email", "zone", "importance", "birthday"})
        contact = taken(with_field(contact, field, "", scene.plan())).after;
    EXPECT_EQ(contact, person());
    EXPECT_EQ(refused(with_field(contact, "email", "", scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Set, RefusesAFieldThatDoesNotExistAndAValueThatIsNoneOfItsKind) {
    const Scene scene;
    struct {
        const char *field, *value;
    } const rows[] = {
        {"shoe size", "42"},
        {"", "x"},
        {"2", "x"},
        {"name", "Nicole"},
        {"email", "nicole"},
        {"phone", "none"},
        {"zone", "Europe/Atlantis"},
        {"importance", "0"},
        {"importance", "4"},
        {"importance", "high"},
        {"importance", "2.5"},
        {"birthday", "tomorrow"},
        {"birthday", "1984-13-01"},
        {"birthday", "1983-02-29"},
        {"birthday", "--02-30"},
        {"birthday", "1984-2-29"},
        {"birthday", "+984-02-29"},
        {"birthday", "-1-1"},
        {"birthday", "---1-01"},
        {"birthday", "1984-02-2 "},
    };
    for (const auto& [field, value] : rows)
        EXPECT_EQ(refused(with_field(person(), field, value, scene.plan())), Inapplicable::not_valid)
            << field << ' ' << value;
}

}  // namespace
}  // namespace nudged::followup
