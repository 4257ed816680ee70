#include "daemon/commands/holidays_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "daemon/commands/address_file.hpp"
#include "daemon/runtime/helper_program.hpp"

namespace nudged::commands {

namespace {

constexpr int years_ahead = 2;

std::string text_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(int{date.year()}) + "-" + two(unsigned{date.month()}) + "-" + two(unsigned{date.day()});
}

}  // namespace

std::string holidays_of(const std::string& file) {
    if (file == "none") return file;
    if (!std::filesystem::exists(file)) throw FileError(file + ": there is no such file");
    const auto helper = runtime::helper_program();
    if (!helper) throw FileError("nudged-helper, which reads calendars, is not beside nudged; install both");
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const int input = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    auto read =
        input < 0
            ? std::nullopt
            : runtime::output_of(
                  *helper, {"holidays", text_of(today), text_of(today + std::chrono::days{365 * years_ahead})}, input);
    if (input >= 0) close(input);
    if (!read) throw FileError(file + ": this is no calendar file (.ics) that can be read here");
    auto days = std::move(*read);
    for (char& c : days)
        if (c == '\n') c = ',';
    if (days.empty()) throw FileError(file + ": no whole day in it lies in the next two years");
    days.pop_back();
    return days;
}

}  // namespace nudged::commands
