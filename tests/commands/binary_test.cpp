// The program itself, as a person runs it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/runtime/control.hpp"
#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using test::Workshop;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Ended {
    int exit_code = -1;
    std::string out;
    std::string err;
};

class Binary : public testing::Test {
protected:
    // In a folder of its own, with an environment that holds nothing else.
    Ended nudged(std::vector<std::string> arguments, const std::string& input = {}) {
        folder.write("in", input);
        arguments.insert(arguments.begin(), NUDGED_BINARY);
        std::vector<char*> argv;
        for (auto& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        std::vector<std::string> variables{"HOME=" + folder.file("home"), "NUDGED_DATA=" + folder.file("data"),
                                           "TZ=UTC"};
        variables.insert(variables.end(), environment.begin(), environment.end());
        std::vector<char*> envp;
        for (auto& variable : variables) envp.push_back(variable.data());
        envp.push_back(nullptr);

        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, folder.file("in").c_str(), O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, folder.file("out").c_str(),
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, folder.file("err").c_str(),
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600);
        pid_t pid = 0;
        int status = -1;
        if (posix_spawn(&pid, NUDGED_BINARY, &files, nullptr, argv.data(), envp.data()) == 0) waitpid(pid, &status, 0);
        posix_spawn_file_actions_destroy(&files);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder.read("out"), folder.read("err")};
    }
    json nudged_json(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const auto ended = nudged(std::move(arguments));
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        return json::parse(ended.out, nullptr, false);
    }

    test::Folder folder;
    std::vector<std::string> environment;
};

constexpr const char* at = "2026-03-04T09:00:00Z";

TEST_F(Binary, SaysItsVersionAndWhatCanBeTyped) {
    EXPECT_EQ(nudged({"version"}).out.rfind("nudged ", 0), 0U);
    EXPECT_THAT(nudged({"help"}).out, HasSubstr("import"));
    EXPECT_THAT(nudged({"help", "import"}).out, HasSubstr("--dry-run"));
    EXPECT_EQ(nudged({"--help"}).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(folder.file("data")));
}

TEST_F(Binary, RefusesWrongUsageWithOneLine) {
    for (const auto& wrong : std::vector<std::vector<std::string>>{{},
                                                                   {"dance"},
                                                                   {"say"},
                                                                   {"today", "--dance"},
                                                                   {"export", "--format", "xml"},
                                                                   {"owner"},
                                                                   {"help", "dance"}}) {
        const auto ended = nudged(wrong);
        EXPECT_EQ(ended.exit_code, 2);
        EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
        EXPECT_THAT(ended.out, IsEmpty());
    }
}

TEST_F(Binary, NamesTheCommandThatWasMeant) {
    const auto near = nudged({"--data", folder.file("data"), "expotr"});
    EXPECT_EQ(near.err, "nudged: there is no command expotr; did you mean export? see nudged --help for all\n");
    EXPECT_EQ(near.exit_code, 2);
    EXPECT_EQ(nudged({"nosuch"}).err, "nudged: there is no command nosuch; see nudged --help for all\n");
}

