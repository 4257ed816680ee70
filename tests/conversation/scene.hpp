// The scene of MESSAGES.md: Wednesday 4 March 2026, owner Ana in Lisbon, on a real store in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "connectors/message_json.hpp"
#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/post.hpp"
#include "storage/store.hpp"

namespace nudged::conversation {

inline Date on(int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

class Scene : public ::testing::Test {
protected:
    Scene() {
        std::filesystem::create_directories(folder_);
        open();
        Owner ana;
        ana.name = "Ana";
        ana.zone = "Europe/Lisbon";
        ana.created = at(2026, 1, 5, 9, 0);
        owner_ = store_->transact([&](Tables& tables) { return tables.owners.add(ana); });
    }
    ~Scene() override {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    [[nodiscard]] std::string store_file() const { return (folder_ / "nudged.db").string(); }
    void open() { store_ = open_sqlite_store(store_file()); }
    void restart() {
        store_.reset();
        open();
    }

    // Lisbon's winter time is UTC.
    static Instant at(int y, unsigned m, unsigned d, int hour, int minute) {
        return Instant{on(y, m, d).time_since_epoch() + std::chrono::hours{hour} + std::chrono::minutes{minute}};
    }
    void it_is(int y, unsigned m, unsigned d, int hour, int minute) { now_ = at(y, m, d, hour, minute); }
    [[nodiscard]] Moment moment() const { return {now_, now_}; }

    template <class Work>
    auto exchange(Work work) {
        return store_->transact([&](Tables& tables) {
            Exchange exchange(tables, *tables.owners.find(owner_), rules_, moment(), "say");
            return work(exchange);
        });
    }

    std::int64_t add(const std::string& name, Date last_touch, int every = 30) {
        Contact contact;
        contact.name = name;
        contact.cadence_days = every;
        contact.base = last_touch;
        contact.last_touch = contact.last_outward = last_touch;
        return exchange([&](Exchange& e) {
            Reply reply;
            return Ledger(e, reply).add(contact, "").id;
        });
    }
    [[nodiscard]] Contact contact(std::int64_t id) {
        return store_->transact([&](Tables& tables) { return *tables.contacts.find(owner_, id); });
    }

    // Types in the web chat and returns the newest line of it.
    std::string type(const std::string& text) {
        Event event{"webchat",
                    "",
                    "key " + std::to_string(++keys_),
                    std::to_string(owner_),
                    std::to_string(owner_),
                    "",
                    "",
                    TextSaid{text, ""}};
        receive(event);
        return newest();
    }
    void tap(const std::string& action, const std::string& message = "") {
        Event event{"webchat",
                    "",
                    "key " + std::to_string(++keys_),
                    std::to_string(owner_),
                    std::to_string(owner_),
                    "",
                    "",
                    ButtonPressed{action, message.empty() ? newest_reference() : message, ""}};
        receive(event);
    }
    void receive(const Event& event) {
        store_->transact([&](Tables& tables) { conversation::receive(tables, event, rules_, moment()); });
    }
    // Lets the scheduler's part of the day happen now.
    Instant look() {
        return exchange([](Exchange& e) { return look_after(e); });
    }

    [[nodiscard]] std::vector<ChatLine> chat() {
        return store_->transact([&](Tables& tables) { return tables.chat.newest(owner_, 50); });
    }
    [[nodiscard]] Message newest_message() { return message_from_json(chat().back().body).value(); }
    [[nodiscard]] std::string newest() { return plain_text(newest_message()); }
    [[nodiscard]] std::string newest_reference() { return std::to_string(chat().back().id); }
    // The action of the first button of this label in the newest message; empty when there is none.
    [[nodiscard]] std::string button(const std::string& label) {
        for (const auto& block : newest_message().blocks)
            for (const auto& row : block.rows)
                for (const auto& one : row)
                    if (one.label == label || one.accessible == label || one.label.ends_with(" " + label))
                        return one.action;
        return {};
    }
    [[nodiscard]] std::vector<std::string> differences() {
        return store_->transact([&](Tables& tables) { return journal_differences(tables, owner_); });
    }

    Rules rules_;
    std::unique_ptr<Store> store_;
    std::int64_t owner_ = 0;
    Instant now_ = at(2026, 3, 4, 8, 30);

private:
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("nudged-scene-" + std::to_string(getpid()) + "-" +
                                                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    int keys_ = 0;
};

}  // namespace nudged::conversation
