// The composition root: the only place that knows which store stands behind a URL, and what the daemon is.
#include <fcntl.h>
#include <unistd.h>

#include "daemon/commands/command_line.hpp"
#include "daemon/runtime/daemon.hpp"

namespace {

std::unique_ptr<nudged::Store> open_store(const nudged::runtime::StoreUrl& url) {
    if (url.kind != nudged::runtime::StoreUrl::Kind::sqlite)
        throw nudged::StoreError("this program was built for SQLite stores; give one as sqlite:PATH");
    return nudged::open_sqlite_store(url.location);
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
        return nudged::runtime::run_daemon(open_store(config.store), config, clock);
    };
    const nudged::commands::Program program{NUDGED_VERSION, open_store, run_daemon};
    return nudged::commands::run(program, argc, argv);
}