TEST_F(Binary, TellsAllThatIsWrongWithTheConfig) {
    const auto config = folder.write("nudged.toml", "[defaults]\ncadense = \"30d\"\ndaily_cap = 0\n");
    const auto ended = nudged({"--config", config, "today"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("nudged.toml:2"));
    EXPECT_THAT(ended.err, HasSubstr("nudged.toml:3"));
    environment = {"NUDGED_DEFAULTS_PATIENCE=none"};
    EXPECT_EQ(nudged({"today"}).exit_code, 2);
}

TEST_F(Binary, TalksOnAStoreOfItsOwn) {
    EXPECT_EQ(nudged({"say", "add Nicole Ortiz"}).exit_code, 0);
    const auto said = nudged_json({"say", "done", "nicole"});
    EXPECT_EQ(said.size(), 3U);
    EXPECT_THAT(said["answer"].get<std::string>(), HasSubstr("Nicole"));
    EXPECT_EQ(nudged_json({"contacts"})[0]["name"], "Nicole Ortiz");
    EXPECT_EQ(nudged_json({"journal", "--limit", "1"}).size(), 1U);
    EXPECT_EQ(nudged_json({"outbox"}), json::array());
    EXPECT_EQ(nudged_json({"owner", "list"})[0]["name"], "me");
    EXPECT_EQ(nudged_json({"today"})["owner"], "me");
    EXPECT_EQ(nudged({"doctor"}).exit_code, 0);
}

TEST_F(Binary, ShowsAQuestionWithItsChoices) {
    nudged({"say", "add Sam Lee"});
    nudged({"say", "add Sam Okafor"});
    const auto asked = nudged({"say", "done sam"});
    EXPECT_THAT(asked.out, HasSubstr("[ 1 Sam Lee ]"));
}

TEST_F(Binary, TakesAnInstantWhenNoDaemonRuns) {
    EXPECT_EQ(nudged({"say", "--at", at, "add Nicole"}).exit_code, 0);
    EXPECT_EQ(nudged_json({"journal"})[0]["at"], at);
    EXPECT_EQ(nudged_json({"today", "--at", "2026-03-05T09:00:00Z"})["items"].size(), 1U);
    EXPECT_EQ(nudged({"today", "--at", "soon"}).exit_code, 2);
}

TEST_F(Binary, ImportsTwiceAndChangesNothing) {
    const auto file = folder.write("people.csv", "Name,Email,Every\nNicole,n@example.org,10d\nSam,s@example.org,\n");
    const auto first = nudged_json({"import", file, "--at", at});
    EXPECT_EQ(first["added"], 2);
    EXPECT_EQ(first["rows"][0]["what"], "added");
    EXPECT_EQ(first["rows"][0]["file"], file);
    const auto before = nudged({"export"}).out;
    EXPECT_EQ(nudged_json({"import", file, "--at", at})["unchanged"], 2);
    EXPECT_EQ(nudged({"export"}).out, before);
}

TEST_F(Binary, ImportsOnlyInThoughtWithDryRun) {
    const auto file = folder.write("people.csv", "Name\nNicole\nNicole\n");
    EXPECT_EQ(nudged_json({"import", "--dry-run", file})["added"], 1);
    EXPECT_EQ(nudged_json({"contacts"}), json::array());
}

TEST_F(Binary, ImportsWhatCanBeReadAndNamesTheRest) {
    const auto good = folder.write("good.csv", "Name\nNicole\n");
    const auto noise = folder.write("noise.bin", std::string("\x7f"
                                                             "ELF\x02\x01\x00\x00\xff\xfe\x00\x00\x10",
                                                             13) +
                                                     std::string(500, '\0'));
    const auto ended =
        nudged({"import", good, noise, folder.file(""), folder.file("missing.csv"), folder.write("empty.vcf", "")});
    EXPECT_EQ(ended.exit_code, 1);
    for (const auto* part : {"noise.bin: ", "this is a folder", "no such file", "empty.vcf: "})
        EXPECT_THAT(ended.err, HasSubstr(part));
    EXPECT_EQ(nudged_json({"contacts"}).size(), 1U);
}

TEST_F(Binary, ImportsACutCardFileUpToTheCut) {
    const auto file = folder.write(
        "cut.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nicole\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sa");
    const auto ended = nudged({"import", file});
    EXPECT_EQ(nudged_json({"contacts"}).size(), 1U);
    EXPECT_THAT(ended.out, HasSubstr("cut.vcf:5: "));
}

TEST_F(Binary, RefusesACadenceThatIsNone) {
    const auto file = folder.write("people.csv", "Name\nNicole\n");
    EXPECT_EQ(nudged({"import", file, "--cadence", "often"}).exit_code, 2);
    EXPECT_EQ(nudged_json({"import", file, "--cadence", "never"})["added"], 1);
    EXPECT_EQ(nudged_json({"contacts"})[0]["state"], "book");
}

TEST_F(Binary, ExportsRestoresAndExportsTheSameBytes) {
    for (const auto* text :
         {"add Nicole Ortiz every 10d", "add Sam", "done nicole, the garden", "snooze sam 3d", "undo"})
        nudged({"say", text});
    const auto exported = nudged({"export"});
    EXPECT_EQ(exported.exit_code, 0);
    const auto file = folder.write("all.jsonl", exported.out);
    const auto other = "sqlite:" + folder.file("other.db");
    const auto restored = nudged({"--store", other, "restore", file});
    EXPECT_EQ(restored.exit_code, 0) << restored.err;
    EXPECT_EQ(nudged({"export", "--store", other}).out, exported.out);
    EXPECT_EQ(nudged({"restore", file}).exit_code, 1);
    for (const auto& entry : std::filesystem::directory_iterator(folder.file("data")))
        EXPECT_THAT(entry.path().string(), testing::Not(HasSubstr("export")));
}

TEST_F(Binary, MakesNoStoreOnlyToLookAtIt) {
    const auto mistyped = "sqlite:" + folder.file("nosuch/nugded.db");
    for (const auto* looks : {"contacts", "journal", "outbox", "export"}) {
        const auto ended = nudged({"--store", mistyped, looks});
        EXPECT_EQ(ended.exit_code, 1);
        EXPECT_THAT(ended.err, HasSubstr("there is no store at"));
    }
    EXPECT_FALSE(std::filesystem::exists(folder.file("nosuch")));
}

TEST_F(Binary, TakesOnlyUtf8AsWords) {
    const auto ended = nudged({"say", "add Jos\xe9"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("not UTF-8"));
    EXPECT_THAT(nudged({"contacts"}).out, Not(HasSubstr("Jos")));
}

TEST_F(Binary, EndsWithTwoWhenASecretCannotBeUsed) {
    const auto token = folder.write("token", "no token at all");
    chmod(token.c_str(), 0600);
    const auto config =
        folder.write("nudged.toml", "[telegram]\ntoken_file = \"" + token + "\"\n[http]\nlisten = \"127.0.0.1:0\"\n");
    EXPECT_EQ(nudged({"--config", config, "run"}).exit_code, 2) << "it has no colon";
    folder.write("token", "123456:AAH-abcdefghijklmnopqrstuvwxyz012345");
    chmod(token.c_str(), 0604);
    EXPECT_EQ(nudged({"--config", config, "run"}).exit_code, 2) << "others can read it";
}

TEST_F(Binary, BacksUp) {
    nudged({"say", "add Nicole"});
    EXPECT_EQ(nudged({"backup", folder.file("copy.db")}).exit_code, 0);
    EXPECT_EQ(nudged({"--store", "sqlite:" + folder.file("copy.db"), "contacts", "--json"}).out,
              nudged({"contacts", "--json"}).out);
}

TEST_F(Binary, EndsWithThreeWhenTheStoreIsHeldAndNobodyAnswers) {
    const auto held = open_sqlite_store(folder.file("held.db"));
    const auto ended = nudged({"--store", "sqlite:" + folder.file("held.db"), "contacts"});
    EXPECT_EQ(ended.exit_code, 3);
    EXPECT_THAT(ended.err, HasSubstr("held.db"));
    EXPECT_EQ(nudged({"--store", "sqlite:" + folder.file("held.db"), "doctor"}).exit_code, 3);
}

TEST_F(Binary, AsksTheDaemonThatHoldsTheStore) {
    Workshop workshop;
    workshop.ana();
    const runtime::ControlServer server(*workshop.operations, runtime::control_path(workshop.config));
    const auto store = "sqlite:" + workshop.config.store.location;
    EXPECT_EQ(nudged({"--store", store, "say", "add Nicole"}).exit_code, 0);
    EXPECT_EQ(workshop.run("contacts")["rows"].size(), 1U);
    EXPECT_EQ(nudged({"--store", store, "say", "--at", at, "done nicole"}).exit_code, 2);
    EXPECT_THAT(nudged({"--store", store, "export", "--format", "csv"}).out, HasSubstr("Nicole"));
    const auto file = folder.write("people.csv", "Name\nSam\n");
    EXPECT_EQ(nudged({"--store", store, "import", file}).exit_code, 0);
    EXPECT_EQ(workshop.run("contacts")["rows"].size(), 2U);
    EXPECT_THAT(nudged({"--store", store, "doctor"}).out, HasSubstr("daemon: runs"));
}

TEST_F(Binary, RefusesWhatIsNoStore) {
    const auto text = folder.write("notes.db", "these are my notes\n" + std::string(4'000, 'x'));
    const auto ended = nudged({"--store", "sqlite:" + text, "contacts"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("notes.db"));
    EXPECT_EQ(folder.read("notes.db").substr(0, 18), "these are my notes");
    EXPECT_EQ(nudged({"--store", "sqlite:" + folder.file(""), "contacts"}).exit_code, 1);
    EXPECT_EQ(nudged({"--store", "mysql://here", "contacts"}).exit_code, 2);
}

TEST_F(Binary, EndsWithFourForAStoreOfANewerProgram) {
    nudged({"say", "add Nicole"});
    const auto path = folder.file("data") + "/nudged.db";
    auto bytes = folder.read("data/nudged.db");
    bytes.replace(60, 4, std::string("\0\0\x27\x0f", 4));  // SQLite's user_version: 9999
    std::ofstream(path, std::ios::binary) << bytes;
    const auto ended = nudged({"contacts"});
    EXPECT_EQ(ended.exit_code, 4) << ended.err;
    EXPECT_EQ(nudged({"doctor"}).exit_code, 4);
    EXPECT_EQ(folder.read("data/nudged.db"), bytes);
}

TEST_F(Binary, NamesADamagedStore) {
    nudged({"say", "add Nicole"});
    auto bytes = folder.read("data/nudged.db");
    for (std::size_t at_byte = 4'096; at_byte < bytes.size(); ++at_byte) bytes[at_byte] = 'x';
    std::ofstream(folder.file("data") + "/nudged.db", std::ios::binary) << bytes;
    const auto ended = nudged({"contacts"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("nudged.db"));
    const auto examined = nudged({"doctor"});
    EXPECT_EQ(examined.exit_code, 1);
    EXPECT_THAT(examined.out, HasSubstr("WRONG  store"));
}

TEST_F(Binary, NamesAStoreThatCannotBeWritten) {
    if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    nudged({"say", "add Nicole"});
    chmod((folder.file("data") + "/nudged.db").c_str(), 0400);
    const auto ended = nudged({"say", "done nicole"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("nudged.db"));
}

TEST_F(Binary, ExplainsWithoutAStore) {
    const auto lines =
        std::string(
            R"({"text":"snooze nicole 3d","now":"2026-03-04T08:30:00Z","zone":"UTC","people":["Nicole Ortiz"]})") +
        "\nnonsense\n";
    const auto ended = nudged({"explain", "--jsonl"}, lines);
    EXPECT_EQ(ended.exit_code, 1) << "the second line is no JSON";
    ASSERT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 2);
    const auto first = json::parse(ended.out.substr(0, ended.out.find('\n')));
    EXPECT_EQ(first["commands"][0]["intent"], "snooze");
    EXPECT_EQ(first["commands"][0]["until"], "2026-03-07");
    EXPECT_EQ(nudged({"explain", "pause 2 weeks"}).exit_code, 0);
    EXPECT_EQ(nudged({"explain", "--jsonl"}, lines.substr(0, lines.find('\n'))).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(folder.file("data")));
    nudged({"say", "add Nicole Ortiz"});
    EXPECT_THAT(nudged({"explain", "snooze nic 3d"}).out, HasSubstr("Nicole Ortiz"));
}

TEST_F(Binary, NamesTheOwnersWhenThereAreSeveral) {
    EXPECT_EQ(nudged({"owner", "add", "ana", "--zone", "Europe/Lisbon"}).exit_code, 0);
    EXPECT_EQ(nudged({"owner", "add", "ben", "--zone", "Europe/Lisbonn"}).exit_code, 2);
    EXPECT_EQ(nudged({"owner", "add", "ben", "--nudge-at", "22:00"}).exit_code, 2);
    EXPECT_EQ(nudged({"owner", "add", "ben"}).exit_code, 0);
    EXPECT_EQ(nudged({"owner", "set", "ben", "--cap", "5"}).exit_code, 0);
    const auto ended = nudged({"today"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("ana and ben"));
    EXPECT_EQ(nudged({"today", "--owner", "ben"}).exit_code, 0);
}

TEST_F(Binary, TakesHolidaysFromACalendarFile) {
    EXPECT_EQ(nudged({"owner", "add", "ana", "--zone", "Europe/Lisbon"}).exit_code, 0);
    const auto calendar = folder.write("holidays.ics",
                                       "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                                       "DTSTART;VALUE=DATE:20201225\r\nDTEND;VALUE=DATE:20201227\r\n"
                                       "RRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    EXPECT_THAT(nudged({"owner", "set", "ana", "--holidays", calendar}).out, HasSubstr("4 holidays from 20"));
    const auto owner = nudged_json({"owner", "list"})[0];
    ASSERT_EQ(owner["holidays"].size(), 4U) << "two days a year";
    EXPECT_THAT(owner["holidays"][0].get<std::string>(), testing::EndsWith("-12-25"));
    const auto refused = nudged({"owner", "set", "ana", "--holidays", folder.write("note.txt", "Christmas")});
    EXPECT_NE(refused.exit_code, 0);
    EXPECT_THAT(refused.err, HasSubstr("no calendar file"));
    EXPECT_EQ(nudged({"owner", "set", "ana", "--holidays", "none"}).exit_code, 0);
    EXPECT_TRUE(nudged_json({"owner", "list"})[0]["holidays"].empty());
}

TEST_F(Binary, DoctorNamesATokenThatIsNone) {
    const auto token = folder.write("token", "AAE-not-a-token\n");
    chmod(token.c_str(), 0600);
    const auto config = folder.write("nudged.toml", "[telegram]\ntoken_file = \"" + token + "\"\n");
    const auto ended = nudged({"--config", config, "doctor"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.out, HasSubstr("WRONG  telegram"));
    EXPECT_THAT(ended.out, testing::Not(HasSubstr("AAE-not")));
}

TEST_F(Binary, PrintsACodeForThePage) {
    const auto ended = nudged({"pair", "webchat"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.out, HasSubstr("/?code="));
    EXPECT_EQ(nudged({"pair", "pigeon"}).exit_code, 2);
}

TEST_F(Binary, SaysWhenItsOutputGoesNowhere) {
    nudged({"say", "add Nicole"});
    EXPECT_EQ(std::system((std::string("NUDGED_DATA='") + folder.file("data") + "' HOME=/ '" + NUDGED_BINARY +
                           "' contacts >/dev/full 2>/dev/null")
                              .c_str()) >>
                  8,
              1);
}

}  // namespace
}  // namespace nudged
