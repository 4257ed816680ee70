#include <unistd.h>

#include <future>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "daemon/commands/address_file.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/printing.hpp"
#include "daemon/conversation/person_json.hpp"
#include "daemon/messages/setting_up.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/config_values.hpp"

namespace nudged::commands {

using nlohmann::json;
using runtime::OperationError;

namespace {

constexpr std::size_t rows_a_post = 1'000;
constexpr std::size_t bytes_a_post = 4 << 20;  // of notes, about
constexpr std::size_t few_rows = 30;           // are all told
constexpr std::size_t most_troubles = 20;      // are told

struct Told {
    std::map<std::string, std::size_t> counts;  // by "added", ...
    std::vector<json> rows;                     // all of them with --json, else the first few
    std::vector<json> unclear;
    std::vector<json> troubles;
    std::size_t all_troubles = 0;
    std::size_t unreadable = 0;  // files

    [[nodiscard]] std::size_t people() const {
        std::size_t sum = 0;
        for (const auto& [what, count] : counts) sum += count;
        return sum;
    }
};

std::optional<address_book::Format> format_named(const Maybe& name) {
    using address_book::Format;
    static const std::map<std::string, Format> formats{
        {"vcard", Format::vcard}, {"csv", Format::csv}, {"google", Format::google}, {"linkedin", Format::linkedin}};
    return name ? std::optional(formats.at(*name)) : std::nullopt;
}

address_book::DateOrder date_order(const runtime::Config& config) {
    using Configured = runtime::Config::Defaults::DateOrder;
    using address_book::DateOrder;
    switch (config.defaults.date_order) {
        case Configured::dmy:
            return DateOrder::dmy;
        case Configured::mdy:
            return DateOrder::mdy;
        case Configured::unknown:
            break;
    }
    return DateOrder::unknown;
}

std::size_t count(const Told& told, const char* what) {
    const auto found = told.counts.find(what);
    return found == told.counts.end() ? 0 : found->second;
}

class Importing {
public:
    Importing(Session& session, const ImportOptions& options) : session_(session), options_(options) {
        for (const auto& path : options.files) {
            try {
                files_.emplace_back(path, format_named(options.format));
            } catch (const FileError& error) {
                unreadable(error);
            }
        }
    }

    json run() {
        if (files_.empty()) return nullptr;
        begin();
        pass(true, options_.dry_run);
        if (!options_.dry_run) pass(false, true);
        return session_.run("import end", {{"import", import_}});
    }
    [[nodiscard]] const Told& told() const { return told_; }

private:
    void begin() {
        json arguments = json::object();
        if (options_.owner) arguments["owner"] = *options_.owner;
        if (options_.at) arguments["at"] = *options_.at;
        if (options_.cadence == "never") {
            arguments["never"] = true;
        } else if (options_.cadence) {
            const auto cadence = runtime::parse_days(*options_.cadence);
            if (!cadence)
                throw OperationError(*options_.cadence + " is no cadence; write it like 30d, or never",
                                     OperationError::wrong_usage);
            arguments["cadence_days"] = cadence->count();
        }
        import_ = session_.run("import begin", arguments);
    }

    // Two passes over the same rows: only the one that is told about counts.
    void pass(bool counting, bool telling) {
        counting_ = counting;
        telling_ = telling;
        done_ = 0;
        for (const auto& file : files_) {
            try {
                file.read({[&](address_book::Person&& person) { take(file.path(), person); },
                           [&](address_book::Trouble&& trouble) { take(file.path(), trouble); }},
                          date_order(session_.config()));
            } catch (const FileError& error) {
                if (telling_) unreadable(error);
            }
            post(file.path());
        }
        take_results();
        if (progress_) std::cerr << "\r\033[K" << std::flush;
    }

    void take(const std::string& file, const address_book::Person& person) {
        rows_.push_back(conversation::json_of(person));
        bytes_ += person.note.size();
        if (rows_.size() >= rows_a_post || bytes_ >= bytes_a_post) post(file);
    }

    void take(const std::string& file, const address_book::Trouble& trouble) {
        if (!telling_) return;
        ++told_.all_troubles;
        if (options_.json || told_.troubles.size() < most_troubles)
            told_.troubles.push_back({{"file", file},
                                      {"line", trouble.line},
                                      {"what", messages::remark_on_import(trouble.kind, trouble.said, trouble.about)}});
    }

    // While these rows are brought in, the next are read.
    void post(const std::string& file) {
        if (rows_.empty()) return;
        take_results();
        posted_.rows = rows_.size();
        posted_.file = file;
        json arguments{{"import", import_},
                       {"counting", counting_},
                       {"silent", !telling_},
                       {"rows", std::exchange(rows_, json::array())}};
        bytes_ = 0;
        posted_.results = std::async(std::launch::async, [this, arguments = std::move(arguments)] {
            return session_.run("import rows", arguments);
        });
    }

