// A typed "done 1" applied durably, against the rows it writes written by bare prepared statements in one transaction.
// The two take turns on files of their own, and bare fdatasyncs around each round tell how the disk was.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string_view>

#include "connectors/message_json.hpp"
#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/nudge.hpp"
#include "storage/record_json.hpp"
#include "tests/bench/bare_sqlite.hpp"
#include "tests/bench/made_up.hpp"

namespace nudged::bench {

namespace {

using conversation::Exchange;
using Clock = std::chrono::steady_clock;

const Pairing telegram{"telegram", "4711", "100", "100"};

double microseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// An owner with a nudge of this morning in Telegram, nothing of it answered.
class Installation {
public:
    Installation(const std::string& file, std::size_t people) : store_(open_sqlite_store(file)) {
        auto owner = made_up_owner(1);
        owner.pairings = {telegram};
        store_->transact([&](Tables& tables) {
            tables.owners.add(owner);
            for (std::size_t i = 0; i < people; ++i) {
                const auto person = made_up_contact(owner.id, i);
                tables.contacts.put(person, conversation::keys_of(person, owner, rules_.followup));
            }
            Exchange exchange(tables, owner, rules_, {this_morning, this_morning}, "nudge");
            list_ = conversation::list_of_today(exchange);
            list_.nudged = true;
            list_.shown_at = list_.nudged_at = this_morning;
            tables.lists.put(list_);
            person_ = tables.contacts.find(owner.id, list_.items.at(0).contact).value();
            keys_ = conversation::keys_of(person_, owner, rules_.followup);
            conversation::post(tables, owner.id, conversation::preferred_channel(owner),
                               messages::nudge(list_, conversation::view_of(exchange, list_)),
                               {OutboxKind::nudge, list_.date, {}, {}}, exchange.moment);
            const auto nudge = tables.outbox.find_nudge(owner.id, list_.date).value();
            if (!tables.outbox.claim(nudge, this_morning)) std::abort();
            tables.outbox.sent(nudge.id, nudge.attempts + 1, "900", this_morning);
        });
    }

    double reply() {
        Event event{telegram.connector,
                    telegram.account,
                    std::to_string(++replies_),
                    telegram.chat,
                    telegram.user,
                    "Ana",
                    "en",
                    TextSaid{"done 1", ""}};
        const auto begin = Clock::now();
        store_->transact([&](Tables& tables) {
            conversation::receive(tables, event, rules_, {this_morning + std::chrono::hours{1}, this_morning});
        });
        return microseconds_since(begin);
    }
    // As if it had not been said, so that the next one does the same again.
    void forget_reply() {
        store_->transact([&](Tables& tables) {
            tables.contacts.put(person_, keys_);
            tables.lists.put(list_);
        });
    }
    // What the last reply has left in the tables.
    struct Written {
        Contact person_before;
        ContactKeys keys_before;
        DayList list_before;
        JournalEntry entry;
        Touch touch;
        Contact person;
        ContactKeys keys;
        DayList list;
        std::vector<OutboxRow> messages;  // the newest first
    };
    [[nodiscard]] Written written() {
        return store_->transact([&](Tables& tables) {
            Written written;
            written.person_before = person_;
            written.keys_before = keys_;
            written.list_before = list_;
            written.entry = tables.journal.newest(1, std::nullopt, 1).at(0);
            written.touch = tables.journal.touches(1, person_.id, 1).at(0);
            written.person = tables.contacts.find(1, person_.id).value();
            written.keys = conversation::keys_of(written.person, tables.owners.find(1).value(), rules_.followup);
            written.list = tables.lists.latest(1).value();
            written.messages = tables.outbox.newest(2);
            return written;
        });
    }

private:
    conversation::Rules rules_;
    std::unique_ptr<Store> store_;
    DayList list_;
    Contact person_;
    ContactKeys keys_;
    int replies_ = 0;
};

// The same rows, with nothing read, understood or rendered.
class BareReply {
public:
    BareReply(const std::string& file, Installation::Written written)
        : database_(file),
          written_(std::move(written)),
          before_(written_.person_before, written_.list_before),
          after_(written_.person, written_.list) {
        database_.run(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0;"
            "PRAGMA cache_size=-1024; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA "
            "journal_size_limit=16777216");
        prepare();
    }

