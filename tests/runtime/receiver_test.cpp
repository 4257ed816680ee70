// What is heard from Telegram, over a real socket: each act once, and no message lost or stuck.
#include "daemon/runtime/telegram_receiver.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <condition_variable>
#include <fstream>

#include "daemon/runtime/telegram_service.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "tests/http/loopback_server.hpp"
#include "tests/runtime/sending_scene.hpp"
#include "tests/web/raw_client.hpp"

namespace nudged::runtime {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

json update(std::int64_t id, const std::string& text, std::int64_t message = 500) {
    return {{"update_id", id},
            {"message",
             {{"message_id", message},
              {"date", 1},
              {"text", text},
              {"from", {{"id", 7}, {"is_bot", false}, {"first_name", "Ana"}}},
              {"chat", {{"id", 7}, {"type", "private"}}}}}};
}

class Receiving : public SendingScene {
protected:
    Receiving() {
        signal(SIGXFSZ, SIG_IGN);
        answers_["getMe"] = {{"id", 42}, {"is_bot", true}, {"username", "nudged_bot"}};
    }
    ~Receiving() override {
        limit_files(RLIM_INFINITY);
        service_.reset();
        receiver_.reset();
    }

    static void limit_files(rlim_t size) {
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = std::min(size, limit.rlim_max);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    void start() {
        receiver_ = std::make_unique<TelegramReceiver>(*store_, clock_, rules_,
                                                       telegram::Api{server_.url(""), bot_token}, std::nullopt, [] {});
        receiver_->start();
    }
    // The next answer to getUpdates; when there is none, it hangs.
    void will_receive(const std::vector<json>& updates) {
        will_answer(answered(200, {{"ok", true}, {"result", updates}}));
    }
    void will_answer(HttpResponse response) {
        const std::lock_guard lock(mutex_);
        polls_.push_back(std::move(response));
    }
    void will_refuse(const std::string& method, HttpResponse response) {
        const std::lock_guard lock(mutex_);
        refusals_[method] = std::move(response);
    }
    void wait_until_calls(const std::string& method, std::size_t n) {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, 10s, [&] { return calls_[method].size() >= n; })) << method;
    }
    json call(const std::string& method, std::size_t n) {
        const std::lock_guard lock(mutex_);
        return calls_[method].at(n);
    }
    std::string token_of(const std::string& method, std::size_t n) {
        const std::lock_guard lock(mutex_);
        return tokens_[method].at(n);
    }
    std::size_t calls(const std::string& method) {
        const std::lock_guard lock(mutex_);
        return calls_[method].size();
    }
    std::size_t entries() {
        return store_->transact([&](Tables& tables) { return tables.journal.newest(owner_, std::nullopt, 50).size(); });
    }
    std::vector<OutboxRow> outbox() {
        return store_->transact([&](Tables& tables) { return tables.outbox.newest(50); });
    }
    std::optional<std::string> cursor() {
        return store_->transact([&](Tables& tables) { return tables.inbox.cursor("telegram", bot); });
    }
    std::size_t failures() {
        return store_->transact([&](Tables& tables) { return tables.inbox.failures(); });
    }

    std::map<std::string, json> answers_;
    std::map<std::string, HttpResponse> refusals_;
    std::function<void()> poll_hook_;  // done once, before the first poll is answered
    std::unique_ptr<TelegramReceiver> receiver_;
    std::unique_ptr<TelegramService> service_;

private:
    void serve(test::Peer& peer) {
        for (auto request = peer.request(); !request.empty(); request = peer.request()) {
            const auto begin = request.find("/bot") + 4, from = request.find('/', begin) + 1;
            const auto method = request.substr(from, request.find(' ', from) - from);
            HttpResponse response = answered(200, {{"ok", true}, {"result", true}});
            bool hangs = false;
            {
                const std::lock_guard lock(mutex_);
                tokens_[method].push_back(request.substr(begin, from - 1 - begin));
                if (method == "getUpdates" && poll_hook_) std::exchange(poll_hook_, {})();
                calls_[method].push_back(json::parse(request.substr(request.find("\r\n\r\n") + 4)));
                if (answers_.contains(method)) response = answered(200, {{"ok", true}, {"result", answers_[method]}});
                if (refusals_.contains(method)) response = refusals_[method];
                if (method == "getUpdates") {
                    hangs = polls_.empty();
                    if (!hangs) response = polls_.front();
                    if (!hangs) polls_.erase(polls_.begin());
                }
            }
            changed_.notify_all();
            if (hangs) return peer.wait();
            peer.answer(response.status, response.body);
        }
    }

    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::map<std::string, std::vector<json>> calls_;
    std::map<std::string, std::vector<std::string>> tokens_;
    std::vector<HttpResponse> polls_;

protected:
    test::LoopbackServer server_{[this](test::Peer& peer) { serve(peer); }};
};

