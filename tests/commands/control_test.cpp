#include "daemon/runtime/control.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <map>
#include <thread>

#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using runtime::ControlClient;
using runtime::ControlServer;
using test::OperationError;
using test::Workshop;

struct Served : Workshop {
    std::string socket = runtime::control_path(config);
    std::unique_ptr<ControlServer> server = std::make_unique<ControlServer>(*operations, socket);
    std::unique_ptr<ControlClient> client = ControlClient::connect(socket);
};

TEST(Control, DoesWhatTheOperationDoes) {
    Served served;
    served.ana();
    ASSERT_NE(served.client, nullptr);
    EXPECT_EQ(served.client->run("say", {{"text", "add Zoë Quinn"}})["asked"], false);
    EXPECT_EQ(served.client->run("contacts", json::object()), served.run("contacts"));
    EXPECT_EQ(served.client->run("contacts", json::object())["rows"][0]["name"], "Zoë Quinn");
}

TEST(Control, PassesTheSentenceAndTheExitCodeOn) {
    Served served;
    try {
        (void)served.client->run("owner add", {{"name", "ana"}, {"zone", "Nowhere"}});
        FAIL();
    } catch (const OperationError& error) {
        EXPECT_EQ(error.exit_code(), 2);
        EXPECT_THAT(error.what(), testing::HasSubstr("no time zone Nowhere"));
    }
    try {
        (void)served.client->run("make coffee", json::object());
        FAIL();
    } catch (const OperationError& error) {
        EXPECT_EQ(error.exit_code(), 1);
        EXPECT_THAT(error.what(), testing::HasSubstr("make coffee"));
    }
}

TEST(Control, LetsNobodyMoveTheDaemonsClock) {
    Served served;
    served.ana();
    const json at{{"at", "2026-03-09T08:30:00Z"}, {"text", "today"}};
    for (const auto* operation : {"say", "contacts", "import begin"}) {
        try {
            (void)served.client->run(operation, at);
            ADD_FAILURE() << operation;
        } catch (const OperationError& error) {
            EXPECT_EQ(error.exit_code(), 2);
        }
    }
    EXPECT_EQ(served.client->run("today", at)["list"]["date"], "2026-03-09");
}

TEST(Control, TellsTheDaemonThatSomethingWasWritten) {
    std::atomic<int> changes = 0;
    runtime::OperationPorts ports;
    ports.changed = [&] { ++changes; };
    Workshop workshop(ports);
    workshop.ana();
    ControlServer server(*workshop.operations, runtime::control_path(workshop.config));
    const auto before = changes.load();
    const auto client = ControlClient::connect(runtime::control_path(workshop.config));
    (void)client->run("contacts", json::object());
    EXPECT_EQ(changes, before);
    (void)client->run("say", {{"text", "add Nicole"}});
    EXPECT_EQ(changes, before + 1);
}

TEST(Control, ReadsNothingThatIsNestedTooDeeply) {
    Served served;
    json deep = 1;
    for (int i = 0; i < 40; ++i) deep = json::array({std::move(deep)});
    try {
        (void)served.client->run("import rows", {{"rows", deep}});
        FAIL();
    } catch (const OperationError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("nested too deeply"));
    }
    EXPECT_TRUE(served.client->run("owner list", json::object()).is_array());
}

TEST(Control, BreaksOffWhatNobodyWaitsForAnyMore) {
    Workshop workshop;
    workshop.ana();
    const auto unwanted = [] { return false; };
    const auto id = workshop.run("import begin");
    for (const auto& [operation, arguments] :
         std::map<std::string, json>{{"import rows", {{"import", id}, {"rows", {{{"line", 2}, {"name", "Mum"}}}}}},
                                     {"export", {{"file", workshop.folder.file("export")}}},
                                     {"doctor", json::object()}}) {
        EXPECT_THROW((void)workshop.operations->run(operation, arguments, unwanted), OperationError) << operation;
    }
    EXPECT_TRUE(workshop.run("contacts")["rows"].empty());
}

TEST(Control, IsForThisUserAlone) {
    Served served;
    struct stat status {};
    ASSERT_EQ(stat(served.socket.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(Control, IsNotThereBeforeAndAfter) {
    Workshop workshop;
    const auto socket = runtime::control_path(workshop.config);
    EXPECT_EQ(ControlClient::connect(socket), nullptr);
    { const ControlServer server(*workshop.operations, socket); }
    EXPECT_EQ(ControlClient::connect(socket), nullptr);
    EXPECT_EQ(ControlClient::connect(std::string(300, 'x')), nullptr);
}

TEST(Control, ServesSeveralCommandsAtOnce) {
    Served served;
    served.ana();
    std::vector<std::thread> commands;
    for (int i = 0; i < 6; ++i)
        commands.emplace_back([&, i] {
            (void)ControlClient::connect(served.socket)
                ->run("say", {{"text", "add Person " + std::string(1, static_cast<char>('A' + i))}});
        });
    for (auto& command : commands) command.join();
    EXPECT_EQ(served.run("contacts")["rows"].size(), 6U);
}

}  // namespace
}  // namespace nudged