    double reply() {
        const auto& entry = written_.entry;
        const auto& touch = written_.touch;
        const std::int64_t seq = entry.seq + ++replies_, at = entry.at.time_since_epoch().count();
        const auto key = std::to_string(100'000 + replies_);
        const auto begin = Clock::now();
        (*begin_)();
        (*inbox_)(telegram.connector, telegram.account, key, at);
        (*journal_)(seq, at, *entry.contact, entry.name, entry.what, entry.kind, entry.channel, entry.note,
                    entry.reason, entry.source, seq, entry.changes);
        (*touch_)(touch.id + replies_, touch.contact, at, std::int64_t(touch.kind), touch.channel, touch.note, seq);
        put(written_.person, written_.keys, after_);
        for (const auto& message : written_.messages)
            (*outbox_)(telegram.connector, telegram.account, telegram.chat, std::int64_t(message.kind), message.target,
                       message.edit_of, message.body, at);
        (*commit_)();
        return microseconds_since(begin);
    }
    // Without this the next reply would find its contact and list written already, and SQLite would leave them out.
    void forget_reply() {
        (*begin_)();
        put(written_.person_before, written_.keys_before, before_);
        (*commit_)();
    }

private:
    struct Documents {
        explicit Documents(const Contact& contact, const DayList& day)
            : person(document_of(contact)), list(document_of(day)) {}
        std::string person, list;
    };
    void put(const Contact& person, const ContactKeys& keys, const Documents& documents) {
        (*contact_)(person.id, std::int64_t{keys.wake.value().time_since_epoch().count()}, std::int64_t{keys.span},
                    documents.person);
        (*list_row_)(std::int64_t{written_.list.date.time_since_epoch().count()}, documents.list);
    }

    using Statement = std::unique_ptr<BareStatement>;
    [[nodiscard]] Statement prepared(const char* sql) const { return std::make_unique<BareStatement>(database_, sql); }
    void prepare() {
        begin_ = prepared("BEGIN IMMEDIATE");
        commit_ = prepared("COMMIT");
        inbox_ = prepared("INSERT INTO inbox (connector, account, key, at) VALUES (?, ?, ?, ?)");
        journal_ = prepared(
            "INSERT INTO journal (owner, seq, at, contact, name, what, kind, channel, note, reason, source, batch, "
            "undone_by, "
            "can_undo, changes) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)");
        touch_ = prepared(
            "INSERT INTO touch (owner, id, contact, at, kind, channel, note, entry) VALUES (1, ?, ?, ?, ?, ?, ?, ?)");
        contact_ = prepared("UPDATE contact SET wake = ?2, span = ?3, document = ?4 WHERE owner = 1 AND id = ?1");
        list_row_ = prepared("UPDATE list SET document = ?2 WHERE owner = 1 AND date = ?1");
        outbox_ = prepared(
            "INSERT INTO outbox (owner, connector, account, chat, kind, target, edit_of, body, state, doubtful, plain, "
            "attempts, not_before, reference, reason) VALUES (1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, '', '')");
    }

    BareDatabase database_;
    Installation::Written written_;
    Documents before_, after_;
    Statement begin_, commit_, inbox_, journal_, touch_, contact_, list_row_, outbox_;
    std::int64_t replies_ = 0;
};

double fdatasync_alone(const std::string& file, int times) {
    const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string page(4096, 'x');
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        const auto begin = Clock::now();
        if (write(descriptor, page.data(), page.size()) < 0 || fdatasync(descriptor) != 0) std::abort();
        took.push_back(microseconds_since(begin));
    }
    close(descriptor);
    return median(took);
}

std::string load_average() {
    std::string now;
    std::ifstream("/proc/loadavg") >> now;
    return now;
}

void compare(const Folder& folder, std::size_t people, int rounds, int replies) {
    const auto name = std::to_string(people);
    Installation ours(folder.file("ours-" + name), people);
    const auto bare_file = folder.file("bare-" + name);
    Installation(bare_file, people).reply();  // closed before it is opened again
    ours.reply();
    const auto written = ours.written();
    ours.forget_reply();
    BareReply bare(bare_file, written);

    std::vector<double> ratios;
    for (int round = 1; round <= rounds; ++round) {
        const auto before = fdatasync_alone(folder.file("sync"), replies);
        std::vector<double> by_us, by_hand;
        for (int i = 0; i < replies; ++i) {
            by_us.push_back(ours.reply());
            ours.forget_reply();
            by_hand.push_back(bare.reply());
            bare.forget_reply();
        }
        const auto after = fdatasync_alone(folder.file("sync"), replies);
        ratios.push_back(median(by_us) / median(by_hand));
        std::printf(
            "%6zu people, round %d: ours %6.0f us, bare %6.0f us, ratio %.2f (fdatasync %.0f us before, %.0f after; "
            "load %s)\n",
            people, round, median(by_us), median(by_hand), ratios.back(), before, after, load_average().c_str());
    }
    std::printf("%6zu people: ratio %.2f\n", people, median(ratios));
}

}  // namespace

}  // namespace nudged::bench

// bench_reply [--rounds N] [--replies N] [--people N] [--folder DIR]; the folder is to be on the disk that is meant.
int main(int argc, char** argv) {
    int rounds = 5, replies = 200;
    std::vector<std::size_t> books{10, 1'000};
    std::string folder = std::filesystem::temp_directory_path();
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view option = argv[i];
        if (option == "--rounds") rounds = std::atoi(argv[i + 1]);
        if (option == "--replies") replies = std::atoi(argv[i + 1]);
        if (option == "--people") books = {static_cast<std::size_t>(std::atoi(argv[i + 1]))};
        if (option == "--folder") folder = argv[i + 1];
    }
    const nudged::bench::Folder made(folder, "reply");
    for (const auto people : books) nudged::bench::compare(made, people, rounds, replies);
}