TEST_F(Receiving, MovesTheCursorWithTheBatchThatIsWrittenDown) {
    will_receive({update(10, "add Sam Lee every 60d"), update(11, "add Kim Roe every 60d", 501)});
    start();
    wait_until_calls("getUpdates", 2);
    EXPECT_FALSE(call("getUpdates", 0).contains("offset"));
    EXPECT_EQ(call("getUpdates", 1)["offset"], 12);
    EXPECT_EQ(cursor(), "12");
    EXPECT_EQ(entries(), 2U);
    EXPECT_EQ(outbox().size(), 2U);
    EXPECT_EQ(call("deleteWebhook", 0)["drop_pending_updates"], false);
}

TEST_F(Receiving, WhatComesAgainChangesNothing) {
    will_receive({update(10, "add Sam Lee every 60d")});
    will_receive({update(10, "add Sam Lee every 60d")});
    start();
    wait_until_calls("getUpdates", 3);
    EXPECT_EQ(entries(), 1U);
    EXPECT_EQ(outbox().size(), 1U);
}

TEST_F(Receiving, IdsMayStartAnewLower) {
    will_receive({update(1'000, "add Sam Lee every 60d")});
    will_receive({update(5, "add Kim Roe every 60d", 501)});
    start();
    wait_until_calls("getUpdates", 3);
    EXPECT_EQ(call("getUpdates", 2)["offset"], 6);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(Receiving, GoesOnWhereItWasStopped) {
    will_receive({update(10, "add Sam Lee every 60d")});
    start();
    wait_until_calls("getUpdates", 2);
    receiver_.reset();
    restart();
    start();
    wait_until_calls("getUpdates", 3);
    EXPECT_EQ(call("getUpdates", 2)["offset"], 11);
}

TEST_F(Receiving, AWebhookInTheWayIsDeleted) {
    will_answer(refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"));
    will_receive({update(10, "add Sam Lee every 60d")});
    start();
    wait_until_calls("getUpdates", 3);
    EXPECT_EQ(calls("deleteWebhook"), 2U);
    EXPECT_EQ(entries(), 1U);
    EXPECT_EQ(receiver_->trouble(), "");
}

TEST_F(Receiving, ARefusedTokenIsSaidAndWaitedOut) {
    refusals_["getMe"] = refused(401, "Unauthorized");
    start();
    wait_until_calls("getMe", 1);
    const auto patience = std::chrono::steady_clock::now() + 10s;
    while (receiver_->trouble().empty() && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
    receiver_->stop();
    EXPECT_THAT(receiver_->trouble(), HasSubstr("Unauthorized"));
    EXPECT_EQ(calls("getMe"), 1U);
    EXPECT_EQ(calls("getUpdates"), 0U);
}

TEST_F(Receiving, StopsAtOnceOutOfAPollThatHangs) {
    start();
    wait_until_calls("getUpdates", 1);
    const auto begun = std::chrono::steady_clock::now();
    receiver_->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(Receiving, AnUpdateThatCannotBeAppliedIsApologisedForOnceAndPassed) {
    store_->transact([&](Tables& tables) {
        Question question;
        question.owner = owner_;
        question.asked = now_;
        question.body = "not what was stored";
        tables.lists.ask(question);
    });
    will_receive({update(10, "yes")});
    will_receive({update(10, "yes")});
    start();
    wait_until_calls("getUpdates", 3);
    EXPECT_EQ(failures(), 1U);
    EXPECT_EQ(call("getUpdates", 2)["offset"], 11);
    ASSERT_EQ(outbox().size(), 1U);
    EXPECT_THAT(outbox()[0].body, HasSubstr("went wrong"));
}

TEST_F(Receiving, AnUpdateThatMeetsAKeyThatIsThereIsNoReasonToStop) {
    type("add Mum");
    type("stop");  // asks, and so keeps a question
    store_.reset();
    {
        sqlite::SqliteDatabase database(store_file());
        database.begin();
        database.execute("UPDATE owner SET last_question = 0", {});
        database.commit();
    }
    open();
    will_receive({update(10, "stop"), update(11, "today", 501)});
    start();
    wait_until_calls("getUpdates", 2);
    EXPECT_EQ(failures(), 1U);
    EXPECT_EQ(cursor(), "12");
    EXPECT_EQ(entries(), 1U);
}

class Renewed : public Receiving {
protected:
    void write_token(const std::string& token) {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "token") << token << "\n";
        chmod((folder_ / "token").c_str(), 0600);
    }
    void start_service() {
        Config config;
        config.telegram.token_file = folder_ / "token";
        config.telegram.api_url.text = server_.url("");
        service_ = TelegramService::from(config, *store_, clock_, rules_, [this] { ++changes_; });
        service_->add_lane(*dispatcher_);
        service_->start();
    }
    ~Renewed() override {
        service_.reset();
        std::filesystem::remove_all(folder_);
    }

    const std::string new_token_ = "42:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("nudged-renewed-" + std::to_string(getpid()));
    std::atomic<int> changes_ = 0;
};

TEST_F(Renewed, TheTokenIsTakenFromItsFileWithoutARestart) {
    write_token(bot_token);
    will_answer(refused(401, "Unauthorized"));
    poll_hook_ = [this] { write_token(new_token_); };
    start_service();
    wait_until_calls("getUpdates", 2);
    EXPECT_EQ(token_of("getUpdates", 0), bot_token);
    EXPECT_EQ(token_of("getMe", 1), new_token_);
    EXPECT_EQ(token_of("getUpdates", 1), new_token_);
    EXPECT_EQ(service_->receiver().trouble(), "");
    EXPECT_EQ(changes_, 1) << "what is held is tried again";
}

TEST_F(Renewed, ATokenOfAnotherBotIsLeftAlone) {
    write_token(bot_token);
    will_receive({update(10, "add Sam Lee every 60d")});
    poll_hook_ = [this] { write_token("43:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"); };
    start_service();
    wait_until_calls("getUpdates", 2);
    EXPECT_EQ(token_of("getUpdates", 1), bot_token);
    EXPECT_EQ(calls("getMe"), 1U);
}

class Webhook : public Receiving {
protected:
    static constexpr auto secret = "0123456789abcdef0123456789abcdef";

    void start_service() {
        const auto folder = std::filesystem::temp_directory_path() / ("nudged-webhook-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        Config config;
        config.telegram.token_file = folder / "token";
        config.telegram.webhook_secret_file = folder / "secret";
        config.telegram.mode = Config::Telegram::Mode::webhook;
        config.telegram.api_url.text = server_.url("");
        config.http.public_url = Url{true, "nudged.example", "https://nudged.example"};
        write(config.telegram.token_file, bot_token);
        write(config.telegram.webhook_secret_file, secret);
        service_ = TelegramService::from(config, *store_, clock_, rules_, [] {});
        std::filesystem::remove_all(folder);
        service_->add_lane(*dispatcher_);
        service_->add_route(web_);
        web_.accept_address("https://nudged.example");
        web_.listen("127.0.0.1", 0);
        web_.start();
    }
    void start_and_introduce() {
        start_service();
        service_->start();
        wait_until_calls("setMyCommands", 1);
    }
    std::string post(const std::string& body, const std::string& given = secret) {
        test::RawClient client(web_.port());
        client.send(
            "POST /telegram/webhook HTTP/1.1\r\nHost: nudged.example\r\nContent-Type: application/json\r\n"
            "X-Telegram-Bot-Api-Secret-Token: " +
            given + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.receive_answer().substr(0, 12);
    }

private:
    static void write(const std::filesystem::path& file, const std::string& text) {
        std::ofstream(file) << text << "\n";
        chmod(file.c_str(), 0600);
    }
    web::WebServer web_;
};

TEST_F(Webhook, IsToldWithItsSecretAndAnsweredAfterTheEffect) {
    start_and_introduce();
    EXPECT_EQ(call("setWebhook", 0)["url"], "https://nudged.example/telegram/webhook");
    EXPECT_EQ(call("setWebhook", 0)["secret_token"], secret);
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump()), "HTTP/1.1 200");
    EXPECT_EQ(entries(), 1U);
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump()), "HTTP/1.1 200");
    EXPECT_EQ(entries(), 1U);
    EXPECT_EQ(calls("getUpdates"), 0U);
}

TEST_F(Webhook, WithAnotherSecretIsRefused) {
    start_and_introduce();
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump(), "0123456789abcdef0123456789abcdeF"), "HTTP/1.1 401");
    EXPECT_EQ(post("no json at all", ""), "HTTP/1.1 401");
    EXPECT_EQ(entries(), 0U);
    EXPECT_EQ(post("no json at all"), "HTTP/1.1 200") << "else it would come again and again";
}

TEST_F(Webhook, ComesAgainWhileTheBotDoesNotKnowItself) {
    start_service();
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump()), "HTTP/1.1 503");
    EXPECT_EQ(entries(), 0U);
}

TEST_F(Webhook, ComesAgainWhenTheStoreCannotBeWritten) {
    start_and_introduce();
    limit_files(0);
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump()), "HTTP/1.1 503");
    limit_files(RLIM_INFINITY);
    EXPECT_EQ(post(update(10, "add Sam Lee every 60d").dump()), "HTTP/1.1 200");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(Webhook, ATokenThatIsRefusedIsSaid) {
    start_and_introduce();
    EXPECT_EQ(service_->receiver().trouble(), "");
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    will_refuse("getMe", refused(401, "Unauthorized"));
    nudge();
    run();
    wait_until_calls("getMe", 2);
    // It was asked; what is made of the answer comes a moment later.
    const auto patience = std::chrono::steady_clock::now() + 10s;
    while (service_->receiver().trouble().empty() && std::chrono::steady_clock::now() < patience)
        std::this_thread::yield();
    EXPECT_THAT(service_->receiver().trouble(), HasSubstr("Unauthorized"));
}

TEST_F(Webhook, LargerThanAnyUpdateIsRefused) {
    start_and_introduce();
    EXPECT_EQ(post(std::string((1 << 20) + 1, ' ')), "HTTP/1.1 413");
}

}  // namespace nudged::runtime