    void take_results() {
        if (!posted_.results.valid()) return;
        for (const auto& row : results()) tell(posted_.file, row);
        done_ += posted_.rows;
        if (progress_) std::cerr << '\r' << (counting_ ? "read " : "brought in ") << done_ << " people" << std::flush;
    }

    json results() {
        try {
            return posted_.results.get();
        } catch (const OperationError& error) {
            if (options_.dry_run) throw;
            throw OperationError(std::string(error.what()) + ". " +
                                     messages::import_stopped(count(told_, "added") + count(told_, "updated")),
                                 error.exit_code());
        }
    }

    void tell(const std::string& file, json row) {
        const auto what = cell(row["what"]);
        ++told_.counts[what];
        row["file"] = file;
        if (!row.contains("why")) row["why"] = nullptr;
        if (what != "unclear" && !row["why"].is_null()) {
            ++told_.all_troubles;
            if (told_.troubles.size() < most_troubles)
                told_.troubles.push_back(
                    {{"file", file}, {"line", row["line"]}, {"what", cell(row["name"]) + ": " + cell(row["why"])}});
        }
        if (what == "unclear" && told_.unclear.size() < most_troubles) told_.unclear.push_back(row);
        if (options_.json || told_.rows.size() <= few_rows) told_.rows.push_back(std::move(row));
    }

    void unreadable(const FileError& error) {
        ++told_.unreadable;
        std::cerr << "nudged: " << error.what() << '\n';
    }

    struct Posted {
        std::future<json> results;
        std::string file;
        std::size_t rows = 0;
    };

    Session& session_;
    const ImportOptions& options_;
    const bool progress_ = is_terminal(STDERR_FILENO);
    std::vector<AddressFile> files_;
    json import_;
    bool counting_ = true;
    bool telling_ = false;
    json rows_ = json::array();
    std::size_t bytes_ = 0;
    std::size_t done_ = 0;
    Told told_;
    Posted posted_;  // at most one post is on its way; it is waited for whatever happens
};

std::string place(const json& row) { return harmless(cell(row["file"])) + ":" + cell(row["line"]) + ": "; }

void print_rows(const Told& told) {
    if (told.people() <= few_rows)
        for (const auto& row : told.rows)
            if (cell(row["what"]) != "unclear")
                std::cout << place(row) << harmless(cell(row["name"])) << ", " << cell(row["what"]) << '\n';
    for (const auto& row : told.unclear)
        std::cout << place(row) << harmless(cell(row["name"])) << " was left out: " << harmless(cell(row["why"]))
                  << '\n';
    for (const auto& trouble : told.troubles) std::cout << place(trouble) << harmless(cell(trouble["what"])) << '\n';
    if (told.all_troubles > told.troubles.size())
        std::cout << "(and "
                  << messages::counted(static_cast<long>(told.all_troubles - told.troubles.size()), "remark more",
                                       "remarks more")
                  << ")\n";
}

void print_summary(const Told& told, const json& plan, bool dry_run) {
    if (dry_run) std::cout << "Nothing was written; this is what an import would do:\n";
    std::cout << count(told, "added") << " added, " << count(told, "updated") << " brought up to date, "
              << count(told, "unchanged") << " as before";
    if (const auto unclear = count(told, "unclear"); unclear > 0) std::cout << ", " << unclear << " left out";
    if (told.all_troubles > 0)
        std::cout << "; " << messages::counted(static_cast<long>(told.all_troubles), "remark", "remarks")
                  << " on what was not taken as it stands";
    std::cout << ".\n";
    if (!plan.is_null()) std::cout << harmless(cell(plan)) << '\n';
}

json as_json(const Told& told, const json& plan, bool dry_run) {
    return {{"added", count(told, "added")},
            {"updated", count(told, "updated")},
            {"unchanged", count(told, "unchanged")},
            {"unclear", count(told, "unclear")},
            {"rows", told.rows},
            {"troubles", told.troubles},
            {"plan", plan},
            {"dry_run", dry_run}};
}

}  // namespace

int import_files(Session& session, const ImportOptions& options) {
    Importing importing(session, options);
    const auto plan = importing.run();
    const auto& told = importing.told();
    if (options.json) {
        print_json(as_json(told, plan, options.dry_run));
    } else if (told.unreadable < options.files.size()) {
        print_rows(told);
        print_summary(told, plan, options.dry_run);
    }
    const bool nothing_came = told.people() == 0 && told.all_troubles > 0;
    return told.unreadable > 0 || nothing_came ? 1 : 0;
}

}  // namespace nudged::commands
