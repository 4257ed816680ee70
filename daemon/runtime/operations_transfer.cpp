// Everything out, everything in, and a copy of the store itself. All three are files, because a running daemon that
// works for a command cannot use that command's standard output.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/runtime/export_formats.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "daemon/runtime/rules.hpp"
#include "storage/jsonl.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr std::size_t page_size = 1'000;

using Sink = std::function<void(const std::string&)>;

// A new file that nobody else can read.
class NewFile {
public:
    explicit NewFile(std::string path) : path_(std::move(path)) {
        const int fd = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0) stream_.reset(fdopen(fd, "wb"));
        if (!stream_) fail();
    }
    void write(const std::string& text) {
        if (std::fwrite(text.data(), 1, text.size(), stream_.get()) != text.size()) fail();
    }
    void close() {
        if (std::fclose(stream_.release()) != 0) fail();
    }

private:
    struct Closer {
        void operator()(std::FILE* stream) const { std::fclose(stream); }
    };
    [[noreturn]] void fail() const { throw OperationError(path_ + " cannot be written: " + std::strerror(errno)); }

    std::string path_;
    std::unique_ptr<std::FILE, Closer> stream_;
};

// What `contacts --json` tells of a person and the record does not hold, as of this moment.
class AsToldOf {
public:
    AsToldOf(Desk& desk, conversation::Moment moment) : desk_(desk), moment_(moment) {}

    void operator()(const Owner& owner, const Contact& contact, json& line) {
        if (owner.id != owner_) {
            owner_ = owner.id;
            stretch_ = desk_.store.transact(
                [&](Tables& tables) { return followup::stretch(owner, tables.owners.demand(owner.id)); });
        }
        const auto today = followup::zone_of(owner).local(moment_.now).date;
        const followup::Plan plan{owner, desk_.rules.followup, stretch_, today};
        const auto next = followup::next_date(contact, plan);
        line["circle"] = followup::is_friend(contact, owner) ? "friend" : "work";
        line["rhythm_days"] = contact.state == ContactState::book ? json() : json(followup::rhythm_of(contact, plan));
        line["next"] = next ? json(format_date(*next)) : json();
    }

private:
    Desk& desk_;
    const conversation::Moment moment_;
    std::int64_t owner_ = 0;
    double stretch_ = 1;
};

void export_contacts(Store& store, std::optional<std::int64_t> only, const Sink& sink,
                     std::string (*written)(const Contact&)) {
    for (const auto& owner : store.transact([](Tables& tables) { return tables.owners.all(); })) {
        if (only && owner.id != *only) continue;
        std::int64_t after = 0;
        for (bool more = true; more;) {
            const auto page =
                store.transact([&](Tables& tables) { return tables.contacts.page(owner.id, after, page_size); });
            for (const auto& contact : page) sink(written(contact));
            more = page.size() == page_size;
            if (more) after = page.back().id;
        }
    }
}

RestoreRules restore_rules(const Desk& desk, const conversation::Moment& moment) {
    RestoreRules rules;
    rules.defaults = new_owner(desk.config, "", Zone::of_this_machine().name(), moment.now);
    rules.now = moment.now;
    rules.owner_trouble = owner_trouble;
    rules.keys_of = [&desk](const Contact& contact, const Owner& owner) {
        desk.must_be_wanted();  // a long restore is one transaction, so here: asked once or twice for each contact
        return conversation::keys_of(contact, owner, desk.rules.followup);
    };
    rules.local_date = [](Instant at, const Owner& owner) { return followup::zone_of(owner).local(at).date; };
    rules.first_date = [&desk, now = moment.now](Contact& contact, std::size_t i, std::size_t n, const Owner& owner) {
        const auto zone = followup::zone_of(owner);
        const auto today = zone.local(now).date;
        const bool ahead = now < followup::nudge_time(owner, zone, today).due;
        followup::spread_first_date(contact, i, n, ahead ? today : today + days{1}, owner, desk.rules.followup);
    };
    return rules;
}

}  // namespace

json export_to(Desk& desk, const Arguments& arguments) {
    const auto format = arguments.text("format").value_or("jsonl");
    std::optional<std::int64_t> owner;
    if (arguments.has("owner"))
        owner = desk.store.transact(
            [&](Tables& tables) { return desk.owner(tables, arguments, desk.moment(arguments)).id; });
    NewFile file(arguments.needed_text("file"));
    std::size_t written = 0;
    const Sink sink = [&](const std::string& text) {
        if (written++ % page_size == 0) desk.must_be_wanted();
        file.write(text);
    };
    if (format == "jsonl") {
        export_jsonl(desk.store, owner, sink, AsToldOf(desk, desk.moment(arguments)));
    } else if (format == "csv") {
        file.write(csv_header());
        export_contacts(desk.store, owner, sink, csv_row);
    } else if (format == "vcard") {
        export_contacts(desk.store, owner, sink, vcard_of);
    } else {
        throw OperationError("there is no format " + format + "; jsonl, csv and vcard are",
                             OperationError::wrong_usage);
    }
    file.close();
    return nullptr;
}

json restore_from(Desk& desk, const Arguments& arguments) {
    const auto path = arguments.needed_text("file");
    std::ifstream lines(path, std::ios::binary);
    if (!lines || lines.peek() == std::ifstream::traits_type::eof()) {
        const bool readable = lines.is_open() && !lines.bad();
        throw OperationError(
            path + (readable ? " is empty or no file" : " cannot be read: " + std::string(std::strerror(errno))));
    }
    try {
        const auto restored = restore_jsonl(desk.store, lines, restore_rules(desk, desk.moment(arguments)));
        desk.changed();
        return {{"owners", restored.owners},
                {"contacts", restored.contacts},
                {"touches", restored.touches},
                {"journal", restored.entries}};
    } catch (const StoreBroken&) {
        throw;
    } catch (const StoreError& error) {
        throw OperationError(path + ": " + error.what());
    }
}

json back_up_to(Desk& desk, const Arguments& arguments) {
    const auto file = arguments.needed_text("file");
    std::error_code none;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, none)))
        throw OperationError(file + " is there already; name another file, or move that one away first");
    desk.store.backup(file);
    return nullptr;
}

}  // namespace nudged::runtime
