#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "daemon/conversation/person_json.hpp"
#include "daemon/import/address_book.hpp"
#include "daemon/runtime/export_formats.hpp"
#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using test::Workshop;

// Ana's people, with what could go wrong in a table or a card.
Contact nicole() {
    Contact contact;
    contact.name = "Nicole \"Nic\" Ortiz, Dr.; née Álvarez";
    contact.tags = {"board-games", "clients"};
    contact.addresses = {{"phone", "+351 21 000 00 00"},
                         {"phone2", "+351 91 000 00 00"},
                         {"email", "nicole@example.org"},
                         {"linkedin", "https://www.linkedin.com/in/nicole"},
                         {"post", "Rua A 1, 1000 Lisboa"}};
    contact.note =
        "met at the design meet-up\nlikes short messages; and, commas \\ backslashes " + std::string(90, 'x') + "ééééé";
    contact.dates = {{"birthday", std::nullopt, 3, 8}, {"anniversary", 2011, 6, 30}};
    contact.cadence_days = 45;
    contact.last_touch = Date{std::chrono::days{20'500}};
    contact.uid = "urn:uuid:1";
    return contact;
}

std::vector<address_book::Person> read_again(address_book::Format format, const std::string& text) {
    std::vector<address_book::Person> people;
    address_book::Reader reader(format, {[&](address_book::Person&& person) { people.push_back(std::move(person)); },
                                         [](address_book::Trouble&& trouble) { ADD_FAILURE() << trouble.kind; }});
    reader.feed(text);
    reader.finish();
    return people;
}

TEST(Formats, ARowOfATableIsReadAgainAsTheSamePerson) {
    const auto contact = nicole();
    const auto people = read_again(address_book::Format::csv, runtime::csv_header() + runtime::csv_row(contact));
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].name, contact.name);
    EXPECT_EQ(people[0].tags, contact.tags);
    EXPECT_EQ(people[0].addresses, contact.addresses);
    EXPECT_EQ(people[0].dates, contact.dates);
    EXPECT_EQ(people[0].note, contact.note);
    EXPECT_EQ(people[0].cadence_days, contact.cadence_days);
    EXPECT_EQ(people[0].last_touch, contact.last_touch);
    EXPECT_EQ(people[0].uid, contact.uid);
    EXPECT_FALSE(people[0].never);
}

TEST(Formats, WhoIsOnNoRoundIsNotPutOnOneByReadingTheRowAgain) {
    auto contact = nicole();
    for (const auto state : {ContactState::closed, ContactState::parted, ContactState::book}) {
        contact.state = state;
        const auto people = read_again(address_book::Format::csv, runtime::csv_header() + runtime::csv_row(contact));
        ASSERT_EQ(people.size(), 1U);
        EXPECT_TRUE(people[0].never);
    }
}

