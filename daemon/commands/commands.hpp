// The commands, one file each. Each prints its result and returns the exit code; what went wrong is thrown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/commands/session.hpp"

namespace nudged::commands {

using Maybe = std::optional<std::string>;

struct OwnerOptions {
    std::string name;
    Maybe zone, nudge_at, weekdays, quiet, holidays, language;
    std::optional<int> cap;
};
int owner_add(Session&, const OwnerOptions&);
int owner_set(Session&, const OwnerOptions&);
int owner_list(Session&, bool json);

struct ImportOptions {
    std::vector<std::string> files;
    Maybe owner, format, cadence, at;
    bool dry_run = false;
    bool json = false;
};
int import_files(Session&, const ImportOptions&);

struct ViewOptions {
    Maybe owner, at, contact;
    std::optional<int> limit;
    bool json = false;
};
int today(Session&, const ViewOptions&);
int contacts(Session&, const ViewOptions&);
int journal(Session&, const ViewOptions&);
int outbox(Session&, const ViewOptions&);

struct SayOptions {
    std::vector<std::string> words;
    Maybe owner, at;
    bool json = false;
};
int say(Session&, const SayOptions&);

int explain(Session&, const SayOptions&, bool jsonl);

struct ExportOptions {
    std::string format = "jsonl";
    Maybe owner;
};
int export_all(Session&, const ExportOptions&);
int restore(Session&, const std::string& file);
int backup(Session&, const std::string& file);

int doctor(Session&, bool json);
int pair(Session&, const std::string& connector, const Maybe& owner);

}  // namespace nudged::commands
