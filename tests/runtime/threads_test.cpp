// The threads around the steps: woken, stopped at once when idle, and not stopped by what is thrown.
#include <condition_variable>

#include "daemon/runtime/sending.hpp"
#include "daemon/runtime/worker.hpp"
#include "tests/http/loopback_server.hpp"
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using Steady = std::chrono::steady_clock;

class Counted {
public:
    void add() {
        {
            const std::lock_guard lock(mutex_);
            ++count_;
        }
        changed_.notify_all();
    }
    [[nodiscard]] bool reaches(int wanted) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [&] { return count_ >= wanted; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int count_ = 0;
};

TEST(AWorker, StepsAtOnceWhenWokenAndAfterTheTimeItsStepNames) {
    Counted steps;
    Worker worker("test", [&] {
        steps.add();
        return 1h;
    });
    worker.start();
    EXPECT_TRUE(steps.reaches(1));
    worker.wake();
    EXPECT_TRUE(steps.reaches(2));
    const auto begun = Steady::now();
    worker.stop();
    worker.stop();
    EXPECT_LT(Steady::now() - begun, 2s);

    Counted quick;
    Worker hurried("test", [&] {
        quick.add();
        return 1ms;
    });
    hurried.start();
    EXPECT_TRUE(quick.reaches(5));
}

TEST(AWorker, GoesOnAfterAStepThatThrows) {
    Counted steps;
    Worker worker("test", [&]() -> std::chrono::milliseconds {
        steps.add();
        throw std::runtime_error("not now");
    });
    worker.start();
    EXPECT_TRUE(steps.reaches(1));
    worker.wake();
    EXPECT_TRUE(steps.reaches(2));
}

// The real engine and a server that answers when it is told to.
class Sending : public SendingScene {
protected:
    Sending() {
        dispatcher_ = std::make_unique<Dispatcher>(
            *store_, clock_,
            [this](HttpRequest request, auto done) { engine_->start(std::move(request), std::move(done)); }, ports(),
            [] { return 0.0; });
        dispatcher_->add_lane(bot, loopback_, PaceLimits{});
        thread_ = std::make_unique<SendingThread>(*dispatcher_, *engine_);
    }
    ~Sending() override {
        thread_.reset();
        dispatcher_.reset();
        engine_.reset();
    }

    Counted requests_;
    std::atomic<bool> silent_ = false;
    test::LoopbackServer server_{[this](test::Peer& peer) {
        if (peer.request().empty()) return;
        requests_.add();
        if (silent_) return peer.wait();
        peer.answer(200, R"({"ok":true,"result":{"message_id":5}})");
    }};
    std::shared_ptr<const Connector> loopback_ =
        std::make_shared<telegram::TelegramConnector>(server_.url(""), bot_token);
    std::unique_ptr<http::HttpEngine> engine_ = std::make_unique<http::HttpEngine>();
    std::unique_ptr<SendingThread> thread_;
};

TEST_F(Sending, SendsWhenWokenAndStopsAtOnceWhenIdle) {
    thread_->start();
    const auto id = say("Hello");
    thread_->wake();
    EXPECT_TRUE(requests_.reaches(1));
    thread_->stop(10s);
    EXPECT_EQ(row(id).state, OutboxState::sent) << "what was under way has ended and is recorded";
    EXPECT_EQ(row(id).reference, "5");
}

TEST_F(Sending, LeavesADoubtWhereNoAnswerCameInTime) {
    silent_ = true;
    const auto id = say("Hello");
    thread_->start();
    EXPECT_TRUE(requests_.reaches(1));
    const auto later = say("More", OutboxKind::answer, "8");
    const auto begun = Steady::now();
    thread_->stop(50ms);
    EXPECT_LT(Steady::now() - begun, 3s);
    EXPECT_TRUE(row(id).doubtful);
    EXPECT_EQ(row(later).state, OutboxState::ready);
}

}  // namespace nudged::runtime
