#include "daemon/runtime/daemon.hpp"

#include <malloc.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <memory>
#include <random>
#include <thread>

#include "daemon/conversation/delivered.hpp"
#include "daemon/conversation/keys.hpp"
#include "daemon/conversation/undelivered.hpp"
#include "daemon/runtime/control.hpp"
#include "daemon/runtime/helper_program.hpp"
#include "daemon/runtime/link_page.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/metrics.hpp"
#include "daemon/runtime/operations.hpp"
#include "daemon/runtime/rules.hpp"
#include "daemon/runtime/scheduler.hpp"
#include "daemon/runtime/sending.hpp"
#include "daemon/runtime/slack_home.hpp"
#include "daemon/runtime/slack_service.hpp"
#include "daemon/runtime/telegram_service.hpp"
#include "daemon/runtime/web_chat.hpp"
#include "daemon/runtime/web_page.hpp"
#include "daemon/runtime/worker.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds sends_may_end = 8s;  // of the 10 s that a stop may take

// Waits for the signal that ends the daemon. Blocked for every thread from before the first one is made.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals_, signal);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    void wait() const {
        int signal = 0;
        do sigwait(&signals_, &signal);
        while (signal == SIGHUP);  // a terminal that was closed; there is nothing to reload
    }

private:
    sigset_t signals_{};
};

// A start before the newest entry of the journal goes on from that entry, so that nothing happens before its cause.
std::unique_ptr<Clock> clock_for(Store& store, const std::optional<ClockSetting>& setting) {
    if (!setting) return std::make_unique<SystemClock>();
    auto from = *setting;
    if (const auto newest = store.transact([](Tables& tables) { return tables.journal.newest_instant(); }))
        from.start = std::max(from.start, *newest);
    return std::make_unique<ShiftedClock>(from);
}

void make_first_owner(Store& store, const Config& config, const Clock& clock) {
    store.transact([&](Tables& tables) {
        if (tables.owners.count() == 0)
            tables.owners.add(new_owner(config, "me", Zone::of_this_machine().name(), clock.now()));
    });
}

conversation::Rules with_own_links(conversation::Rules rules, const Config& config) {
    rules.own_links = own_links_of(config);
    return rules;
}

class Daemon {
public:
    Daemon(std::unique_ptr<Store> store, const Config& config, const std::optional<ClockSetting>& setting)
        : config_(config),
          rules_(with_own_links(rules_of(config), config)),
          store_(std::move(store)),
          clock_(clock_for(*store_, setting)),
          scheduler_(*store_, *clock_, rules_),
          scheduling_("scheduler", [this] { return schedule(); }),
          dispatcher_(
              *store_, *clock_,
              [this](HttpRequest request, auto done) { engine_.start(std::move(request), std::move(done)); },
              {conversation::marked_as_repeat, conversation::deliver_elsewhere,
               [this](Tables& tables, const OutboxRow& row, conversation::Moment moment) {
                   conversation::delivered(tables, row, rules_, moment);
               },
               drawn},
              [this] { return jitter_(random_); }),
          sending_(dispatcher_, engine_),
          slack_homes_(*store_, *clock_, rules_, slack_home_ports()),
          publishing_("Home tabs of Slack", [this] { return slack_homes_.step(); }),
          operations_(*store_, config_, *clock_, ports()),
          link_page_(*store_, *clock_, rules_, [this] { changed(); }) {
        store_->on_broken([this](const std::string& why) { give_up(why); });
        make_first_owner(*store_, config_, *clock_);
        conversation::bring_keys_up_to_date(*store_, rules_);
        telegram_ = TelegramService::from(config_, *store_, *clock_, rules_, [this] { changed(); });
        if (telegram_) {
            telegram_->add_lane(dispatcher_);
            telegram_->add_route(web_);
        }
        slack_ = SlackService::from(
            config_, *store_, *clock_, rules_, dispatcher_,
            {[this] { changed(); }, [this](const slack::HomeOpened& home) { slack_homes_.opened(home); },
             [this](const slack::SettingChosen& choice) { slack_homes_.chosen(choice); }});
        if (slack_) slack_->add_routes(web_);
        if (config_.webchat.enabled) {
            const bool by_https = config_.http.public_url && config_.http.public_url->https;
            token_ = webchat_token(config_.data);
            web_chat_ = std::make_unique<WebChat>(*store_, *clock_, rules_,
                                                  WebChat::Setting{config_.data, token_, by_https, drawn},
                                                  [this] { changed(); });
            web_chat_->serve(web_);
        }
        if (rules_.own_links) link_page_.serve(web_);
        if (rules_.own_links && !web_chat_) serve_page_files(web_);
        add_health_routes();
        if (config_.http.public_url) web_.accept_address(config_.http.public_url->text);
        web_.listen(config_.http.listen.host, config_.http.listen.port);
    }

    // Returns the exit code.
    int run(const StopSignals& signals) {
        control_ = std::make_unique<ControlServer>(operations_, control_path(config_));
        sending_.start();
        scheduling_.start();
        if (telegram_) telegram_->start();
        if (slack_) slack_->start();
        if (slack_) publishing_.start();
        web_.start();
        announce();
        signals.wait();
        // Whoever asks twice does not want to wait: all that was acknowledged is on the disk.
        std::thread([&signals] {
            signals.wait();
            _exit(1);
        }).detach();
        stop();
        return gave_up_ ? 1 : 0;
    }

private:
    // What is written from now on may be lost, so it ends as if told to; whoever watches over it (systemd) sees that it
    // failed, and starts it again.
    void give_up(const std::string& why) {
        spdlog::error("{}. Nudged ends, because nothing that it wrote now would last", why);
        gave_up_ = true;
        if (!stopping_) kill(getpid(), SIGTERM);
    }

