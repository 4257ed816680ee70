#include "daemon/commands/command_line.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "daemon/commands/commands.hpp"
#include "daemon/runtime/config_keys.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/secret.hpp"

namespace nudged::commands {

namespace {

constexpr int wrong_usage = 2;
constexpr int busy = 3;
constexpr int too_new = 4;

using Action = std::function<int(Session&)>;

// The commands with their options, which live here until the chosen one runs.
class CommandLine {
public:
    explicit CommandLine(const Program& program) : program_(program) {
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.option_defaults()->always_capture_default(false);
        app_.add_option("--config", sources.config, "settings; /etc/nudged/nudged.toml if there is one");
        app_.add_option("--store", sources.store, "sqlite:PATH; DATA/nudged.db if not given");
        app_.add_option("--data", sources.data, "folder DATA; ~/.local/share/nudged if not given");
        running();
        owners();
        people();
        talking();
        looking();
        transfer();
    }

    CLI::App& app() { return app_; }
    // What to say when the first word of an unusable line is no command; empty when it is one, or there is none.
    [[nodiscard]] std::string no_such_command() const {
        const auto rest = app_.remaining();
        if (!app_.get_subcommands().empty() || rest.empty() || rest.front().starts_with('-')) return {};
        std::vector<std::string_view> commands;
        for (const auto* each : app_.get_subcommands([](const CLI::App*) { return true; }))
            commands.push_back(each->get_name());
        const auto near = runtime::did_you_mean(rest.front(), commands);
        return "there is no command " + rest.front() + (near.empty() ? ";" : near) + " see nudged --help for all";
    }
    [[nodiscard]] const Action& action() const { return action_; }
    runtime::ConfigSources sources;

private:
    CLI::App* command(CLI::App& parent, const char* name, const char* about, Action action) {
        auto* added = parent.add_subcommand(name, about);
        added->fallthrough();
        added->callback([this, action = std::move(action)] { action_ = action; });
        return added;
    }
    CLI::App* command(const char* name, const char* about, Action action) {
        return command(app_, name, about, std::move(action));
    }

    void running() {
        if (program_.run_daemon) {
            auto* run = command("run", "the daemon: nudges at the right time, and serves the web chat",
                                [this](Session& session) { return run_daemon(session); });
            run->add_option("--listen", sources.listen, "ADDR:PORT; 127.0.0.1:8765 if not given");
            run->add_option("--clock", clock_, "START[@RATE]: another time, RATE times as fast (for trying out)");
        }
        command("version", "which version this is", [this](Session&) {
            std::cout << "nudged " << program_.version << '\n';
            return 0;
        });
        auto* help = command("help", "what can be typed", [this](Session&) {
            std::cout << help_text();
            return 0;
        });
        help->add_option("command", help_about_, "of this command");
    }

    void owners() {
        auto* owner = app_.add_subcommand("owner", "who is nudged, and when");
        owner->require_subcommand(1);
        owner->fallthrough();
        auto* add = command(*owner, "add", "one more owner", [this](Session& s) { return owner_add(s, owner_); });
        auto* set = command(*owner, "set", "change an owner", [this](Session& s) { return owner_set(s, owner_); });
        for (auto* each : {add, set}) {
            auto* name = each->add_option("name", owner_.name, "the owner; to be named where there are several");
            if (each == add) name->required();
            each->add_option("--zone", owner_.zone, "time zone, like Europe/Berlin; this machine's if not given");
            each->add_option("--nudge-at", owner_.nudge_at, "time of the nudge, like 08:30");
            each->add_option("--weekdays", owner_.weekdays, "days of the nudge, like mon-fri or mon,wed,fri");
            each->add_option("--cap", owner_.cap, "how many people are suggested a morning, 1 to 20");
            each->add_option("--quiet", owner_.quiet, "quiet hours, like 21:00-07:30, or none");
            each->add_option("--language", owner_.language, "in which the owner is spoken to, en or de");
            each->add_option("--holidays", owner_.holidays, "a calendar file (.ics): no nudge on its days; or none");
        }
        auto* list = command(*owner, "list", "all owners", [this](Session& s) { return owner_list(s, view_.json); });
        list->add_flag("--json", view_.json, "as JSON");
    }

    void people() {
        auto* import = command("import", "bring in address books (vCard, CSV); twice changes nothing",
                               [this](Session& s) { return import_files(s, import_); });
        import->add_option("files", import_.files, "the files")->required();
        import->add_option("--owner", import_.owner, "whose people");
        import
            ->add_option("--format", import_.format, "vcard, csv, google or linkedin; told from the file if not given")
            ->check(CLI::IsMember({"vcard", "csv", "google", "linkedin"}));
        import->add_option("--cadence", import_.cadence, "how often, like 30d; never: known, but on no round");
        import->add_option("--at", import_.at, "as if it were this instant (only when no daemon runs)");
        import->add_flag("--dry-run", import_.dry_run, "only say what would happen");
        import->add_flag("--json", import_.json, "as JSON");
    }

