#include "daemon/runtime/web_chat_import.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <span>
#include <system_error>
#include <vector>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/import/address_book.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/setting_up.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::runtime {

using conversation::Exchange;
using conversation::Imported;
using conversation::ImportPass;

namespace {

constexpr std::size_t rows_a_transaction = 1'000;
constexpr std::size_t most_asked_about =
    500;                                 // of one name with somebody here; the same file again asks about the rest
constexpr std::size_t many_people = 30;  // more are asked about: who matters?
constexpr std::size_t telling = 8 * 1024;

address_book::DateOrder date_order(const conversation::Rules& rules) {
    using In = replies::Context::DateOrder;
    if (rules.date_order == In::dmy) return address_book::DateOrder::dmy;
    return rules.date_order == In::mdy ? address_book::DateOrder::mdy : address_book::DateOrder::unknown;
}

class FileImport {
public:
    FileImport(Store& store, std::int64_t owner, const SpooledFile& file, address_book::Format format,
               const conversation::Rules& rules, conversation::Moment moment, const std::function<bool()>& is_wanted)
        : store_(store),
          owner_(owner),
          file_(file),
          format_(format),
          rules_(rules),
          moment_(moment),
          is_wanted_(is_wanted) {}

    // The first pass only counts, so that the second can spread the first dates.
    messages::ImportSummary run() {
        read();
        pass_.counting = false;
        pass_.seen.clear();
        summary_ = {};
        read();
        return summary_;
    }

    [[nodiscard]] std::span<const address_book::Person> to_ask() const { return to_ask_; }
    Exchange exchange(Tables& tables) const {
        return {tables, tables.owners.find(owner_).value(), rules_, moment_, "import"};
    }

private:
    void read() {
        address_book::Reader reader(
            format_,
            {[this](address_book::Person&& person) {
                 rows_.push_back(std::move(person));
                 if (rows_.size() == rows_a_transaction) take_rows();
             },
             [this](address_book::Trouble&& trouble) {
                 const auto& [line, kind, said, about] = trouble;
                 count_trouble(messages::of_line(line, messages::remark_on_import(kind, said, about)));
             }},
            date_order(rules_));
        file_.read([&](std::string_view piece) { reader.feed(piece); });
        reader.finish();
        take_rows();
    }

    void take_rows() {
        if (!is_wanted_())
            throw ImportStopped(messages::import_stopped(pass_.counting ? 0 : summary_.added + summary_.updated));
        const auto results = store_.transact([this](Tables& tables) {
            auto here = exchange(tables);
            return conversation::import_people(here, pass_, rows_);
        });
        for (std::size_t i = 0; i < results.size(); ++i) {
            conversation::count(summary_, results[i]);
            if (results[i].can_ask && !pass_.counting && to_ask_.size() < most_asked_about)
                to_ask_.push_back(std::move(rows_[i]));
        }
        rows_.clear();
    }

    void count_trouble(std::string what) {
        if (summary_.troubles++ == 0) summary_.first_trouble = std::move(what);
    }

    Store& store_;
    const std::int64_t owner_;
    const SpooledFile& file_;
    const address_book::Format format_;
    const conversation::Rules& rules_;
    const conversation::Moment moment_;
    const std::function<bool()>& is_wanted_;
    ImportPass pass_;
    messages::ImportSummary summary_;
    std::vector<address_book::Person> rows_;
    std::vector<address_book::Person> to_ask_;  // of whom only the name says that they are here
};

}  // namespace

SpooledFile::SpooledFile(const std::filesystem::path& folder) : fd_(-1) {
    std::string name = folder / "upload-XXXXXX";
    fd_ = mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "an upload can't be kept in the data folder");
    unlink(name.c_str());
}

SpooledFile::~SpooledFile() { close(fd_); }

void SpooledFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = write(fd_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            throw std::system_error(errno, std::generic_category(), "an upload can't be kept in the data folder");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void SpooledFile::read(const std::function<void(std::string_view)>& piece) const {
    std::vector<char> buffer(64 * 1024);
    for (off_t at = 0;;) {
        const auto count = pread(fd_, buffer.data(), buffer.size(), at);
        if (count < 0) throw std::system_error(errno, std::generic_category(), "an upload can't be read again");
        if (count == 0) return;
        piece({buffer.data(), static_cast<std::size_t>(count)});
        at += count;
    }
}

std::string SpooledFile::beginning(std::size_t bytes) const {
    std::string text(bytes, '\0');
    const auto count = pread(fd_, text.data(), text.size(), 0);
    text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return text;
}

std::optional<std::string> import_file(Store& store, std::int64_t owner, const std::string& key,
                                       const SpooledFile& file, const std::string& name,
                                       const conversation::Rules& rules, conversation::Moment moment,
                                       const std::function<bool()>& is_wanted) {
    const messages::Speaking speaking(
        store.transact([&](Tables& tables) { return tables.owners.find(owner).value().language; }));
    const auto format = address_book::guess_format(file.beginning(telling), name);
    if (!format) return messages::no_address_book();
    FileImport import(store, owner, file, *format, rules, moment, is_wanted);
    const auto summary = import.run();
    store.transact([&](Tables& tables) {
        const auto channel = conversation::webchat_of(owner);
        if (!tables.inbox.receive(channel.connector, channel.account, channel.chat + ":" + key, moment.now)) return;
        auto exchange = import.exchange(tables);
        auto message = messages::answer({messages::imported(summary)}, {});
        const auto add = [&](Message question) {
            std::ranges::move(question.blocks, std::back_inserter(message.blocks));
        };
        conversation::Reply reply;
        if (!import.to_ask().empty()) add(conversation::ask_whether_same(exchange, reply, import.to_ask()));
        if (summary.added > many_people)
            add(ask(exchange, reply, messages::who_matters(summary.added, exchange.plan())));
        post(tables, owner, channel, message, {}, moment);
    });
    return std::nullopt;
}

}  // namespace nudged::runtime
