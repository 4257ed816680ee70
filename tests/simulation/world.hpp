// Months of several owners in a few seconds: the real scheduler, dispatcher, conversation, connector and store, under a
// clock that leaps from one event to the next, in a world that fails in every way a seed can think of.
//
// The world keeps the truth (what Telegram really took, what people really did) and compares.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "connectors/telegram/telegram_wire.hpp"
#include "daemon/runtime/dispatcher.hpp"
#include "daemon/runtime/scheduler.hpp"

namespace nudged::simulation {

using nlohmann::json;
using namespace std::chrono_literals;

// What came of a run.
struct Report {
    std::vector<std::string> violations;  // empty = every promise was kept
    std::uint64_t trace = 0;              // the same for the same seed
    std::map<std::string, int> marks;     // how often each thing happened
};

class World {
public:
    explicit World(std::uint64_t seed);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Report run(days with_faults);

private:
    struct PowerCut {};
    struct SimulatedClock final : runtime::Clock {
        explicit SimulatedClock(const World& world) : world_(world) {}
        [[nodiscard]] Instant now() const override { return world_.now_; }
        [[nodiscard]] Instant real() const override { return world_.now_; }
        [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override {
            return std::max(people - world_.now_, std::chrono::milliseconds{0});
        }
        const World& world_;
    };
    // The last three are of the account that is preferred; some owners have a chat at another one too.
    enum class Weather { fine, unreachable, silent, failing, crowded, blocked, revoked, gone };
    struct Spans {  // of time in which something held
        std::vector<std::pair<Instant, Instant>> over;
        std::optional<Instant> since;
        void holds(bool now_so, Instant now);
    };
    struct Exchange {  // a request whose answer is on its way
        Instant ends;
        HttpResponse response;
        std::function<void(HttpResponse)> done;
    };
    struct Delivery {  // an act of somebody, on its way to us
        Instant at;
        json update;
        bool again = false;  // a repeat of one that was acknowledged
    };
    struct Message {  // as it stands in the chat
        std::string chat;
        json keyboard;
    };
    struct Fate {  // of one outbox row that is a message
        std::int64_t owner = 0;
        OutboxKind kind{};
        std::optional<Date> date;
        int attempts = 0;
        bool whole = false;  // it shows all of that list
        int taken = 0;       // really in the chat
        int unmarked = 0;    // of those, without the word that it may be a repeat
    };

    // the process
    void boot();
    void cut_power();
    void step();

    // the world
    void send(HttpRequest request, std::function<void(HttpResponse)> done);
    HttpResponse answer(Weather weather, const std::string& method, const json& body, bool& taken);
    void deliver(const Delivery& delivery);
    void react(const std::string& chat);
    void type(const std::string& chat, Instant at);
    void tap(const std::string& chat, Instant at);
    void come(json update, Instant at);
    void change_weather();
    void add_lane(const std::string& account);
    void look_at_the_sky(bool is_interrupted = false);
    [[nodiscard]] Instant next_event(std::chrono::milliseconds idle) const;

    // the truth
    void watch_attempt(const std::string& chat, const std::string& text, bool taken);
    void judge();
    void judge_nudges();
    void wrong(const std::string& what);
    void mark(const std::string& what) { ++marks_[what]; }
    void trace(const std::string& what);
    void judge_nudge(Tables& tables, const OutboxRow& row);
    [[nodiscard]] bool was(const Spans& so, Instant from, Instant to, std::chrono::milliseconds longest_needed) const;

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    bool chance(double p) { return std::uniform_real_distribution<double>(0, 1)(random_) < p; }

    std::mt19937_64 random_;
    std::filesystem::path folder_;
    Instant now_;
    SimulatedClock clock_{*this};
    conversation::Rules rules_;
    telegram::Identity self_{42, "nudged_bot"}, other_self_{43, "other_bot"};

    std::unique_ptr<Store> store_;
    std::unique_ptr<runtime::Scheduler> scheduler_;
    std::unique_ptr<runtime::Dispatcher> dispatcher_;
    std::optional<Instant> boots_at_;  // while the power is off

    bool faults_ = true;
    Weather weather_ = Weather::fine;
    Instant weather_ends_;
    double cuts_ = 0, losses_ = 0, jumps_ = 0;  // per chance; each seed has its own
    std::vector<Exchange> exchanges_;
    std::vector<Delivery> deliveries_;
    std::vector<json> acts_;  // everything that was acknowledged
    std::map<std::int64_t, Message> messages_;
    std::int64_t last_message_ = 0, last_update_ = 0;

    std::vector<Owner> owners_;
    std::map<std::int64_t, Fate> fates_;
    std::map<std::pair<std::int64_t, Date>, std::int64_t> nudge_of_;
    Spans fine_;       // all was well
    Spans reachable_;  // ... or at least at the other account
    std::vector<Instant> clock_set_;
    std::vector<std::string> violations_;
    std::map<std::string, int> marks_;
    std::uint64_t trace_ = 1469598103934665603U;
};

}  // namespace nudged::simulation