TEST(Formats, AWaitAReasonAndARhythmAreInTheTableAndInTheCard) {
    auto contact = nicole();
    contact.state = ContactState::waiting;
    contact.check_back = CheckBack{Date{std::chrono::days{20'700}}, "after the audit, in June", {}, false};
    auto closed = nicole();
    closed.state = ContactState::closed;
    closed.closed_reason = "price";
    for (const auto& text : {runtime::csv_row(contact) + runtime::csv_row(closed),
                             runtime::vcard_of(contact) + runtime::vcard_of(closed)}) {
        for (const auto* known : {"waiting", "2026-09-04", "after the audit", "45d", "2026-02-16", "closed", "price"})
            EXPECT_THAT(text, testing::HasSubstr(known));
    }
}

TEST(Formats, ACardIsReadAgainAsTheSamePerson) {
    const auto contact = nicole();
    const auto card = runtime::vcard_of(contact);
    for (std::size_t begin = 0; begin < card.size();) {
        const auto end = card.find("\r\n", begin);
        ASSERT_NE(end, card.npos);
        EXPECT_LE(end - begin, 75U);
        begin = end + 2;
    }
    const auto people = read_again(address_book::Format::vcard, card);
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].name, contact.name);
    EXPECT_EQ(people[0].tags, contact.tags);
    EXPECT_EQ(people[0].addresses, contact.addresses);
    EXPECT_EQ(people[0].dates, contact.dates);
    EXPECT_EQ(people[0].cadence_days, contact.cadence_days);
    EXPECT_EQ(people[0].last_touch, contact.last_touch);
    EXPECT_EQ(people[0].note, contact.note);
    EXPECT_EQ(people[0].uid, contact.uid);
}

TEST(Formats, APersonOnTheWayToTheDaemonArrivesWhole) {
    address_book::Person person;
    person.line = 7;
    person.uid = "1";
    person.name = "Nicole";
    person.addresses = {{"email", "n@example.org"}};
    person.dates = {{"birthday", 1971, 3, 8}};
    person.tags = {"clients"};
    person.note = "a\nb";
    person.cadence_days = 12;
    person.never = true;
    person.last_touch = Date{std::chrono::days{20'000}};
    person.died = true;
    const auto arrived = conversation::person_from(json::parse(conversation::json_of(person).dump()));
    EXPECT_EQ(arrived.line, person.line);
    EXPECT_EQ(arrived.uid, person.uid);
    EXPECT_EQ(arrived.name, person.name);
    EXPECT_EQ(arrived.addresses, person.addresses);
    EXPECT_EQ(arrived.dates, person.dates);
    EXPECT_EQ(arrived.tags, person.tags);
    EXPECT_EQ(arrived.note, person.note);
    EXPECT_EQ(arrived.cadence_days, person.cadence_days);
    EXPECT_EQ(arrived.never, person.never);
    EXPECT_EQ(arrived.last_touch, person.last_touch);
    EXPECT_EQ(arrived.died, person.died);
}

void fill(Workshop& workshop) {
    workshop.ana();
    for (const auto* text :
         {"add Nicole Ortiz every 10d #clients", "add Sam Lee", "done nicole, the garden", "snooze sam 3d",
          "sam said no, budget", "undo", "deal nicole website relaunch", "plan nicole 4 9", "plan 7 14 #clients"})
        (void)workshop.run("say", {{"text", text}});
}

TEST(Export, RestoredAndExportedAgainHasTheSameBytes) {
    Workshop first;
    fill(first);
    (void)first.run("export", {{"file", first.folder.file("out.jsonl")}});
    const auto text = first.folder.read("out.jsonl");
    EXPECT_GT(text.size(), 500U);

    Workshop second;
    const auto counts = second.run("restore", {{"file", first.folder.file("out.jsonl")}});
    EXPECT_EQ(counts["owners"], 1);
    EXPECT_EQ(counts["contacts"], 2);
    (void)second.run("export", {{"file", second.folder.file("out.jsonl")}});
    EXPECT_EQ(second.folder.read("out.jsonl"), text);
    for (const auto& finding : second.run("doctor")) EXPECT_EQ(finding["ok"], true) << finding;
}

TEST(Export, IsReadableByNobodyElseAndOverwritesNothing) {
    Workshop workshop;
    fill(workshop);
    const auto file = workshop.folder.file("out.jsonl");
    (void)workshop.run("export", {{"file", file}});
    struct stat status {};
    ASSERT_EQ(stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(workshop.refusal("export", {{"file", file}}).second, 1);
}

TEST(Export, OfOneOwnerHoldsNobodyElses) {
    Workshop workshop;
    fill(workshop);
    (void)workshop.run("owner add", {{"name", "ben"}});
    (void)workshop.run("export", {{"owner", "ben"}, {"format", "csv"}, {"file", workshop.folder.file("ben.csv")}});
    EXPECT_EQ(workshop.folder.read("ben.csv"), runtime::csv_header());
}

TEST(Restore, TakesAFileOfAnotherProgram) {
    Workshop workshop;
    const auto file = workshop.folder.write(
        "other.jsonl",
        R"({"type":"owner","id":1,"name":"ana","zone":"Europe/Lisbon"})"
        "\n"
        R"({"type":"contact","owner":1,"id":5,"name":"Nicole","next":"2026-04-01"})"
        "\n"
        R"({"type":"touch","owner":1,"contact":5,"at":"2026-02-01T10:00:00Z","kind":"soft","channel":"call","note":""})"
        "\n");
    EXPECT_EQ(workshop.run("restore", {{"file", file}})["touches"], 1);
    const auto row = workshop.run("contacts")["rows"][0];
    EXPECT_EQ(row["next"], "2026-04-01");
    EXPECT_EQ(row["last_touch"], "2026-02-01");
}

TEST(Restore, NamesTheLineAndWritesNothing) {
    Workshop workshop;
    const auto file = workshop.folder.write(
        "bad.jsonl", "{\"type\":\"owner\",\"id\":1,\"name\":\"ana\"}\n{\"type\":\"contact\",\"owner\":1,\"id\":\n");
    const auto [sentence, exit_code] = workshop.refusal("restore", {{"file", file}});
    EXPECT_THAT(sentence, testing::HasSubstr("bad.jsonl: line 2"));
    EXPECT_EQ(exit_code, 1);
    EXPECT_TRUE(workshop.run("owner list").empty());
    EXPECT_EQ(workshop.refusal("restore", {{"file", workshop.folder.file("none")}}).second, 1);
    EXPECT_EQ(workshop.refusal("restore", {{"file", workshop.folder.file("")}}).second, 1);
}

TEST(Restore, TakesNoOwnerThatCouldNotBeAdded) {
    Workshop workshop;
    const auto refusal = [&](const std::string& more) {
        const auto file =
            workshop.folder.write("bad.jsonl", R"({"type":"owner","id":1,"name":"ana","zone":"Europe/Lisbon"})"
                                               "\n"
                                               R"({"type":"owner","id":2,"name":"ben",)" +
                                                   more + "}\n");
        return workshop.refusal("restore", {{"file", file}}).first;
    };
    EXPECT_THAT(refusal(R"("zone":"Europe/Lisbonn")"),
                testing::HasSubstr("line 2: there is no time zone Europe/Lisbonn; did you mean Europe/Lisbon?"));
    EXPECT_THAT(refusal(R"("zone":"UTC","nudge_at":"22:00")"),
                testing::HasSubstr("line 2: the nudge time 22:00 lies in the quiet hours 21:00-07:30"));
    EXPECT_THAT(refusal(R"("zone":"UTC","weekdays":[])"), testing::HasSubstr("line 2: no weekday is set"));
    EXPECT_THAT(refusal(R"("zone":"UTC","daily_cap":21)"), testing::HasSubstr("line 2: the cap is"));
    EXPECT_TRUE(workshop.run("owner list").empty());
}

TEST(Restore, IsRefusedByAStoreThatIsNotEmpty) {
    Workshop workshop;
    fill(workshop);
    (void)workshop.run("export", {{"file", workshop.folder.file("out.jsonl")}});
    EXPECT_THAT(workshop.refusal("restore", {{"file", workshop.folder.file("out.jsonl")}}).first,
                testing::HasSubstr("not empty"));
}

TEST(Backup, IsAStoreOfItsOwn) {
    Workshop workshop;
    fill(workshop);
    (void)workshop.run("backup", {{"file", workshop.folder.file("copy.db")}});
    auto copy = open_sqlite_store(workshop.folder.file("copy.db"));
    EXPECT_EQ(copy->transact([](Tables& tables) { return tables.contacts.count(1); }), 2U);
}

TEST(Backup, OverwritesNothing) {
    Workshop workshop;
    fill(workshop);
    const auto file = workshop.folder.write("letter.txt", "dear Nicole");
    EXPECT_THAT(workshop.refusal("backup", {{"file", file}}).first, testing::HasSubstr("is there already"));
    EXPECT_EQ(workshop.folder.read("letter.txt"), "dear Nicole");
}

}  // namespace
}  // namespace nudged
