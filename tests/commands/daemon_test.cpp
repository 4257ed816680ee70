// The daemon as a process: what signals do to it, and a store that fails under it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "daemon/runtime/control.hpp"
#include "tests/commands/workshop.hpp"
#include "tests/web/raw_client.hpp"

namespace nudged {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using runtime::ControlClient;
using testing::HasSubstr;
using testing::StartsWith;
using Steady = std::chrono::steady_clock;

class Daemon : public testing::Test {
protected:
    Daemon() {
        signal(SIGXFSZ, SIG_IGN);  // the daemon inherits it: a file that may not grow is then an error like a full disk
        start();
    }
    ~Daemon() override {
        if (pid_ > 0) kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
    }

    void start() {
        int out[2];
        ASSERT_EQ(pipe2(out, O_CLOEXEC), 0);
        std::vector<std::string> words{NUDGED_BINARY, "--data", folder_.file("data"), "run", "--listen", "127.0.0.1:0"};
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        std::string home = "HOME=" + folder_.file("home"), zone = "TZ=UTC";
        std::vector<char*> envp{home.data(), zone.data(), nullptr};
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, folder_.file("log").c_str(),
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ASSERT_EQ(posix_spawn(&pid_, NUDGED_BINARY, &files, nullptr, argv.data(), envp.data()), 0);
        posix_spawn_file_actions_destroy(&files);
        close(out[1]);
        std::string said;
        for (char c = 0; said.find("ready\n") == said.npos && read(out[0], &c, 1) == 1;) said += c;
        close(out[0]);
        const auto port = said.find("127.0.0.1:");
        ASSERT_NE(port, said.npos) << folder_.read("log");
        port_ = static_cast<std::uint16_t>(std::stoi(said.substr(port + 10)));
    }
    // The exit code, once it has ended; -1 when it does not. Meanwhile `again` is done now and then.
    int end(const std::function<void()>& again = [] {}) {
        for (const auto until = Steady::now() + 20s; Steady::now() < until; std::this_thread::sleep_for(10ms)) {
            int status = 0;
            if (waitpid(pid_, &status, WNOHANG) == pid_) {
                pid_ = 0;
                return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
            }
            again();
        }
        return -1;
    }
    std::string get(const std::string& path) {
        test::RawClient client(port_);
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return client.receive_answer();
    }
    std::unique_ptr<ControlClient> control() { return ControlClient::connect(folder_.file("data/nudged.db.control")); }

    test::Folder folder_;
    pid_t pid_ = 0;
    std::uint16_t port_ = 0;
};

TEST_F(Daemon, EndsAtOnceAtTheSecondSignal) {
    // What is to be restored never comes, so that the stop waits.
    const auto pipe = folder_.file("pipe");
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    std::thread restoring([&] { EXPECT_THROW((void)control()->run("restore", {{"file", pipe}}), std::exception); });
    int opened = -1;  // as soon as it is being read
    while ((opened = open(pipe.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC)) < 0) std::this_thread::yield();
    EXPECT_EQ(end([&] { kill(pid_, SIGTERM); }), 1);
    restoring.join();
    close(opened);
}

TEST_F(Daemon, EndsWithAnErrorWhenItsStoreIsMovedAway) {
    (void)control()->run("say", {{"text", "add Mum"}});
    std::filesystem::rename(folder_.file("data/nudged.db"), folder_.file("data/moved.db"));
    try {
        (void)control()->run("say", {{"text", "add Sam"}});
        ADD_FAILURE() << "it was written somewhere";
    } catch (const test::OperationError& error) {
        EXPECT_THAT(error.what(), HasSubstr("nudged.db was removed or replaced"));
    }
    EXPECT_EQ(end(), 1);
    const auto log = folder_.read("log");
    EXPECT_THAT(log, HasSubstr("put it back, then start nudged again. Nudged ends"));
    EXPECT_EQ(log.find("Nudged ends"), log.rfind("Nudged ends")) << "said once";
    std::filesystem::rename(folder_.file("data/moved.db"), folder_.file("data/nudged.db"));
    start();
    EXPECT_EQ(control()->run("contacts", json::object())["rows"].size(), 1U) << "nothing of it was lost";
}

TEST_F(Daemon, StartsOnceACommandThatHoldsTheStoreIsOver) {
    kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
    auto command = open_sqlite_store(folder_.file("data/nudged.db"));
    std::atomic<bool> started = false;
    std::thread ending([&] {
        while (!started && folder_.read("log").find("waiting for") == std::string::npos) std::this_thread::yield();
        command.reset();
    });
    start();
    started = true;
    ending.join();
    EXPECT_THAT(get("/readyz"), StartsWith("HTTP/1.1 200"));
}

TEST_F(Daemon, CountsForAMonitorWithoutNamingAnybody) {
    (void)control()->run("say", {{"text", "add Mum"}});
    const auto text = get("/metrics");
    EXPECT_THAT(text, StartsWith("HTTP/1.1 200"));
    for (const auto* wanted :
         {"text/plain; version=0.0.4", "# TYPE nudged_outbox_messages gauge",
          "nudged_outbox_messages{state=\"dropped\"} 0", "nudged_owners 1", "nudged_build_info{version="})
        EXPECT_THAT(text, HasSubstr(wanted));
    EXPECT_EQ(text.find("Mum"), text.npos);
}

TEST_F(Daemon, IsReadyOnlyWhileItCanWrite) {
    EXPECT_THAT(get("/readyz"), StartsWith("HTTP/1.1 200"));
    rlimit before{};
    prlimit(pid_, RLIMIT_FSIZE, nullptr, &before);
    const rlimit none{0, before.rlim_max};
    prlimit(pid_, RLIMIT_FSIZE, &none, nullptr);
    EXPECT_THAT(get("/readyz"), StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(get("/healthz"), StartsWith("HTTP/1.1 200"));
    prlimit(pid_, RLIMIT_FSIZE, &before, nullptr);
    EXPECT_THAT(get("/readyz"), StartsWith("HTTP/1.1 200")) << "and goes on alone when there is room again";
    kill(pid_, SIGTERM);
    EXPECT_EQ(end(), 0);
}

}  // namespace
}  // namespace nudged
