#include "daemon/commands/holidays_file.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>

#include "daemon/commands/address_file.hpp"

namespace nudged::commands {

namespace {

constexpr int years_ahead = 2;

std::string text_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(int{date.year()}) + "-" + two(unsigned{date.month()}) + "-" + two(unsigned{date.day()});
}

std::string helper() {
    std::error_code error;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
    auto beside = own.parent_path() / "nudged-helper";
    if (error || !std::filesystem::exists(beside))
        throw FileError("nudged-helper, which reads calendars, is not beside nudged; install both");
    return beside.string();
}

// What the helper prints about the file, each line with a comma behind it.
std::string output_of(const std::string& program, std::array<std::string, 4> words, const std::string& file) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw FileError(file + ": cannot be read now");
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, file.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::array<char*, 5> argv{words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
    pid_t pid = 0;
    const int failed = posix_spawn(&pid, program.c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    close(pipe[1]);
    std::string printed;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; failed == 0 && (got = read(pipe[0], piece.data(), piece.size())) > 0;)
        printed.append(piece.data(), static_cast<std::size_t>(got));
    close(pipe[0]);
    int status = -1;
    if (failed != 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw FileError(file + ": this is no calendar file (.ics) that can be read here");
    return printed;
}

}  // namespace

std::string holidays_of(const std::string& file) {
    if (file == "none") return file;
    if (!std::filesystem::exists(file)) throw FileError(file + ": there is no such file");
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    auto days = output_of(
        helper(), {"nudged-helper", "holidays", text_of(today), text_of(today + std::chrono::days{365 * years_ahead})},
        file);
    for (char& c : days)
        if (c == '\n') c = ',';
    if (days.empty()) throw FileError(file + ": no whole day in it lies in the next two years");
    days.pop_back();
    return days;
}

}  // namespace nudged::commands