    void talking() {
        auto* say_it = command("say", "the same as typing in the chat", [this](Session& s) { return say(s, say_); });
        say_it->add_option("text", say_.words, "what to say, like: done nicole")->required();
        say_it->add_option("--owner", say_.owner, "who says it");
        say_it->add_option("--at", say_.at, "as if it were this instant (only when no daemon runs)");
        say_it->add_flag("--json", say_.json, "as JSON");

        auto* understood = command("explain", "how a message is understood; changes nothing",
                                   [this](Session& s) { return explain(s, say_, jsonl_); });
        understood->add_option("text", say_.words, "the message; lines of the standard input if not given");
        understood->add_option("--owner", say_.owner, "among whose people");
        understood->add_flag("--jsonl", jsonl_, "one JSON object a line in, one out");

        auto* pairing = command("pair", "a one-time code that lets a chat in",
                                [this](Session& s) { return pair(s, connector_, view_.owner); });
        pairing->add_option("chat", connector_, "telegram, slack or webchat")
            ->required()
            ->check(CLI::IsMember({"telegram", "slack", "webchat"}));
        pairing->add_option("--owner", view_.owner, "whose chat it is");
    }

    void looking() {
        auto* list =
            command("today", "the day's list as it would be sent", [this](Session& s) { return today(s, view_); });
        list->add_option("--owner", view_.owner, "whose list");
        list->add_option("--at", view_.at, "at this instant, like 2027-03-28T08:30:00+01:00; only looks");
        list->add_flag("--json", view_.json, "as JSON");

        auto* all = command("contacts", "everybody", [this](Session& s) { return contacts(s, view_); });
        all->add_option("--owner", view_.owner, "whose people");
        all->add_option("--at", view_.at, "as of this instant (only when no daemon runs)");
        all->add_flag("--json", view_.json, "as JSON");

        auto* written = command("journal", "what was decided or happened, newest first",
                                [this](Session& s) { return journal(s, view_); });
        written->add_option("--owner", view_.owner, "whose journal");
        written->add_option("--contact", view_.contact, "about this person only");
        written->add_option("--limit", view_.limit, "at most so many entries; 0: all")->check(CLI::Range(0, 1'000'000));
        written->add_flag("--json", view_.json, "as JSON");

        auto* queue =
            command("outbox", "messages, by what became of them", [this](Session& s) { return outbox(s, view_); });
        queue->add_flag("--json", view_.json, "as JSON");

        auto* check =
            command("doctor", "is all well? What to do if not", [this](Session& s) { return doctor(s, view_.json); });
        check->add_flag("--json", view_.json, "as JSON");
    }

    void transfer() {
        auto* out = command("export", "everything, on the standard output",
                            [this](Session& s) { return export_all(s, export_); });
        out->add_option("--format", export_.format, "jsonl (complete), csv or vcard (people only)")
            ->check(CLI::IsMember({"jsonl", "csv", "vcard"}));
        out->add_option("--owner", export_.owner, "of this owner only");
        auto* in =
            command("restore", "an export, into an empty store", [this](Session& s) { return restore(s, file_); });
        in->add_option("file", file_, "what `export` has written")->required();
        auto* copy =
            command("backup", "copy the store while it is in use", [this](Session& s) { return backup(s, file_); });
        copy->add_option("file", file_, "the copy")->required();
    }

    int run_daemon(Session& session) const {
        std::optional<runtime::ClockSetting> clock;
        try {
            if (clock_) clock = runtime::parse_clock(*clock_);
        } catch (const std::invalid_argument& error) {
            throw runtime::OperationError(error.what(), wrong_usage);
        }
        return program_.run_daemon(session.config(), clock);
    }

    std::string help_text() {
        if (help_about_.empty()) {
            app_.clear();  // else it is about the chosen command, which is `help`
            return app_.help();
        }
        for (const auto* each : app_.get_subcommands([](const CLI::App*) { return true; }))
            if (each->get_name() == help_about_) return each->help();
        throw runtime::OperationError("there is no command " + help_about_ + "; see nudged help", wrong_usage);
    }

    const Program& program_;
    CLI::App app_{"nudged keeps you in touch with people: a short chat message each morning says who is due and why.",
                  "nudged"};
    Action action_;
    OwnerOptions owner_;
    ImportOptions import_;
    ViewOptions view_;
    SayOptions say_;
    ExportOptions export_;
    Maybe clock_;
    std::string connector_, file_, help_about_;
    bool jsonl_ = false;
};

int fail(const std::string& sentence, int exit_code) {
    std::cerr << "nudged: " << runtime::redact(sentence) << '\n';
    return exit_code;
}

int carry_out(const Program& program, const CommandLine& line) {
    try {
        Session session(program, line.sources);
        const int exit_code = line.action()(session);
        if (!std::cout.flush()) return fail("the output cannot be written", 1);
        return exit_code;
    } catch (const runtime::ConfigError& error) {
        for (const auto& problem : error.problems()) (void)fail(problem, wrong_usage);
        return wrong_usage;
    } catch (const runtime::SecretError& error) {
        return fail(error.what(), wrong_usage);
    } catch (const runtime::OperationError& error) {
        return fail(error.what(), error.exit_code());
    } catch (const StoreBusy& error) {
        return fail(error.what(), busy);
    } catch (const StoreTooNew& error) {
        return fail(error.what(), too_new);
    } catch (const std::exception& error) {
        return fail(error.what(), 1);
    }
}

}  // namespace

int run(const Program& program, int argc, const char* const* argv) {
    CommandLine line(program);
    try {
        line.app().parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        return line.app().exit(wanted);
    } catch (const CLI::ParseError& error) {
        const auto unknown = line.no_such_command();
        return fail(unknown.empty() ? std::string(error.what()) + ". See nudged help." : unknown, wrong_usage);
    }
    line.sources.environment = runtime::config_environment();
    return carry_out(program, line);
}

}  // namespace nudged::commands