    // Something was written: look again at who is due, what is to be sent, and what the pages show.
    void changed() {
        scheduling_.wake();
        sending_.wake();
        web_.notify();
        slack_homes_.changed();
    }

    std::chrono::milliseconds schedule() {
        const auto idle = scheduler_.step();
        sending_.wake();
        web_.notify();
        slack_homes_.changed();
        return idle;
    }

    OperationPorts ports() {
        return {[this] { changed(); },
                [this] {
                    const auto self = telegram_ ? telegram_->receiver().identity() : std::nullopt;
                    return self ? self->username : std::string();
                },
                [this] { return address(); },
                [this] { return troubles(); },
                [this] { return slack_ ? slack_->workspace_names() : std::vector<std::string>(); },
                [this](const std::string& account) { return slack_ && slack_->api(account); }};
    }

    SlackHomes::Ports slack_home_ports() {
        return {[this](const std::string& account) { return slack_->api(account); },
                [this](const std::string& account) { return slack_->is_open(account); },
                [this](HttpRequest request) { return publishing_call_.call(std::move(request)); },
                [this] { publishing_.wake(); }, [this] { changed(); }};
    }

    [[nodiscard]] std::string address() const {
        return "http://" + format_listen({config_.http.listen.host, web_.port()});
    }

    // Of each connector that is set up; empty = nothing is the matter.
    [[nodiscard]] Troubles connectors() const {
        Troubles connectors;
        if (telegram_) connectors["telegram"] = telegram_->receiver().trouble();
        if (slack_) connectors["slack"] = slack_->trouble();
        return connectors;
    }
    [[nodiscard]] Troubles troubles() const {
        auto troubles = connectors();
        std::erase_if(troubles, [](const auto& one) { return one.second.empty(); });
        return troubles;
    }

    void add_health_routes() {
        web_.get("/healthz", [](const web::Request&) { return plain(200, "ok\n"); });
        web_.get("/readyz", [this](const web::Request&) {
            try {
                store_->prove_writable();
            } catch (const StoreError&) {
                return plain(503, "the store cannot be written\n");
            }
            std::string all;
            for (const auto& [connector, trouble] : troubles())
                all += (connector == "slack" ? "Slack: " : "Telegram: ") + trouble + "\n";
            return all.empty() ? plain(200, "ok\n") : plain(503, all);
        });
        web_.get("/metrics", [this](const web::Request&) {
            try {
                const auto refusals = slack_ ? slack_->refused_requests() : std::nullopt;
                auto response = plain(200, metrics_text(*store_, connectors(), refusals));
                response.content_type = metrics_content_type;
                return response;
            } catch (const StoreError&) {
                return plain(503, "the store cannot be read\n");
            }
        });
    }
    static web::Response plain(int status, std::string body) {
        web::Response response;
        response.status = status;
        response.body = std::move(body);
        return response;
    }

    void announce() const {
        if (web_chat_) std::printf("open %s/?token=%s\n", address().c_str(), token_.reveal().c_str());
        std::puts("ready");
        std::fflush(stdout);
    }

    // Nothing new comes in, what is on its way may end, and what is not stays in the store.
    void stop() {
        stopping_ = true;
        control_.reset();
        if (slack_) slack_->stop();  // before the web server: pages may wait for its calls
        publishing_call_.stop();
        publishing_.stop();
        web_.stop();
        if (telegram_) telegram_->stop();
        scheduling_.stop();
        sending_.stop(sends_may_end);
    }

    std::atomic<bool> gave_up_ = false;
    std::atomic<bool> stopping_ = false;
    const Config config_;
    const conversation::Rules rules_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Clock> clock_;
    std::mt19937_64 random_{std::random_device{}()};
    std::uniform_real_distribution<double> jitter_{0, 1};
    http::HttpEngine engine_;
    web::WebServer web_;
    Scheduler scheduler_;
    Worker scheduling_;
    Dispatcher dispatcher_;
    SendingThread sending_;
    Caller publishing_call_;  // the publishing thread's
    SlackHomes slack_homes_;
    Worker publishing_;
    Operations operations_;
    LinkPage link_page_;
    std::unique_ptr<TelegramService> telegram_;
    std::unique_ptr<SlackService> slack_;
    Secret token_;  // of the web chat
    std::unique_ptr<WebChat> web_chat_;
    std::unique_ptr<ControlServer> control_;
};

}  // namespace

int run_daemon(std::unique_ptr<Store> store, const Config& config, const std::optional<ClockSetting>& clock) {
    // An arena for each of some forty threads would keep the most that it ever held: one for all measured no slower
    // and, under load, 3 MB smaller.
    mallopt(M_ARENA_MAX, 1);
    start_log();
    static const StopSignals signals;  // outlives every thread that waits for them
    return Daemon(std::move(store), config, clock).run(signals);
}

}  // namespace nudged::runtime
