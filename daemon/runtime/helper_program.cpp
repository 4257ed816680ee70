#include "daemon/runtime/helper_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <spdlog/spdlog.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "connectors/message_json.hpp"

namespace nudged::runtime {

namespace {

constexpr std::size_t longest_output = 4 << 20;

class File {
public:
    explicit File(int number) : number_(number) {}
    ~File() { shut(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    void shut() {
        if (number_ >= 0) close(number_);
        number_ = -1;
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

// The process, or 0. It gets none of our files, and nothing of our environment.
pid_t started(const std::filesystem::path& helper, std::vector<std::string>& words, int input, int output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    std::string name = "nudged-helper", language = "LANG=C.UTF-8";
    std::vector<char*> argv{name.data()};
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::array<char*, 2> environment{language.data(), nullptr};
    pid_t pid = 0;
    if (posix_spawn(&pid, helper.c_str(), &files, nullptr, argv.data(), environment.data()) != 0) pid = 0;
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

// Until it has ended its output. False when that was cut short.
bool read_all(int from, std::chrono::milliseconds may_take, std::string& printed) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + may_take;
    std::array<char, 16'384> piece{};
    while (printed.size() < longest_output) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd readable{from, POLLIN, 0};
        if (left <= 0 || poll(&readable, 1, static_cast<int>(left)) <= 0) return false;
        const auto got = read(from, piece.data(), piece.size());
        if (got <= 0) return got == 0;
        printed.append(piece.data(), static_cast<std::size_t>(got));
    }
    return false;
}

}  // namespace

std::optional<std::filesystem::path> helper_program() {
    std::error_code error;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
    auto beside = own.parent_path() / "nudged-helper";
    if (error || !std::filesystem::exists(beside, error)) return std::nullopt;
    return beside;
}

std::optional<std::string> output_of(const std::filesystem::path& helper, std::vector<std::string> words, int input,
                                     std::chrono::milliseconds may_take) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) return std::nullopt;
    const File reads(pipe[0]);
    File writes(pipe[1]);
    const auto pid = started(helper, words, input, writes.number());
    writes.shut();
    if (pid == 0) return std::nullopt;
    std::string printed;
    const bool whole = read_all(reads.number(), may_take, printed);
    if (!whole) kill(pid, SIGKILL);
    int status = -1;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return whole && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::optional(std::move(printed)) : std::nullopt;
}

std::string drawn(const Picture& picture) {
    const auto helper = helper_program();
    if (!helper) {
        spdlog::warn("nudged-helper, which draws pictures, is not beside nudged; install both. Words are sent instead");
        return {};
    }
    const auto json = to_json(picture);
    const File input(memfd_create("picture", MFD_CLOEXEC));
    const bool written =
        input.number() >= 0 && pwrite(input.number(), json.data(), json.size(), 0) == static_cast<ssize_t>(json.size());
    auto png = written ? output_of(*helper, {"picture"}, input.number()) : std::nullopt;
    if (!png)
        spdlog::warn(
            "a picture cannot be drawn; words are sent instead. With names in Chinese, Japanese or Korean it needs "
            "their letters: install fonts-noto-cjk");
    return std::move(png).value_or("");
}

}  // namespace nudged::runtime
