#include "daemon/conversation/travelling.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/followup/places.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/travelling.hpp"

namespace nudged::conversation {

namespace {

constexpr std::string_view zone_is = "zone ";
constexpr days not_asked_again{30};

auto is_about(const std::string& zone) {
    return [&zone](const std::pair<const std::string, Date>& asked) { return are_one_zone(asked.first, zone); };
}

// What devices have said, as it is kept: the zone said last, that of the newest question behind a question mark, and
// those that were asked about, with the day.
class ZonesTold {
public:
    explicit ZonesTold(const std::string& kept) {
        std::istringstream words(kept);
        words >> last;
        for (std::string zone, day; words >> zone >> day;)
            if (zone == question_mark)
                question = day;
            else if (const auto date = messages::decode_date(day))
                asked_[zone] = *date;
    }
    [[nodiscard]] std::string kept() const {
        auto words = last;
        if (!question.empty()) words += " " + std::string(question_mark) + " " + question;
        for (const auto& [zone, day] : asked_) words += " " + zone + " " + messages::encode_date(day);
        return words;
    }
    // Whether it is to be asked about today; then it is asked about.
    bool ask(const std::string& zone, Date today) {
        std::erase_if(asked_, [&](const auto& one) { return one.second + not_asked_again <= today; });
        if (std::ranges::any_of(asked_, is_about(zone))) return false;
        asked_.emplace(zone, today);
        question = zone;
        return true;
    }
    bool taken(const std::string& zone) { return std::erase_if(asked_, is_about(zone)) > 0; }

    std::string last;
    std::string question;

private:
    static constexpr std::string_view question_mark = "?";

    std::map<std::string, Date> asked_;
};

// The next journey there is asked about again.
void goes_by(Exchange& exchange, const std::string& zone) {
    auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    ZonesTold told(state.zone_told);
    if (!told.taken(zone)) return;
    state.zone_told = told.kept();
    exchange.tables.owners.put_nudge_state(exchange.owner.id, state);
}

void change(Exchange& exchange, Ledger& ledger, const Owner& after, const std::string& note) {
    ledger.change_owner(after, "edited", note);
    goes_by(exchange, after.zone);
    exchange.zone = followup::zone_of(after);
    exchange.local = exchange.zone.local(exchange.moment.now);
}

Went come_home(Exchange& exchange, Ledger& ledger) {
    auto after = exchange.owner;
    if (after.home.empty()) return {messages::here_already(after, exchange.moment.now), false};
    after.zone = std::move(after.home);
    after.home.clear();
    after.home_on.reset();
    change(exchange, ledger, after, "home in " + city_of(after.zone));
    return {messages::at_home(after, exchange.moment.now), true};
}

bool have_the_same_time(const Zone& one, const Zone& other, Instant now) { return one.local(now) == other.local(now); }

}  // namespace

Went go(Exchange& exchange, Ledger& ledger, const std::string& zone, std::optional<Date> until) {
    auto after = exchange.owner;
    if (zone.empty() || zone == after.home) return come_home(exchange, ledger);
    if (zone == after.zone && (after.home.empty() || after.home_on == until))
        return {messages::here_already(after, exchange.moment.now), false};
    if (after.home.empty()) after.home = after.zone;
    after.zone = zone;
    after.home_on = until;
    change(exchange, ledger, after, "in " + city_of(zone));
    return {messages::on_a_journey(after, exchange.moment.now), true};
}

Went move_to(Exchange& exchange, Ledger& ledger, const std::string& zone) {
    auto after = exchange.owner;
    after.zone = zone;
    after.home.clear();
    after.home_on.reset();
    if (after == exchange.owner) return {messages::here_already(after, exchange.moment.now), false};
    change(exchange, ledger, after, "moved to " + city_of(zone));
    return {messages::at_home(after, exchange.moment.now), true};
}

Message ask_which_city(Exchange& exchange, Reply& reply, const std::string& question, const std::string& before,
                       const std::string& behind) {
    replies::Ask about;
    about.code = replies::AskCode::what;
    about.fill = before + "\uFFFC" + behind;
    return ask(exchange, reply, about, {question, {}});
}

std::optional<Message> zone_told(Exchange& exchange, const std::string& zone) {
    const auto there = Zone::find(zone);
    auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    ZonesTold told(state.zone_told);
    if (!there || are_one_zone(told.last, zone)) return std::nullopt;
    told.last = zone;
    const auto& home = exchange.owner.home;
    const auto& place = are_one_zone(zone, home) ? home : zone;
    const bool to_ask =
        !have_the_same_time(*there, exchange.zone, exchange.moment.now) && told.ask(place, exchange.today());
    state.zone_told = told.kept();
    exchange.tables.owners.put_nudge_state(exchange.owner.id, state);
    if (!to_ask) return std::nullopt;
    const auto text = messages::are_you_there(exchange.owner, place);
    replies::Ask about;
    about.code = replies::AskCode::what;
    about.choices.push_back({text.offers[0].label, text.offers[0].says, 0, {"yes", "y", "yep", "yeah", "1"}});
    about.choices.push_back({text.offers[1].label, "", 0, {"stay", "2"}});
    Reply reply;
    return ask(exchange, reply, about, text);
}

bool is_about_the_place(const std::string& says) { return says.starts_with(zone_is); }

Reply respond_to_the_place(Exchange& exchange, const std::string& says) {
    Reply reply;
    const auto zone = says.substr(zone_is.size());
    const ZonesTold told(exchange.tables.owners.nudge_state(exchange.owner.id).zone_told);
    if (!told.question.empty() && told.question != zone) {  // a newer one has taken its place
        reply.notice = messages::no_longer_there();
        return reply;
    }
    Ledger ledger(exchange, reply);
    const auto went = go(exchange, ledger, zone, std::nullopt);
    std::vector<ButtonRow> rows;
    if (went.changed) rows.push_back({messages::undo_button(ledger.batch())});
    reply.message = messages::answer({went.line}, std::move(rows));
    return reply;
}

std::optional<Instant> comes_home(const Owner& owner) {
    const auto home = owner.home_on ? Zone::find(owner.home) : std::nullopt;
    return home ? std::optional(home->instant(*owner.home_on, TimeOfDay{0})) : std::nullopt;
}

// In two replies: whoever takes back the return stays away until they say otherwise, instead of coming home at once.
void come_home_when_due(Exchange& exchange) {
    const auto due = comes_home(exchange.owner);
    if (!due || exchange.moment.now < *due) return;
    Reply day_is_over, reply;
    auto after = exchange.owner;
    after.home_on.reset();
    Ledger(exchange, day_is_over).change_owner(after, "edited", "the day of the return");
    Ledger ledger(exchange, reply);
    static_cast<void>(come_home(exchange, ledger));
}

}  // namespace nudged::conversation
