#include "daemon/runtime/telegram_receiver.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

#include "daemon/conversation/conversation.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using telegram::Trouble;
using Steady = std::chrono::steady_clock;  // the wall clock may be set back meanwhile

constexpr std::chrono::seconds poll_lasts = 50s;
constexpr std::chrono::milliseconds longest_back_off = 60s;
constexpr std::chrono::milliseconds refused_tried_again = 5min;
constexpr std::chrono::milliseconds asked_again = 5min;  // who we are, where nothing else tells whether we are let in

}  // namespace

TelegramReceiver::TelegramReceiver(Store& store, const Clock& clock, const conversation::Rules& rules,
                                   telegram::Api api, std::optional<Webhook> webhook, std::function<void()> heard,
                                   NewToken new_token)
    : store_(store),
      clock_(clock),
      rules_(rules),
      api_(std::move(api)),
      account_(telegram::bot_id(api_.token)),
      webhook_(std::move(webhook)),
      heard_(std::move(heard)),
      new_token_(std::move(new_token)) {}

TelegramReceiver::~TelegramReceiver() { stop(); }

void TelegramReceiver::start() {
    thread_ = std::thread([this] { loop(); });
}

void TelegramReceiver::stop() {
    caller_.stop();
    if (thread_.joinable()) thread_.join();
}

std::optional<telegram::Identity> TelegramReceiver::identity() const {
    const std::lock_guard lock(mutex_);
    return identity_;
}

std::string TelegramReceiver::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void TelegramReceiver::set_trouble(std::string sentence) {
    const std::lock_guard lock(mutex_);
    if (sentence == trouble_) return;  // said once, not at each try
    if (sentence.empty())
        spdlog::info("Telegram is reached again");
    else
        spdlog::warn("Telegram: {}", sentence);
    trouble_ = std::move(sentence);
}

void TelegramReceiver::loop() {
    while (!caller_.stopped()) {
        try {
            look_for_new_token();
            if (!introduced_)
                introduced_ = introduce();
            else if (!webhook_)
                poll();
            else
                listen();
        } catch (const std::exception& error) {
            wait_out({Trouble::Kind::back_off, {}, error.what()});
        }
    }
}

void TelegramReceiver::look_for_new_token() {
    auto token = new_token_();
    if (!token) return;
    api_.token = *std::move(token);
    introduced_ = false;
    failures_ = 0;
    spdlog::info("Telegram: the token was replaced; the new one is used from now on");
}

// Who are we, how are we to be told, and what can be said to us. True when all of it is settled.
bool TelegramReceiver::introduce() {
    const auto who = telegram::read_identity(caller_.call(telegram::get_me(api_)));
    if (const auto* trouble = std::get_if<Trouble>(&who)) {
        wait_out(*trouble);
        return false;
    }
    {
        const std::lock_guard lock(mutex_);
        identity_ = std::get<telegram::Identity>(who);
    }
    const auto deliveries =
        webhook_ ? telegram::set_webhook(api_, webhook_->url, webhook_->secret) : telegram::delete_webhook(api_);
    for (const auto& request : {deliveries, telegram::set_my_commands(api_)}) {
        if (const auto trouble = telegram::read_done(caller_.call(request))) {
            wait_out(*trouble);
            return false;
        }
    }
    failures_ = 0;
    ask_again_ = Steady::now() + asked_again;
    set_trouble({});
    return true;
}

// The updates come by themselves, and when they no longer do, nobody says so.
void TelegramReceiver::listen() {
    if (const auto left = ask_again_ - Steady::now(); !doubted_.exchange(false) && left.count() > 0)
        return caller_.rest(std::chrono::ceil<std::chrono::milliseconds>(left));
    const auto who = telegram::read_identity(caller_.call(telegram::get_me(api_)));
    ask_again_ = Steady::now() + asked_again;
    if (const auto* trouble = std::get_if<Trouble>(&who)) {
        introduced_ = false;
        wait_out(*trouble);
    }
}

void TelegramReceiver::doubt_token() {
    doubted_ = true;
    caller_.wake();
}

void TelegramReceiver::poll() {
    const auto cursor = store_.transact([&](Tables& tables) { return tables.inbox.cursor("telegram", account_); });
    std::int64_t offset = 0;
    if (cursor) std::from_chars(cursor->data(), cursor->data() + cursor->size(), offset);
    const auto response = caller_.call(telegram::get_updates(api_, offset, poll_lasts));
    if (caller_.stopped()) return;
    const auto got = telegram::read_updates(*identity(), response);
    if (const auto* trouble = std::get_if<Trouble>(&got)) {
        if (trouble->kind == Trouble::Kind::webhook_active) (void)caller_.call(telegram::delete_webhook(api_));
        return wait_out(*trouble);
    }
    failures_ = 0;
    set_trouble({});
    receive(std::get<std::vector<telegram::ReceivedUpdate>>(got), true);
}

void TelegramReceiver::receive(const std::vector<telegram::ReceivedUpdate>& updates, bool move_cursor) {
    if (updates.empty()) return;
    store_.transact([&](Tables& tables) {
        for (const auto& update : updates)
            if (update.event) conversation::receive(tables, *update.event, rules_, {clock_.now(), clock_.real()});
        // From the batch alone: after a quiet week the ids may start anew, lower.
        if (move_cursor) tables.inbox.set_cursor("telegram", account_, std::to_string(updates.back().update_id + 1));
    });
    heard_();
}

bool TelegramReceiver::receive_webhook(const std::string& body) {
    const auto self = identity();
    if (!self) return false;
    if (const auto update = telegram::read_update(*self, body)) receive({*update}, false);
    return true;
}

void TelegramReceiver::wait_out(const Trouble& trouble) {
    if (caller_.stopped()) return;
    set_trouble(trouble.reason);
    std::chrono::milliseconds pause =
        std::min<std::chrono::milliseconds>(1s * (1 << std::min(failures_, 6)), longest_back_off);
    if (trouble.kind == Trouble::Kind::refused) pause = refused_tried_again;
    if (trouble.kind == Trouble::Kind::wait) pause = trouble.retry_after;
    // The first time it is enough to have deleted it.
    if (trouble.kind == Trouble::Kind::webhook_active && failures_ == 0) pause = 0ms;
    ++failures_;
    const auto until = Steady::now() + pause;
    const auto waited_with = api_.token;
    for (auto left = pause; !caller_.stopped() && left > 0ms && api_.token == waited_with;
         left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now())) {
        look_for_new_token();
        if (api_.token == waited_with) caller_.rest(left);
    }
}

}  // namespace nudged::runtime
