// Ana, who is reached by Telegram, and the dispatcher that serves her: no thread, no waiting, a clock set by hand.
#pragma once

#include <gmock/gmock.h>

#include "daemon/conversation/delivered.hpp"
#include "daemon/conversation/undelivered.hpp"
#include "daemon/runtime/dispatcher.hpp"
#include "tests/conversation/scene.hpp"
#include "tests/runtime/scripted_telegram.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;
using conversation::Channel;
using conversation::on;

inline const std::string bot = "42";
inline const std::string bot_token = "42:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

class SendingScene : public conversation::Scene {
protected:
    SendingScene() {
        pair(owner_, "7");
        begin();
    }

    void pair(std::int64_t owner, const std::string& chat) {
        store_->transact([&](Tables& tables) {
            auto found = *tables.owners.find(owner);
            found.pairings = {{"telegram", bot, chat, chat}};
            tables.owners.put(found);
        });
    }
    DeliveryPorts ports() {
        return {conversation::marked_as_repeat, conversation::deliver_elsewhere,
                [this](Tables& tables, const OutboxRow& row, conversation::Moment moment) {
                    conversation::delivered(tables, row, rules_, moment);
                }};
    }
    void begin() {
        dispatcher_ = std::make_unique<Dispatcher>(
            *store_, clock_,
            [this](HttpRequest request, auto done) { telegram_.send(std::move(request), std::move(done)); }, ports(),
            [] { return 0.0; });
        dispatcher_->add_lane(bot, connector_, PaceLimits{});
    }
    // As if the power had gone: nothing is said goodbye to.
    void crash() {
        dispatcher_.reset();
        telegram_.forget();
        restart();
        begin();
    }

    void pass(std::chrono::milliseconds time) { now_ += time; }
    // Steps until there is nothing to do now; returns for how long there will be nothing.
    std::chrono::milliseconds run() {
        for (int steps = 0; steps < 1'000; ++steps) {
            const auto asked = telegram_.asked.size();
            const auto idle = dispatcher_->step();
            if (idle > 0ms && asked == telegram_.asked.size()) return idle;
        }
        ADD_FAILURE() << "the dispatcher never rests";
        return 0ms;
    }
    // ... and for so long, waiting as the thread would.
    void run_for(std::chrono::milliseconds time) {
        const auto until = now_ + time;
        while (true) {
            const auto idle = run();
            if (now_ + idle > until) break;
            now_ += idle;
        }
        now_ = until;
        run();
    }

    std::int64_t say(const std::string& text, OutboxKind kind = OutboxKind::answer, const std::string& chat = "7",
                     std::int64_t edit_of = 0) {
        OutboxRow row;
        row.owner = owner_;
        row.connector = "telegram";
        row.account = bot;
        row.chat = chat;
        row.kind = kind;
        row.edit_of = edit_of;
        row.body = to_json(Message{text, {{{{text, Style::plain}}, {}}}, false});
        row.not_before = now_;
        if (kind == OutboxKind::ack) row.target = "callback";
        return *store_->transact([&](Tables& tables) { return tables.outbox.enqueue(row); });
    }
    std::int64_t change(std::int64_t message, const std::string& text) {
        return say(text, OutboxKind::edit, "7", message);
    }
    OutboxRow row(std::int64_t id) {
        return store_->transact([&](Tables& tables) { return *tables.outbox.find(id); });
    }
    // Lets the morning come for Mum, and gives the nudge's row.
    std::int64_t nudge() {
        add("Mum", on(2026, 2, 23), 7);
        look();
        return todays_nudge().id;
    }
    OutboxRow todays_nudge() {
        return store_->transact([&](Tables& tables) { return *tables.outbox.find_nudge(owner_, on(2026, 3, 4)); });
    }
    NudgeState state() {
        return store_->transact([&](Tables& tables) { return tables.owners.nudge_state(owner_); });
    }
    void change_owner(const std::function<void(Owner&)>& change) {
        store_->transact([&](Tables& tables) {
            auto owner = *tables.owners.find(owner_);
            change(owner);
            tables.owners.put(owner);
        });
    }

    HandClock clock_{now_};
    ScriptedTelegram telegram_;
    std::shared_ptr<const Connector> connector_ =
        std::make_shared<telegram::TelegramConnector>("https://api.telegram.org", bot_token);
    std::unique_ptr<Dispatcher> dispatcher_;
};

}  // namespace nudged::runtime
