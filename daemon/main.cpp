// The composition root: the only place that knows which store stands behind a URL, and what the daemon is.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <thread>
#include <utility>

#include "daemon/commands/command_line.hpp"
#include "daemon/runtime/control.hpp"
#include "daemon/runtime/daemon.hpp"
#include "daemon/runtime/operations.hpp"

namespace {

std::unique_ptr<nudged::Store> open_store(const nudged::runtime::StoreUrl& url) {
    if (url.kind != nudged::runtime::StoreUrl::Kind::sqlite)
        throw nudged::StoreError("this program was built for SQLite stores; give one as sqlite:PATH");
    return nudged::open_sqlite_store(url.location);
}

// A command that holds the store is over by itself, another daemon is not.
std::unique_ptr<nudged::Store> open_for_daemon(const nudged::runtime::Config& config) {
    using namespace std::chrono_literals;
    constexpr auto longest_wait = 30s;  // an import of 100,000 people takes 10 s
    constexpr auto between_tries = 50ms;
    const auto give_up = std::chrono::steady_clock::now() + longest_wait;
    for (bool is_told = false;; std::this_thread::sleep_for(between_tries)) {
        try {
            return open_store(config.store);
        } catch (const nudged::StoreBusy& error) {
            const bool by_a_daemon =
                nudged::runtime::ControlClient::connect(nudged::runtime::control_path(config)) != nullptr;
            if (by_a_daemon || std::chrono::steady_clock::now() >= give_up) throw;
            if (!std::exchange(is_told, true)) std::cerr << "nudged: " << error.what() << "; waiting for 30 s\n";
        }
    }
}

// A standard stream that was closed would hand its number to the next file opened, and what is printed would end up in
// it.
void open_missing_streams() {
    for (int fd = 0; (fd = open("/dev/null", O_RDWR)) >= 0;) {
        if (fd <= STDERR_FILENO) continue;
        close(fd);
        return;
    }
}

}  // namespace

int main(int argc, char** argv) {
    open_missing_streams();
    const auto run_daemon = [](const nudged::runtime::Config& config, const auto& clock) {
        return nudged::runtime::run_daemon(open_for_daemon(config), config, clock);
    };
    const nudged::commands::Program program{NUDGED_VERSION, open_store, run_daemon};
    return nudged::commands::run(program, argc, argv);
}
