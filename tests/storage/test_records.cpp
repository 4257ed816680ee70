#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "storage/journal.hpp"
#include "storage/record_json.hpp"
#include "storage/time_text.hpp"
#include "tests/storage/random_records.hpp"

namespace nudged::tests {
namespace {

// How many fields an aggregate has: the most values it can be made of.
struct Anything {
    template <class T>
    operator T() const;
};
template <class T, class... Fields>
constexpr std::size_t arity() {
    if constexpr (requires { T{Fields{}..., Anything{}}; })
        return arity<T, Fields..., Anything>();
    else
        return sizeof...(Fields);
}

TEST(Records, EveryFieldIsWritten) {
    EXPECT_EQ(json_of(Owner{}, Detail::full).size(), arity<Owner>());
    EXPECT_EQ(json_of(Contact{}, Detail::full).size(),
              arity<Contact>() + 4);  // of a turn since when, of a wait the rest
    EXPECT_EQ(json_of(Touch{}, Detail::full).size(), arity<Touch>());
    EXPECT_EQ(json_of(JournalEntry{}, Detail::full).size() + 1, arity<JournalEntry>());  // no `changes`
    EXPECT_EQ(json_of(DayList{}, Detail::full).size(), arity<DayList>());
    EXPECT_EQ(json_of(Attention{}, Detail::full).size(), arity<Attention>());
    EXPECT_EQ(json_of(NudgeState{}, Detail::full).size(), arity<NudgeState>());
    DayList list;
    list.items.resize(1);
    EXPECT_EQ(json_of(list, Detail::full)["items"][0].size(), arity<ListItem>());
}

TEST(Records, ComeBackAsTheyWere) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        RandomRecords random(seed);
        const Contact contact = random.contact(1, 2);
        const Owner owner = random.owner(3);
        EXPECT_EQ(from_document<Contact>(document_of(contact)), contact) << document_of(contact);
        EXPECT_EQ(from_document<Owner>(document_of(owner)), owner) << document_of(owner);
        EXPECT_EQ(from_json_object<Contact>(json_of(contact, Detail::full)), contact);
        EXPECT_EQ(from_json_object<Owner>(json_of(owner, Detail::full)), owner);
    }
}

TEST(Records, AreSmallWhenLittleIsKnown) {
    Contact contact;
    contact.id = 7;
    contact.name = "Sam";
    EXPECT_EQ(document_of(contact), R"({"id":7,"name":"Sam"})");
}

TEST(Records, SayWhichFieldHoldsWhat) {
    const auto message = [](const char* text) -> std::string {
        try {
            (void)from_document<Contact>(text);
            return "";
        } catch (const RecordError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(message(R"({"id":1.5})"), "`id` must be a whole number");
    EXPECT_EQ(message(R"({"id":18446744073709551615})"), "`id` must be a smaller number");
    EXPECT_EQ(message(R"({"silence":5000000000})"), "`silence` must be a smaller number");
    EXPECT_EQ(message(R"({"name":7})"), "`name` must be a text");
    EXPECT_EQ(message(R"({"state":"gone"})"), "`state` must be one of open, waiting, closed, parted, book");
    EXPECT_EQ(message(R"({"base":"2027-02-30"})"), "`base` must be a date like 2027-03-28");
    EXPECT_EQ(message(R"({"tags":{}})"), "`tags` must be a list");
    EXPECT_EQ(message(R"({"addresses":{"phone":1}})"), "`addresses.phone` must be a text");
    EXPECT_EQ(message(R"({"name":null,"later":"unknown"})"), "");
}

TEST(Records, BrokenUtf8IsReplacedAndNotRefused) {
    Contact contact;
    contact.name = "A\xFF";
    EXPECT_EQ(from_document<Contact>(document_of(contact)).name, "A\xEF\xBF\xBD");
}

TEST(TimeText, ReadsAnyOffset) {
    EXPECT_EQ(instant_text(instant_from("2027-03-28T08:29:50.25+01:00", "at")), "2027-03-28T07:29:50.250Z");
    EXPECT_EQ(instant_text(instant_from("2027-03-28T08:29:50Z", "at")), "2027-03-28T08:29:50Z");
    for (const char* wrong :
         {"", "2027-03-28", "2027-03-28T08:29:50", "2027-13-01T00:00:00Z", "2027-03-28T24:00:00Z", "x"})
        EXPECT_THROW((void)instant_from(wrong, "at"), RecordError) << wrong;
    EXPECT_EQ(instant_text(instant_from("1969-12-31T23:59:59.999Z", "at")), "1969-12-31T23:59:59.999Z");
}

TEST(Changes, ApplyTakeBackAndReverseExactly) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        RandomRecords random(seed);
        const Contact before = random.contact(1, 2), after = random.contact(1, 2);
        const std::string changes = changes_between(before, after);
        EXPECT_EQ(with_changes(before, changes), after);
        EXPECT_EQ(without_changes(after, changes), before);
        EXPECT_EQ(with_changes(after, reversed(changes)), before);
        EXPECT_EQ(nlohmann::json::parse(reversed(reversed(changes))), nlohmann::json::parse(changes));
        const Owner was = random.owner(3), is = random.owner(3);
        EXPECT_EQ(with_changes(was, changes_between(was, is)), is);
        EXPECT_EQ(without_changes(is, changes_between(was, is)), was);
    }
}

TEST(Changes, OfAContactThatIsAddedOrRemoved) {
    RandomRecords random(1);
    const Contact contact = random.contact(1, 2);
    const std::string added = changes_between(std::nullopt, contact);
    EXPECT_EQ(with_changes(std::nullopt, added), contact);
    EXPECT_EQ(without_changes(contact, added), std::nullopt);
    EXPECT_EQ(with_changes(contact, reversed(added)), std::nullopt);
    EXPECT_EQ(nlohmann::json::parse(reversed(added)), nlohmann::json::parse(changes_between(contact, std::nullopt)));
}

TEST(Changes, LeaveOtherFieldsAlone) {
    Contact before, after;
    before.id = after.id = 1;
    after.note = "new";
    Contact later = after;
    later.needs = "tea";
    const auto taken_back = without_changes(later, changes_between(before, after));
    EXPECT_EQ(taken_back->note, "");
    EXPECT_EQ(taken_back->needs, "tea");
}

TEST(Changes, OfNothingAreEmptyAndDoNothing) {
    const Contact contact = RandomRecords(1).contact(1, 2);
    EXPECT_EQ(changes_between(contact, contact), "");
    EXPECT_EQ(reversed(""), "");
    EXPECT_EQ(with_changes(contact, ""), contact);
    EXPECT_THROW((void)with_changes(contact, "[]"), RecordError);
    EXPECT_THROW((void)with_changes(contact, R"({"contact":{"name":"x"}})"), RecordError);
}

}  // namespace
}  // namespace nudged::tests
