#include "daemon/runtime/web_chat_setup.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/setting_up.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/config_values.hpp"

namespace nudged::runtime {

using Json = nlohmann::json;

namespace {

constexpr std::size_t longest_name = 60;  // code points
constexpr int largest_cap = 20;

// What is wrong with a wish, as a sentence.
class Refusal : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Wishes {
public:
    explicit Wishes(const Json& json) : json_(json) {}

    // The value of a text, parsed; absent when it was not wished for.
    template <class Parse>
    auto read(const char* name, Parse parse, messages::Wish wish) const -> decltype(parse(std::string{})) {
        const auto found = json_.find(name);
        if (found == json_.end()) return std::nullopt;
        auto value = found->is_string() ? parse(found->get<std::string>()) : std::nullopt;
        if (!value) throw Refusal(messages::wish_refused(wish, found->is_string() ? found->get<std::string>() : ""));
        return value;
    }
    [[nodiscard]] std::optional<int> cap() const {
        const auto found = json_.find("daily_cap");
        if (found == json_.end()) return std::nullopt;
        if (!found->is_number_integer() || *found < 1 || *found > largest_cap)
            throw Refusal(messages::cap_refused(largest_cap));
        return found->get<int>();
    }
    [[nodiscard]] std::optional<Language> language() const {
        const auto found = json_.find("language");
        return found != json_.end() && found->is_string() ? messages::language_of(found->get<std::string>())
                                                          : std::nullopt;
    }
    [[nodiscard]] std::optional<bool> flag(const char* name) const {
        const auto found = json_.find(name);
        if (found == json_.end() || !found->is_boolean()) return std::nullopt;
        return found->get<bool>();
    }

private:
    const Json& json_;
};

std::optional<std::string> parse_name(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos) return std::nullopt;
    auto name = messages::one_line(text.substr(first, text.find_last_not_of(' ') - first + 1));
    if (name.empty() || messages::length(name) > longest_name) return std::nullopt;
    return name;
}

std::optional<std::string> parse_zone(const std::string& text) {
    return Zone::find(text) ? std::optional(text) : std::nullopt;
}

Owner with(const Wishes& wishes, Owner owner) {
    if (const auto name = wishes.read("name", parse_name, messages::Wish::name)) owner.name = *name;
    if (const auto zone = wishes.read("zone", parse_zone, messages::Wish::zone)) owner.zone = *zone;
    if (const auto time = wishes.read("nudge_at", parse_time_of_day, messages::Wish::nudge_at)) owner.nudge_at = *time;
    if (const auto days = wishes.read("weekdays", parse_weekdays, messages::Wish::weekdays)) owner.weekdays = *days;
    if (const auto quiet = wishes.read("quiet", parse_quiet, messages::Wish::quiet)) owner.quiet = *quiet;
    if (const auto cap = wishes.cap()) owner.daily_cap = *cap;
    if (const auto on = wishes.flag("private")) owner.private_mode = *on;
    if (const auto language = wishes.language()) owner.language = *language;
    if (followup::is_quiet(owner.quiet, owner.nudge_at))
        throw Refusal(messages::nudge_in_quiet_hours(format_time_of_day(owner.nudge_at), format_quiet(owner.quiet)));
    return owner;
}

}  // namespace

std::optional<std::string> set_up_owner(Tables& tables, std::int64_t id, const std::string& key, const Json& wishes,
                                        const conversation::Rules& rules, conversation::Moment moment) {
    const auto channel = conversation::webchat_of(id);
    conversation::Exchange exchange(tables, tables.owners.find(id).value(), rules, moment, channel.connector);
    const auto before = exchange.owner;
    const bool is_first_start = tables.chat.newest(id, 1).empty();
    // The page of the first start speaks its browser's language already, in which it is to be refused too.
    if (is_first_start) exchange.speaking.go_on_in(Wishes(wishes).language().value_or(before.language));
    Owner after;
    try {
        after = with(Wishes(wishes), before);
    } catch (const Refusal& refusal) {
        return refusal.what();
    }
    if (const auto other = tables.owners.find_by_name(after.name); other && other->id != id)
        return messages::name_taken(after.name);
    if (!tables.inbox.receive(channel.connector, channel.account, channel.chat + ":" + key, moment.now))
        return std::nullopt;

    exchange.speaking.go_on_in(after.language);
    conversation::Reply reply;
    conversation::Ledger ledger(exchange, reply);
    const auto changed = messages::what_was_set_up(before, after, format_quiet(after.quiet));
    if (!changed.empty()) ledger.change_owner(after, "edited", messages::joined(changed));
    if (is_first_start) {
        const auto zone = Zone::find(after.zone).value_or(Zone::utc());
        post(tables, id, channel, messages::welcome(after, zone, moment.now, tables.contacts.count(id) > 0), {},
             moment);
    } else if (!changed.empty()) {
        post(tables, id, channel,
             messages::answer({messages::from_now_on(changed)}, {{messages::undo_button(ledger.batch())}}), {}, moment);
    }
    return std::nullopt;
}

}  // namespace nudged::runtime
