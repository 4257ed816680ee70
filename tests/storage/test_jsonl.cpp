#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "storage/jsonl.hpp"
#include "tests/storage/random_records.hpp"
#include "tests/storage/sqlite_driver.hpp"

namespace nudged::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

RestoreRules rules() {
    RestoreRules rules;
    rules.defaults.zone = "Europe/Berlin";
    rules.now = at(1'800'000'000'000);
    rules.keys_of = [](const Contact& contact, const Owner&) {
        return ContactKeys{"folded " + contact.name, contact.base, contact.cadence_days.value_or(30), {}};
    };
    rules.local_date = [](Instant instant, const Owner&) {
        return Date(std::chrono::floor<days>(instant).time_since_epoch());
    };
    rules.first_date = [](Contact& contact, std::size_t i, std::size_t n, const Owner&) {
        contact.base = day(30'000);
        contact.offset_days = static_cast<int>(100 * i / n);
    };
    return rules;
}

std::string exported(Store& store, std::optional<std::int64_t> owner = std::nullopt) {
    std::string text;
    export_jsonl(store, owner, [&](const std::string& line) { text += line; });
    return text;
}

// The lines with what a program adds to them.
std::string exported_with_next(Store& store) {
    std::string text;
    export_jsonl(
        store, std::nullopt, [&](const std::string& line) { text += line; },
        [](const Owner&, const Contact&, nlohmann::json& line) { line["next"] = "2027-01-02"; });
    return text;
}

class Jsonl : public testing::Test {
protected:
    Restored restore(const std::string& text) {
        std::istringstream lines(text);
        return restore_jsonl(*store, lines, rules());
    }
    std::string refused(const std::string& text) {
        try {
            restore(text);
        } catch (const StoreError& error) {
            EXPECT_EQ(store->transact([](Tables& tables) { return tables.owners.count(); }), 0U);
            return error.what();
        }
        return "it was taken";
    }
    Contact contact(std::int64_t id) {
        return *store->transact([&](Tables& tables) { return tables.contacts.find(1, id); });
    }

    SqliteDriver driver;
    std::unique_ptr<Store> store = driver.open();
};

void record(Tables& tables, const std::optional<Contact>& before, const Contact& after, const char* what) {
    JournalEntry entry;
    entry.owner = after.owner;
    entry.contact = after.id;
    entry.name = after.name;
    entry.at = at(after.id * 1'000);
    entry.what = what;
    entry.changes = changes_between(before, after);
    tables.journal.append(entry);
}

// A store in which much has happened: contacts added, changed, taken back.
void fill(Store& store, unsigned seed) {
    store.transact([&](Tables& tables) {
        RandomRecords random(seed);
        for (std::int64_t id = 1; id <= 2; ++id) {
            tables.owners.add(random.owner(id));
            NudgeState state;
            state.last_nudge = random.date();
            if (random.coin()) tables.owners.put_nudge_state(id, state);
            for (int n = random.number(30); n > 0; --n) {
                const Contact first = random.contact(id, tables.contacts.next_id(id)),
                              then = random.contact(id, first.id);
                record(tables, std::nullopt, first, "added");
                record(tables, first, then, "edited");
                tables.contacts.put(then, rules().keys_of(then, {}));
                if (random.coin())
                    tables.contacts.put_attention(id, then.id, {random.number(3), 2, day(20'000), 1, {}});
                tables.journal.add_touch({0, id, first.id, random.instant(), static_cast<TouchKind>(random.number(5)),
                                          "call", random.text(), random.number(3)});
            }
            for (std::int64_t n = random.number(4); n > 0; --n) {
                auto item = random.shelf_item(id, tables.shelf.next_id(id));
                JournalEntry entry;
                entry.owner = id;
                entry.what = "added";
                entry.kind = "shelf";
                entry.at = at(item.id);
                entry.source = "import";  // not what is taken back below
                entry.changes = shelf_changes(std::nullopt, item);
                tables.journal.append(entry);
                tables.shelf.put(item);
            }
            if (const auto last = tables.journal.last_standing_batch(id)) {
                const JournalEntry entry = *tables.journal.find(id, *last);
                const Contact now = *tables.contacts.find(id, *entry.contact);
                const Contact back = *without_changes(now, entry.changes);
                record(tables, now, back, "undone");
                tables.journal.mark_undone(id, *last, *last + 1);
                tables.contacts.put(back, rules().keys_of(back, {}));
            }
        }
    });
}

TEST_F(Jsonl, ExportRestoreExportGivesTheSameBytes) {
    for (unsigned seed = 0; seed < 4; ++seed) {
        SqliteDriver elsewhere;
        const auto source = elsewhere.open();
        fill(*source, seed);
        const std::string text = exported(*source);
        SqliteDriver fresh;
        store = fresh.open();
        restore(text);
        EXPECT_EQ(exported(*store), text);
        EXPECT_EQ(exported_with_next(*store), exported_with_next(*source));
        store->transact([&](Tables& tables) {
            for (const Owner& owner : tables.owners.all()) {
                EXPECT_THAT(journal_differences(tables, owner.id), IsEmpty());
                EXPECT_EQ(tables.owners.demand(owner.id),
                          source->transact([&](Tables& theirs) { return theirs.owners.demand(owner.id); }));
                EXPECT_EQ(tables.contacts.next_id(owner.id),
                          source->transact([&](Tables& theirs) { return theirs.contacts.next_id(owner.id); }));
            }
        });
        store.reset();
    }
}

TEST_F(Jsonl, ATextThatIsNotThereIsNullAndWhatIsAddedToALineIsNotReadAgain) {
    fill(*store, 6);
    const std::string text = exported_with_next(*store);
    EXPECT_EQ(text.find("\"needs\":\"\""), std::string::npos);
    EXPECT_THAT(text, HasSubstr("\"next\":\"2027-01-02\""));
    SqliteDriver elsewhere;
    store = elsewhere.open();
    restore(text);
    EXPECT_EQ(exported_with_next(*store), text);
    store.reset();
}

TEST_F(Jsonl, ExportsOneOwnerAlone) {
    fill(*store, 5);
    const std::string one = exported(*store, 2);
    EXPECT_THAT(one, testing::StartsWith(R"({"type":"owner")"));
    EXPECT_THAT(one, Not(HasSubstr(R"("owner":1)")));
}

TEST_F(Jsonl, ExportsMoreThanAPage) {
    store->transact([](Tables& tables) {
        tables.owners.add(RandomRecords(1).owner(1));
        for (int id = 1; id <= 2'500; ++id) tables.contacts.put(contact_called(1, id, "n"), {});
    });
    const std::string text = exported(*store);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2'501);
}

constexpr const char* owner_line = R"({"type":"owner","id":1,"name":"me"})"
                                   "\n";

TEST_F(Jsonl, TakesAFileOfAnotherProgramInAnyOrder) {
    const Restored counts = restore(
        "\xEF\xBB\xBF"
        R"({"type":"touch","owner":1,"contact":4,"at":"2027-01-05T10:00:00Z","kind":"soft","channel":"text"})"
        "\r\n\n"
        R"({"type":"contact","owner":1,"id":4,"name":"Sam","tags":["#b","a"],"circle":"work"})"
        "\n" +
        std::string(owner_line) +
        R"({"type":"touch","owner":1,"contact":4,"at":"2027-01-07T10:00:00Z","kind":"help"})"
        "\n"
        R"({"type":"touch","owner":1,"contact":4,"at":"2027-01-01T10:00:00Z","kind":"reply"})");
    EXPECT_EQ(counts.contacts, 1U);
    EXPECT_EQ(counts.touches, 3U);
    const Contact sam = contact(4);
    EXPECT_EQ(sam.last_touch, day(20'825));
    EXPECT_EQ(sam.base, day(20'825));
    EXPECT_EQ(sam.last_outward, day(20'825));
    EXPECT_EQ(sam.silence, 2);
    EXPECT_EQ(sam.tags, (std::vector<std::string>{"a", "b"}));
    EXPECT_FALSE(sam.offset_days);
    EXPECT_FALSE(sam.your_turn);
    store->transact([&](Tables& tables) {
        const auto entries = tables.journal.page(1, 0, 9);
        ASSERT_EQ(entries.size(), 1U);
        EXPECT_EQ(entries[0].what, "added");
        EXPECT_EQ(with_changes(std::nullopt, entries[0].changes), sam);
        EXPECT_THAT(journal_differences(tables, 1), IsEmpty());
        EXPECT_EQ(tables.owners.find(1)->zone, "Europe/Berlin");
        EXPECT_EQ(tables.owners.demand(1), 30);
        EXPECT_EQ(tables.contacts.find_by_folded_name(1, "folded Sam").size(), 1U);
        EXPECT_FALSE(tables.journal.last_standing_batch(1));
    });
    const std::string text = exported(*store);
    SqliteDriver fresh;
    store = fresh.open();
    restore(text);
    EXPECT_EQ(exported(*store), text);
    store.reset();
}

TEST_F(Jsonl, AGivenNextWinsOverTheTouches) {
    restore(std::string(owner_line) +
            R"({"type":"contact","owner":1,"id":4,"name":"Sam","next":"2027-09-01","silence":7})"
            "\n"
            R"({"type":"touch","owner":1,"contact":4,"at":"2027-01-05T10:00:00Z","kind":"soft"})");
    EXPECT_EQ(contact(4).base, day(21'062));
    EXPECT_EQ(contact(4).offset_days, 0);
    EXPECT_EQ(contact(4).last_touch, day(20'823));
    EXPECT_EQ(contact(4).silence, 7);
}

TEST_F(Jsonl, SpreadsThoseOfWhomNothingIsKnown) {
    restore(std::string(owner_line) + R"({"type":"contact","owner":1,"id":9,"name":"A"})"
                                      "\n"
                                      R"({"type":"contact","owner":1,"id":3,"name":"B"})"
                                      "\n"
                                      R"({"type":"contact","owner":1,"id":5,"name":"C","state":"book"})");
    EXPECT_EQ(contact(9).offset_days, 0);
    EXPECT_EQ(contact(3).offset_days, 50);
    EXPECT_FALSE(contact(5).offset_days);
}

TEST_F(Jsonl, TurnAndWaitAreTakenAsTold) {
    restore(std::string(owner_line) +
            R"({"type":"contact","owner":1,"id":1,"name":"A","your_turn":true,"last_touch":"2027-01-05"})"
            "\n"
            R"({"type":"contact","owner":1,"id":2,"name":"B","state":"waiting","check_back":"2027-09-01"})"
            "\n"
            R"({"type":"contact","owner":1,"id":3,"name":"C","state":"waiting"})");
    EXPECT_EQ(contact(1).your_turn, day(20'823));
    EXPECT_EQ(contact(2).check_back->date, day(21'062));
    EXPECT_EQ(contact(3).state, ContactState::open);
}

TEST_F(Jsonl, ABadLineIsNamedAndNothingIsWritten) {
    const auto second = [&](const std::string& line) { return refused(owner_line + line); };
    EXPECT_EQ(second("{"), "line 2: it is no JSON; nothing was restored");
    EXPECT_EQ(second("[]"), "line 2: it is no JSON object; nothing was restored");
    EXPECT_THAT(second(R"({"type":"drawer","owner":1})"), HasSubstr("line 2: `type` \"drawer\" is unknown"));
    EXPECT_THAT(second(R"({"type":"shelf","owner":1,"id":1})"), HasSubstr("line 2: `title` is missing"));
    EXPECT_THAT(second(R"({"owner":1})"), HasSubstr("line 2: `type` is missing"));
    EXPECT_THAT(second(R"({"type":7,"owner":1})"), HasSubstr("line 2: `type` 7 is unknown"));
    EXPECT_THAT(second(R"({"type":"contact","owner":1,"id":2})"), HasSubstr("line 2: `name` is missing"));
    EXPECT_THAT(second(R"({"type":"contact","owner":"1","id":2})"),
                HasSubstr("line 2: `owner` must be a whole number"));
    EXPECT_THAT(second(R"({"type":"contact","owner":1,"id":2,"name":7})"), HasSubstr("line 2: `name` must be a text"));
    EXPECT_THAT(second(R"({"type":"contact","owner":1,"id":0,"name":"A"})"),
                HasSubstr("line 2: `id` must be 1 or more"));
    EXPECT_THAT(second(R"({"type":"contact","owner":8,"id":1,"name":"A"})"), HasSubstr("line 2: there is no owner 8"));
    EXPECT_THAT(second(R"({"type":"contact","owner":1,"id":1,"name":"A","next":5})"),
                HasSubstr("line 2: `next` must be a date"));
    EXPECT_THAT(second("\n"
                       R"({"type":"touch","owner":1,"contact":5,"at":"2027-01-05T10:00:00Z","kind":"soft"})"),
                HasSubstr("line 3: there is no contact 5"));
    EXPECT_THAT(second(R"({"type":"touch","owner":1,"contact":5,"at":"today","kind":"soft"})"),
                HasSubstr("`at` must be an instant"));
    EXPECT_THAT(second(R"({"type":"touch","owner":1,"contact":0,"at":"1969-01-05T10:00:00Z","kind":"soft","entry":1})"),
                HasSubstr("line 2: `contact` must be 1 or more"));
    EXPECT_THAT(second(R"({"type":"owner","id":1,"name":"you"})"), HasSubstr("line 2: `id` must be another"));
    EXPECT_THAT(second(R"({"type":"owner","id":2,"name":"me"})"), HasSubstr("line 2: `name` must be another"));
    const std::string entry = R"({"type":"journal","seq":1,"owner":1,"at":"2027-01-05T10:00:00Z","what":"noted"})";
    EXPECT_THAT(second(entry + "\n" + entry), HasSubstr("line 3: an earlier line says the same"));
    EXPECT_THAT(refused(""), HasSubstr("no owner"));
}

TEST_F(Jsonl, HostileJsonIsAnErrorAndNoCrash) {
    const auto named = [&](const std::string& note) {
        return refused(owner_line + (R"({"type":"contact","owner":1,"id":1,"name":)" + note + "}"));
    };
    EXPECT_THAT(named(std::string(100'000, '[')), HasSubstr("line 2: it is nested too deeply"));
    EXPECT_THAT(named(std::string(100'000, '[') + std::string(100'000, ']')),
                HasSubstr("line 2: it is nested too deeply"));
    EXPECT_THAT(named(R"("A","importance":1e400)"), HasSubstr("line 2: it is no JSON"));
    EXPECT_THAT(named(R"("\ud800")"), HasSubstr("line 2: it is no JSON"));
    EXPECT_THAT(named("\"\xFF\""), HasSubstr("line 2: it is no JSON"));
    EXPECT_THAT(named(R"("a\u0000b")"), HasSubstr("line 2: it holds a NUL"));
    EXPECT_THAT(named(std::string("\"a\0b\"", 5)), HasSubstr("line 2: it holds a NUL"));
    EXPECT_THAT(named(R"("A","id":99999999999999999999999)"), HasSubstr("line 2: `id` must be a whole number"));
    restore(std::string(owner_line) + R"({"type":"contact","owner":1,"id":1,"name":"a\\u0000b"})");
    EXPECT_EQ(contact(1).name, "a\\u0000b");
}

TEST_F(Jsonl, RefusesAStoreThatIsNotEmpty) {
    restore(owner_line);
    std::istringstream again(owner_line);
    EXPECT_THROW(restore_jsonl(*store, again, rules()), StoreError);
}

}  // namespace
}  // namespace nudged::tests
