#include "tests/simulation/world.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>

#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/delivered.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/undelivered.hpp"
#include "daemon/followup/calendar.hpp"

namespace nudged::simulation {

namespace {

const std::string bot = "42";
const std::string other_bot = "43";
constexpr auto other_chat = 100;     // and the owner's number: their chat at the other account
constexpr std::size_t with_two = 3;  // so many owners have one
constexpr auto repeat_mark = "You may have seen this one already";
constexpr auto leap = 1h;         // no event: at most so far at once
constexpr auto enough = 20min;    // of fine weather within a nudge's window, and it must have come
constexpr auto calm = days{4};    // after the faults, before the verdict
constexpr auto taps_live = 150s;  // Telegram forgets a tap that nobody asks for; words live for a day
constexpr auto words_live = 24h;

HttpResponse answered(int status, const json& body) { return {status, body.dump(), {}, false, ""}; }
HttpResponse refused(int code, const std::string& why, const json& parameters = json::object()) {
    return answered(code, {{"ok", false}, {"error_code", code}, {"description", why}, {"parameters", parameters}});
}
HttpResponse no_answer() { return {0, "", {}, false, "timed out"}; }

std::filesystem::path fast_folder() {
    const std::filesystem::path memory = "/dev/shm";
    return access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

bool is_proactive(OutboxKind kind) {
    return kind == OutboxKind::nudge || kind == OutboxKind::review || kind == OutboxKind::reminder;
}

}  // namespace

World::World(std::uint64_t seed)
    : random_(seed),
      folder_(fast_folder() / ("nudged-world-" + std::to_string(getpid()) + "-" + std::to_string(seed))),
      now_(std::chrono::sys_days{std::chrono::year{2026} / 2 / 20}),
      weather_ends_(now_ + 24h) {
    spdlog::set_level(spdlog::level::off);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    cuts_ = chance(0.8) ? 0.004 : 0;
    losses_ = chance(0.8) ? 0.03 : 0;
    jumps_ = chance(0.7) ? 0.15 : 0;
    boot();
    const std::pair<const char*, TimeOfDay> places[] = {
        {"Europe/Lisbon", 8h + 30min},
        {"America/New_York", 7h},  // in the quiet hours: it waits for their end
        {"Australia/Lord_Howe", 9h},
        {"Pacific/Chatham", 8h + 45min},
        {"Africa/Casablanca", 17h}};
    store_->transact([&](Tables& tables) {
        for (const auto& [zone, nudge_at] : places) {
            Owner owner;
            owner.name = zone;
            owner.zone = zone;
            owner.nudge_at = nudge_at;
            owner.created = now_;
            const auto chat = std::to_string(owners_.size() + 1);
            owner.pairings = {{"telegram", bot, chat, chat}};
            if (owners_.size() < with_two) {
                const auto second = std::to_string(owners_.size() + 1 + other_chat);
                owner.pairings.insert(owner.pairings.begin(), {"telegram", other_bot, second, second});
            }
            owner.id = tables.owners.add(owner);
            owners_.push_back(owner);
            conversation::Exchange exchange(tables, owner, rules_, {now_, now_}, "say");
            conversation::Reply reply;
            conversation::Ledger ledger(exchange, reply);
            for (const auto* name : {"Mum", "Sam Lee", "Kim Roe", "Nicole Ortiz", "Jo Bell", "Ann Fox"}) {
                Contact contact;
                contact.name = name;
                contact.cadence_days = 5 + static_cast<int>(below(25));
                contact.base = exchange.today() - days{static_cast<int>(below(20))};
                ledger.add(contact, "");
            }
        }
    });
}

World::~World() {
    dispatcher_.reset();
    scheduler_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
}

// ---- the process ----------------------------------------------------------------------------------------------------

void World::boot() {
    boots_at_.reset();
    store_ = open_sqlite_store((folder_ / "nudged.db").string());
    scheduler_ = std::make_unique<runtime::Scheduler>(*store_, clock_, rules_);
    dispatcher_ = std::make_unique<runtime::Dispatcher>(
        *store_, clock_, [this](HttpRequest request, auto done) { send(std::move(request), std::move(done)); },
        runtime::DeliveryPorts{conversation::marked_as_repeat, conversation::deliver_elsewhere,
                               [this](Tables& tables, const OutboxRow& row, conversation::Moment moment) {
                                   conversation::delivered(tables, row, rules_, moment);
                               }},
        [this] { return std::uniform_real_distribution<double>(0, 1)(random_); });
    if (weather_ != Weather::gone) add_lane(bot);
    add_lane(other_bot);
}

void World::add_lane(const std::string& account) {
    const auto token = account + ":AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    dispatcher_->add_lane(account, std::make_shared<telegram::TelegramConnector>("https://api.telegram.org", token),
                          runtime::PaceLimits{});
}

// Nothing is said goodbye to.
void World::cut_power() {
    mark("power cut");
    exchanges_.clear();
    dispatcher_.reset();
    scheduler_.reset();
    store_.reset();
    look_at_the_sky(true);
    boots_at_ = now_ + (chance(0.7) ? std::chrono::seconds{below(300)} : std::chrono::seconds{below(30 * 3'600)});
}

void World::step() {
    auto idle = std::chrono::milliseconds{leap};
    if (boots_at_ && now_ >= *boots_at_) boot();
    if (!boots_at_) {
        try {
            idle = std::min(idle, scheduler_->step());
            idle = std::min(idle, dispatcher_->step());
            if (faults_ && chance(cuts_)) cut_power();
        } catch (const PowerCut&) {
            mark("power cut while sending");
            cut_power();
        }
    }
    now_ = std::max(next_event(idle), now_ + 1ms);
    change_weather();

    for (std::size_t i = 0; i < exchanges_.size();) {
        if (exchanges_[i].ends > now_) {
            ++i;
            continue;
        }
        auto one = std::move(exchanges_[i]);
        exchanges_.erase(exchanges_.begin() + static_cast<std::ptrdiff_t>(i));
        one.done(std::move(one.response));
    }
    if (!exchanges_.empty() && faults_ && chance(cuts_)) cut_power();
    auto due = std::exchange(deliveries_, {});
    for (auto& delivery : due) {
        if (delivery.at > now_)
            deliveries_.push_back(std::move(delivery));
        else
            deliver(delivery);
    }
}

Instant World::next_event(std::chrono::milliseconds idle) const {
    auto next = now_ + idle;
    if (boots_at_) next = std::min(now_ + leap, *boots_at_);
    next = std::min(next, weather_ends_);
    for (const auto& exchange : exchanges_) next = std::min(next, exchange.ends);
    for (const auto& delivery : deliveries_) next = std::min(next, delivery.at);
    return next;
}

// ---- the world ------------------------------------------------------------------------------------------------------

void World::Spans::holds(bool now_so, Instant now) {
    if (now_so && !since) since = now;
    if (!now_so && since) over.emplace_back(*std::exchange(since, {}), now);
}

void World::look_at_the_sky(bool is_interrupted) {
    const bool up = !boots_at_ && !is_interrupted;
    fine_.holds(up && weather_ == Weather::fine, now_);
    reachable_.holds(up && (weather_ == Weather::fine || weather_ >= Weather::revoked), now_);
}

void World::change_weather() {
    look_at_the_sky();
    if (now_ < weather_ends_) return;
    if (faults_ && chance(jumps_)) {
        look_at_the_sky(true);
        const bool ahead = chance(0.5);
        mark(ahead ? "clock ahead" : "clock back");
        const auto by = chance(0.5) ? std::chrono::milliseconds{1h} : std::chrono::milliseconds{24h};
        clock_set_.push_back(now_);
        now_ += ahead ? by : -by;
        for (auto& exchange : exchanges_) exchange.ends += ahead ? by : -by;
        for (auto& delivery : deliveries_) delivery.at += ahead ? by : -by;
    }
    const auto before = weather_;
    weather_ = faults_ && chance(0.4) ? static_cast<Weather>(1 + below(7)) : Weather::fine;
    weather_ends_ = now_ + std::chrono::minutes{10 + below(weather_ == Weather::fine ? 3'000 : 700)};
    if (weather_ == Weather::gone) mark("gone");
    if (!dispatcher_ || weather_ == before) return;
    if (weather_ == Weather::gone) dispatcher_->remove_lane("telegram", bot);
    if (before == Weather::gone) add_lane(bot);
}

HttpResponse World::answer(Weather weather, const std::string& method, const json& body, bool& taken) {
    taken = false;
    if (faults_ && weather == Weather::fine && chance(losses_))
        weather = chance(0.5) ? Weather::silent : Weather::failing;
    switch (weather) {
        case Weather::unreachable:
            mark("unreachable");
            return {0, "", {}, true, "no such host"};
        case Weather::crowded:
            mark("told to wait");
            return refused(429, "Too Many Requests: retry after 40", {{"retry_after", 40}});
        case Weather::revoked:
            mark("revoked");
            return refused(401, "Unauthorized");
        case Weather::blocked:
            mark("blocked");
            return refused(403, "Forbidden: bot was blocked by the user");
        case Weather::gone:
            wrong("something was sent where we are not let in");
            return refused(401, "Unauthorized");
        case Weather::silent:
        case Weather::failing:
            taken = chance(0.5);
            mark(weather == Weather::failing ? "failing" : taken ? "silent, taken" : "silent, not taken");
            break;
        case Weather::fine:
            taken = true;
            break;
    }
    std::int64_t message = 0;
    if (method == "editMessageText") {
        mark("edit");
        message = body.at("message_id");
        const auto found = messages_.find(message);
        if (found == messages_.end())
            return wrong("an edit of a message that is not there"),
                   refused(400, "Bad Request: message to edit not found");
        if (taken) found->second.keyboard = body.value("reply_markup", json::object());
    } else if (method == "sendMessage" && taken) {
        message = ++last_message_;
        messages_[message] = {body.at("chat_id").dump(), body.value("reply_markup", json::object())};
        react(messages_[message].chat);
    }
    if (weather == Weather::silent) return no_answer();
    if (weather == Weather::failing) return {502, "<html>Bad Gateway</html>", {}, false, ""};
    return answered(200, {{"ok", true}, {"result", {{"message_id", message}}}});
}

void World::send(HttpRequest request, std::function<void(HttpResponse)> done) {
    const auto method = request.url.substr(request.url.rfind('/') + 1);
    const auto body = json::parse(request.body);
    trace(method + request.body);
    if (faults_ && chance(cuts_)) throw PowerCut{};
    bool taken = false;
    const bool is_other = request.url.find("/bot" + other_bot) != std::string::npos;
    auto response = answer(is_other && weather_ >= Weather::crowded ? Weather::fine : weather_, method, body, taken);
    if (method == "sendMessage") watch_attempt(body.at("chat_id").dump(), body.at("text"), taken);
    if (faults_ && chance(cuts_)) throw PowerCut{};
    const auto lasts =
        response.status == 0 && !response.surely_not_sent ? 20'000ms : std::chrono::milliseconds{50 + below(2'000)};
    exchanges_.push_back({now_ + lasts, std::move(response), std::move(done)});
}

// Somebody has got a message, and does something about it, or does not.
void World::react(const std::string& chat) {
    if (!chance(0.5)) return;
    const auto at = now_ + std::chrono::seconds{5 + below(chance(0.8) ? 7'200 : 100'000)};
    chance(0.75) ? tap(chat, at) : type(chat, at);
}

void World::type(const std::string& chat, Instant at) {
    static constexpr const char* words[] = {"done 1",        "done",
                                            "snooze 1 3d",   "skip 1",
                                            "undo",          "today",
                                            "done mum",      "sam replied",
                                            "snooze kim 1w", "note mum likes tulips",
                                            "who nicole",    "yes",
                                            "list",          "2",
                                            "every 9d mum",  "add Pat Noor every 6d",
                                            "help"};
    mark("words");
    const json who = {{"id", std::stoll(chat)}, {"is_bot", false}, {"first_name", "A"}};
    come({{"message",
           {{"message_id", ++last_message_},
            {"date", 1},
            {"text", words[below(std::size(words))]},
            {"from", who},
            {"chat", {{"id", std::stoll(chat)}, {"type", "private"}}}}}},
         at);
}

void World::tap(const std::string& chat, Instant at) {
    std::vector<std::pair<std::int64_t, std::string>>
        buttons;  // of the newest messages, and now and then of an old one
    const bool old = chance(0.15);
    for (auto message = messages_.rbegin(); message != messages_.rend() && buttons.size() < (old ? 60U : 8U);
         ++message) {
        if (message->second.chat != chat) continue;
        for (const auto& row : message->second.keyboard.value("inline_keyboard", json::array()))
            for (const auto& button : row)
                if (button.contains("callback_data")) buttons.emplace_back(message->first, button["callback_data"]);
    }
    if (buttons.empty()) return;
    mark(old ? "old tap" : "tap");
    const auto& [message, data] = buttons[below(buttons.size())];
    const int times = chance(0.15) ? 2 : 1;
    if (times == 2) mark("double tap");
    for (int i = 0; i < times; ++i)
        come({{"callback_query",
               {{"id", "c" + std::to_string(last_update_ + 1)},
                {"from", {{"id", std::stoll(chat)}, {"is_bot", false}, {"first_name", "A"}}},
                {"message", {{"message_id", message}, {"chat", {{"id", std::stoll(chat)}, {"type", "private"}}}}},
                {"data", data}}}},
             at + i * 300ms);
}

void World::come(json update, Instant at) {
    update["update_id"] = ++last_update_;
    deliveries_.push_back({at, std::move(update), false});
}

// As the receiver does: one transaction, and only then is it acknowledged.
void World::deliver(const Delivery& delivery) {
    const auto lives = delivery.update.contains("callback_query") ? std::chrono::milliseconds{taps_live} : words_live;
    if (boots_at_) {
        if (now_ - delivery.at < lives) deliveries_.push_back({*boots_at_ + 1s, delivery.update, delivery.again});
        return;
    }
    const auto& act =
        delivery.update.contains("message") ? delivery.update["message"] : delivery.update["callback_query"];
    const bool is_other = act.at("from").at("id") > other_chat;
    const auto received = telegram::read_update(is_other ? other_self_ : self_, delivery.update.dump());
    const auto standing = [&] {
        return store_->transact([&](Tables& tables) {
            std::pair<std::int64_t, std::int64_t> newest{0, 0};
            if (const auto rows = tables.outbox.newest(1); !rows.empty()) newest.first = rows.front().id;
            for (const auto& owner : owners_)
                for (const auto& entry : tables.journal.newest(owner.id, std::nullopt, 1)) newest.second += entry.seq;
            return newest;
        });
    };
    const auto before = standing();
    store_->transact([&](Tables& tables) { conversation::receive(tables, *received->event, rules_, {now_, now_}); });
    if (delivery.again) {
        mark("came again");
        if (standing() != before) wrong("an act that came again had an effect: " + delivery.update.dump());
    }
    acts_.push_back(delivery.update);
    if (chance(0.1))
        deliveries_.push_back({now_ + std::chrono::seconds{below(90'000)},
                               acts_[acts_.size() - 1 - below(std::min<std::size_t>(acts_.size(), 20))], true});
    if (faults_ && chance(cuts_)) {  // written down, and not acknowledged: it comes again
        cut_power();
        deliveries_.push_back({*boots_at_ + 1s, delivery.update, true});
    }
}

// ---- the truth ------------------------------------------------------------------------------------------------------

void World::watch_attempt(const std::string& chat, const std::string& text, bool taken) {
    // In one chat one message is under way at a time; its row is the one that says so.
    std::optional<OutboxRow> found;
    for (const std::size_t looked : {20U, 2'000U}) {
        for (auto& row : store_->transact([&](Tables& tables) { return tables.outbox.newest(looked); }))
            if (row.state == OutboxState::sending && !row.doubtful && row.not_before > now_ && row.chat == chat &&
                row.kind != OutboxKind::edit && row.kind != OutboxKind::ack) {
                if (found && found->id != row.id) wrong("two messages under way in one chat");
                found = row;
            }
        if (found) break;
    }
    if (!found) return wrong("a message was sent that the store does not know to be under way: " + text);
    auto& fate = fates_[found->id];
    fate.owner = found->owner;
    fate.kind = found->kind;
    fate.date = found->list_date;
    fate.whole = found->target.empty();
    ++fate.attempts;
    const bool marked = text.find(repeat_mark) != std::string::npos;
    if (taken) ++fate.taken;
    if (taken && !marked) ++fate.unmarked;
    if (marked) mark("marked repeat");
    const auto what = "row " + std::to_string(found->id) + " of owner " + std::to_string(found->owner);
    if (fate.unmarked > 1) wrong(what + " came twice without a word of it");
    if (fate.taken > (is_proactive(fate.kind) ? 2 : 1)) wrong(what + " came too often");
    if (!is_proactive(fate.kind)) return;

    const auto& owner = owners_.at(static_cast<std::size_t>(found->owner - 1));
    const auto zone = followup::zone_of(owner);
    if (followup::is_quiet(owner, zone, now_)) wrong(what + " was sent in quiet hours");
    if (found->cut_off && now_ >= *found->cut_off) wrong(what + " was sent too late");
    if (fate.kind != OutboxKind::nudge) return;
    mark("nudge");
    if (text.find("A little late") != std::string::npos) mark("late");
    const auto time = followup::nudge_time(owner, zone, *fate.date);
    if (now_ < time.due || now_ >= time.cut_off) wrong(what + " was sent at the wrong time");
    if (zone.local(now_).date != *fate.date) wrong(what + " was sent on another day");
    const auto [one, first] = nudge_of_.emplace(std::pair(found->owner, *fate.date), found->id);
    if (!first && one->second != found->id) wrong("two nudges for one day of owner " + std::to_string(found->owner));
}

bool World::was(const Spans& so, Instant from, Instant to, std::chrono::milliseconds needed) const {
    // A day to which the clock was set back may have been over before it was fine.
    const auto near = [&](Instant set) { return from - days{2} < set && set < to + days{2}; };
    if (std::ranges::any_of(clock_set_, near)) return false;
    return std::ranges::any_of(
        so.over, [&](const auto& span) { return std::min(span.second, to) - std::max(span.first, from) >= needed; });
}

void World::judge_nudge(Tables& tables, const OutboxRow& row) {
    const auto what = "row " + std::to_string(row.id) + " (" + row.reason + ")";
    const auto& fate = fates_[row.id];
    bool arrived = row.state == OutboxState::sent, went_on = false;
    if (arrived && fate.taken == 0) wrong(what + " is called sent, and never was");
    for (const auto& other : tables.outbox.carrying(row.owner, *row.list_date)) {
        if (other.kind != OutboxKind::reminder || !other.target.empty()) continue;
        went_on = true;
        arrived = arrived || (other.state == OutboxState::sent && other.connector == "telegram");
    }
    const auto list = tables.lists.find(row.owner, *row.list_date);
    if (!list || list->delivered != arrived) wrong(what + " is not what its list says");
    if (row.state != OutboxState::dropped) return;
    if (row.reason.starts_with("told elsewhere") && !went_on) wrong(what + " went nowhere");
    const auto& owner = owners_.at(static_cast<std::size_t>(row.owner - 1));
    const auto time = followup::nudge_time(owner, followup::zone_of(owner), *row.list_date);
    const auto begins = followup::after_quiet(owner, followup::zone_of(owner), time.due);
    const auto& well = owner.pairings.size() > 1 ? reachable_ : fine_;
    if (row.reason.starts_with("too late") && was(well, begins, time.cut_off, enough))
        wrong(what + " of owner " + std::to_string(row.owner) + " on " +
              std::to_string(row.list_date->time_since_epoch().count()) + " was lost");
    const auto excuses = {"too late", "told elsewhere", "unconfirmed", "everybody on it", "Forbidden"};
    if (std::ranges::none_of(excuses, [&](const char* excuse) { return row.reason.starts_with(excuse); }))
        wrong(what + " was given up without need");
}

void World::judge_nudges() {
    store_->transact([&](Tables& tables) {
        for (const auto& row : tables.outbox.newest(100'000)) {
            if (row.state <= OutboxState::sending) wrong("row " + std::to_string(row.id) + " is in limbo");
            if (row.reason.starts_with("told elsewhere")) mark("told elsewhere");
            if (row.kind == OutboxKind::nudge && row.connector == "telegram") judge_nudge(tables, row);
        }
    });
    std::map<std::pair<std::int64_t, Date>, int> unmarked;
    for (const auto& [id, fate] : fates_)
        if (is_proactive(fate.kind) && fate.date && fate.whole) unmarked[{fate.owner, *fate.date}] += fate.unmarked;
    for (const auto& [of, times] : unmarked)
        if (times > 1)
            wrong("the list of " + std::to_string(of.second.time_since_epoch().count()) + " came twice to owner " +
                  std::to_string(of.first));
    // Where the machine was well at the right time, the day was decided on.
    for (const auto& owner : owners_) {
        const auto zone = followup::zone_of(owner);
        const auto looked = store_->transact([&](Tables& tables) { return tables.owners.nudge_state(owner.id); });
        if (looked.last_nudge.value_or(Date{}) < zone.local(now_).date - days{1})
            wrong("owner " + owner.name + " is forgotten");
    }
}

void World::judge() {
    store_->transact([&](Tables& tables) {
        for (const auto& owner : owners_)
            for (const auto& difference : journal_differences(tables, owner.id)) wrong(owner.name + ": " + difference);
        if (tables.inbox.failures() != 0) wrong("something that was said could not be applied");
    });
    for (const auto& trouble : store_->check()) wrong(trouble);
    judge_nudges();
    std::map<std::int64_t, int> nudges;
    for (const auto& [id, fate] : fates_)
        if (is_proactive(fate.kind) && fate.whole && fate.date && fate.taken > 0) ++nudges[fate.owner];
    for (const auto& owner : owners_)
        if (nudges[owner.id] == 0) wrong(owner.name + " was never nudged");
}

void World::wrong(const std::string& what) {
    if (violations_.size() < 20) violations_.push_back(std::to_string(now_.time_since_epoch().count()) + ": " + what);
}

void World::trace(const std::string& what) {
    const auto add = [&](unsigned char byte) { trace_ = (trace_ ^ byte) * 1099511628211U; };
    for (const char c : what + std::to_string(now_.time_since_epoch().count())) add(static_cast<unsigned char>(c));
}

Report World::run(days with_faults) {
    const auto until = now_ + with_faults;
    while (now_ < until) step();
    faults_ = false;  // then all is well, and everything must come to its end
    weather_ends_ = now_;
    const auto end = std::max(now_, until) + calm;
    while (now_ < end) step();
    deliveries_.clear();
    const auto settled = now_ + 2h;
    while (now_ < settled) step();
    look_at_the_sky(true);
    judge();
    return {violations_, trace_, marks_};
}

}  // namespace nudged::simulation
