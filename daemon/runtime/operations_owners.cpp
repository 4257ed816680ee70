#include <algorithm>

#include "daemon/conversation/keys.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/config_values.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "daemon/runtime/rules.hpp"
#include "daemon/runtime/zones.hpp"
#include "storage/record_json.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr int largest_cap = 20;
constexpr int every_weekday = 0x7f;
constexpr std::size_t longest_name = 100;  // bytes

[[noreturn]] void refuse(const std::string& sentence) { throw OperationError(sentence, OperationError::wrong_usage); }

// The value of an option, or a sentence about why it is none.
template <class Parse>
auto parsed(const std::string& value, const Parse& parse, const char* what) {
    const auto result = parse(value);
    if (!result) refuse(value + " " + what);
    return *result;
}

std::string checked_name(const std::string& name) {
    const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (name.find_first_not_of(' ') == name.npos) refuse("an owner needs a name");
    if (name.size() > longest_name || std::ranges::any_of(name, is_control))
        refuse("an owner's name is one line of at most " + std::to_string(longest_name) + " letters");
    return name;
}

// "2026-04-03,2026-04-06", or "none".
std::optional<std::vector<Date>> parse_holidays(const std::string& text) {
    std::vector<Date> days;
    if (text == "none") return days;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(',', from), text.size());
        const auto day = parse_date(std::string_view(text).substr(from, to - from));
        if (!day) return std::nullopt;
        days.push_back(*day);
        from = to + 1;
    }
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    days.erase(repeated.begin(), repeated.end());
    return days;
}

// What was said of an owner; what was not stays as it is.
void take(Owner& owner, const Arguments& arguments) {
    if (const auto zone = arguments.text("zone")) owner.zone = *zone;
    if (const auto at = arguments.text("nudge_at"))
        owner.nudge_at = parsed(*at, parse_time_of_day, "is no time of day; write it like 08:30");
    if (const auto days = arguments.text("weekdays"))
        owner.weekdays = parsed(*days, parse_weekdays, "are no weekdays; write them like mon-fri or mon,wed,fri");
    if (const auto quiet = arguments.text("quiet"))
        owner.quiet = parsed(*quiet, parse_quiet, "are no quiet hours; write them like 21:00-07:30, or none");
    if (const auto holidays = arguments.text("holidays"))
        owner.holidays =
            parsed(*holidays, parse_holidays, "are no days; write them like 2026-04-03,2026-04-06, or none");
    if (const auto language = arguments.text("language"))
        owner.language = parsed(*language, messages::language_of, "is no language that I speak; write en or de");
    if (const auto cap = arguments.number("cap")) {
        owner.daily_cap = static_cast<int>(std::clamp<std::int64_t>(*cap, 0, largest_cap + 1));
    }
    if (const auto trouble = owner_trouble(owner); !trouble.empty()) refuse(trouble);
}

std::string names_of(Tables& tables) {
    std::vector<std::string> names;
    for (const auto& owner : tables.owners.all()) names.push_back(owner.name);
    return messages::joined(names);
}

}  // namespace

std::string owner_trouble(const Owner& owner) {
    if (!Zone::find(owner.zone)) {
        const auto near = nearest_zone(owner.zone);
        return "there is no time zone " + owner.zone + (near.empty() ? "; zones are written like Europe/Berlin" : near);
    }
    if ((owner.weekdays & every_weekday) == 0) return "no weekday is set; write them like mon-fri or mon,wed,fri";
    if (owner.daily_cap < 1 || owner.daily_cap > largest_cap)
        return "the cap is how many people a morning, 1 to " + std::to_string(largest_cap);
    if (followup::is_quiet(owner.quiet, owner.nudge_at))
        return "the nudge time " + format_time_of_day(owner.nudge_at) + " lies in the quiet hours " +
               format_quiet(owner.quiet) + "; change one of the two";
    return {};
}

json add_owner(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    auto owner =
        new_owner(desk.config, checked_name(arguments.needed_text("name")), Zone::of_this_machine().name(), moment.now);
    take(owner, arguments);
    desk.store.transact([&](Tables& tables) {
        owner.id = tables.owners.add(owner);
        conversation::keys_begin(tables, owner.id, desk.rules);
    });
    desk.changed();
    return json_of(owner, Detail::full);
}

json set_owner(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    const auto name = arguments.text("name");
    const auto whom = name ? json{{"owner", *name}} : json::object();
    const auto after = desk.store.transact([&](Tables& tables) {
        if (!name && tables.owners.count() > 1) refuse("which owner? " + names_of(tables) + ": say one of them");
        conversation::Exchange exchange(tables, desk.owner(tables, Arguments(whom), moment), desk.rules, moment,
                                        "command");
        auto changed = exchange.owner;
        take(changed, arguments);
        if (changed == exchange.owner) return changed;
        conversation::Reply reply;
        conversation::Ledger(exchange, reply).change_owner(changed, "edited", "owner set");
        return changed;
    });
    desk.changed();
    return json_of(after, Detail::full);
}

json list_owners(Desk& desk, const Arguments&) {
    auto list = json::array();
    for (const auto& owner : desk.store.transact([](Tables& tables) { return tables.owners.all(); }))
        list.push_back(json_of(owner, Detail::full));
    return list;
}

}  // namespace nudged::runtime
