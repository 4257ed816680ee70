#include "daemon/replies/explain.hpp"

#include <nlohmann/json.hpp>

#include "daemon/replies/names.hpp"

namespace nudged::replies {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t deepest_nesting = 4;  // an object of arrays of strings; the parser itself counts brackets only
constexpr std::size_t most_people = 100'000;

std::string two_digits(long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string written(Date date) {
    const std::chrono::year_month_day day{date};
    return std::to_string(static_cast<int>(day.year())) + "-" + two_digits(static_cast<unsigned>(day.month())) + "-" +
           two_digits(static_cast<unsigned>(day.day()));
}

std::string written(TimeOfDay time) { return two_digits(time.count() / 60) + ":" + two_digits(time.count() % 60); }

// "2026-03-04T08:30:00+01:00"; the date and time may be separated by a space.
std::optional<Instant> instant_of(const std::string& text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, length = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2d%*1[Tt ]%2d:%2d%n", &year, &month, &day, &hour, &minute, &length) != 5)
        return {};
    auto at = static_cast<std::size_t>(length);
    if (at < text.size() && text[at] == ':') {
        if (std::sscanf(text.c_str() + at, ":%2d%n", &second, &length) != 1) return {};
        at += static_cast<std::size_t>(length);
    }
    if (at < text.size() && text[at] == '.') {
        at = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || year < 1970 || hour > 23 || minute > 59 || second > 60) return {};
    std::chrono::minutes offset{};
    const auto rest = text.substr(at);
    if (rest != "Z" && rest != "z") {
        char sign[2] = {};
        int hours = 0, minutes = 0;
        if (std::sscanf(rest.c_str(), "%1[+-]%2d:%2d%n", sign, &hours, &minutes, &length) != 3) return {};
        if (static_cast<std::size_t>(length) != rest.size() || hours > 23 || minutes > 59) return {};
        offset = std::chrono::minutes{hours * 60 + minutes} * (sign[0] == '-' ? -1 : 1);
    }
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second} - offset;
}

// Everybody an input line names: the day's list first, then the rest of the address book.
struct People {
    std::vector<Person> listed;
    std::vector<Person> book;

    [[nodiscard]] std::string name(std::int64_t id) const {
        const auto at = static_cast<std::size_t>(id - 1);
        return at < listed.size()                 ? listed[at].name
               : at - listed.size() < book.size() ? book[at - listed.size()].name
                                                  : std::string();
    }
};

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json targets_of(const Targets& targets, const People& people) {
    switch (targets.which) {
        case Targets::Which::none:
            return Json::array();
        case Targets::Which::last:
            return Json::array({"last"});
        case Targets::Which::all:
            return Json::array({"all"});
        case Targets::Which::rest:
            return Json::array({"rest"});
        case Targets::Which::people:
            break;
    }
    auto names = Json::array();
    for (const auto id : targets.people) names.push_back(people.name(id));
    return names;
}

Json command_of(const Command& command, const People& people) {
    Json json;
    json["intent"] = name_of(command.intent);
    json["targets"] = targets_of(command.targets, people);
    json["until"] = command.until ? Json(written(*command.until)) : Json(nullptr);
    json["time"] = command.time ? Json(written(*command.time)) : Json(nullptr);
    json["note"] = or_null(command.note);
    json["reason"] = or_null(command.reason);
    json["url"] = or_null(command.url);
    json["title"] = or_null(command.title);
    json["every_days"] = command.every_days ? Json(*command.every_days) : Json(nullptr);
    json["tags"] = command.tags;
    json["name"] = command.intent == Intent::list ? Json(nullptr) : or_null(command.name);
    if (command.every_never) json["every_never"] = true;
    if (!command.plan.empty()) json["plan"] = command.plan;
    if (!command.channel.empty()) json["channel"] = command.channel;
    if (command.died) json["died"] = true;
    if (!command.birthday.empty()) json["birthday"] = command.birthday;
    if (command.whole_days > 0) json["whole_days"] = command.whole_days;
    if (command.on) json["on"] = written(*command.on);
    return json;
}

Json ask_of(const Ask& ask, const People& people) {
    auto candidates = Json::array();
    for (const auto& choice : ask.choices) {
        const auto name = people.name(choice.person);
        if (choice.person > 0 && std::find(candidates.begin(), candidates.end(), name) == candidates.end())
            candidates.push_back(name);
    }
    if (candidates.empty() && ask.code != AskCode::no_such_name) {
        for (const auto& choice : ask.choices) candidates.push_back(choice.label);
    }
    return Json{{"code", code_of(ask.code)}, {"candidates", candidates}};
}

Explained refusal(std::string_view why) {
    return {Json{{"error", why}}.dump(-1, ' ', false, Json::error_handler_t::replace), false};
}

bool nests_too_deeply(std::string_view json) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest_nesting) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

// Reads the names under `key`. False: they are no list of names.
bool read_names(const Json& line, const char* key, std::vector<Person>& into, std::int64_t first_id, bool numbered) {
    const auto found = line.find(key);
    if (found == line.end() || found->is_null()) return true;
    if (!found->is_array() || found->size() > most_people) return false;
    for (const auto& entry : *found) {
        if (!entry.is_string()) return false;
        const auto& name = entry.get_ref<const std::string&>();
        const auto count = static_cast<int>(into.size());
        into.push_back(
            {.id = first_id + count, .name = name, .folded = fold(name), .number = numbered ? count + 1 : 0});
    }
    return true;
}

}  // namespace

Explained explain_line(std::string_view json_line) {
    if (nests_too_deeply(json_line))
        return refusal("the line nests too deeply; an object with text, now, zone and people is wanted");
    const auto line = Json::parse(json_line, nullptr, false);
    if (line.is_discarded() || !line.is_object()) return refusal("the line is no JSON object");
    const auto text = line.find("text");
    if (text == line.end() || !text->is_string()) return refusal("\"text\" is missing, or no string");
    const auto now = line.find("now");
    const auto instant = now != line.end() && now->is_string() ? instant_of(now->get<std::string>()) : std::nullopt;
    if (!instant) return refusal("\"now\" is missing, or no RFC 3339 instant such as 2026-03-04T08:30:00+01:00");
    const auto zone_name = line.find("zone");
    const auto zone = zone_name != line.end() && zone_name->is_string()
                          ? Zone::find(zone_name->get_ref<const std::string&>())
                          : std::nullopt;
    if (!zone)
        return refusal("\"zone\" is missing, or no time zone known here; an IANA name such as Europe/Lisbon is wanted");

    People people;
    if (!read_names(line, "people", people.listed, 1, true)) return refusal("\"people\" is no list of names");
    const auto behind = static_cast<std::int64_t>(people.listed.size()) + 1;
    if (!read_names(line, "book", people.book, behind, false)) return refusal("\"book\" is no list of names");

    Context context;
    context.now = *instant;
    context.zone = *zone;
    context.listed = people.listed;
    context.book = [&people] { return std::span<const Person>(people.book); };
    if (const auto order = line.find("date_order"); order != line.end() && !order->is_null()) {
        if (*order != "dmy" && *order != "mdy") return refusal("\"date_order\" is neither null, \"dmy\" nor \"mdy\"");
        context.date_order = *order == "dmy" ? Context::DateOrder::dmy : Context::DateOrder::mdy;
    }

    const auto understood = understand(text->get_ref<const std::string&>(), context);
    Json answer;
    answer["commands"] = Json::array();
    for (const auto& command : understood.commands) answer["commands"].push_back(command_of(command, people));
    answer["ask"] = understood.ask ? ask_of(*understood.ask, people) : Json(nullptr);
    return {answer.dump(-1, ' ', false, Json::error_handler_t::replace), true};
}

std::string explain_text(const Understanding& understood, const Context& context) {
    const Names names(context);
    const auto who = [&](const Targets& targets) -> std::string {
        switch (targets.which) {
            case Targets::Which::none:
                return "";
            case Targets::Which::last:
                return " the one on the list, or the one last spoken of";
            case Targets::Which::all:
                return " everybody on the list";
            case Targets::Which::rest:
                return " the rest of the list";
            case Targets::Which::people:
                break;
        }
        std::string text;
        for (const auto id : targets.people) {
            const auto* person = names.by_id(id);
            text += (text.empty() ? " " : ", ") + (person != nullptr ? person->name : std::to_string(id));
        }
        return text;
    };
    std::string text;
    for (const auto& command : understood.commands) {
        text += std::string(name_of(command.intent)) + ":" + who(command.targets);
        if (command.on) text += ", on " + written(*command.on);
        if (command.until) text += (command.whole_days > 0 ? ", from " : ", until ") + written(*command.until);
        if (command.whole_days > 0) text += " for " + std::to_string(command.whole_days) + " days";
        if (command.time) text += " at " + written(*command.time);
        if (command.every_days) {
            const bool ahead = command.intent == Intent::lead || command.intent == Intent::set;
            const auto in_days = std::to_string(*command.every_days) + " days";
            text += ahead ? ", " + in_days + " before" : ", every " + in_days;
        }
        if (command.every_never) text += ", never";
        for (const int gap : command.plan)
            text += (&gap == command.plan.data() ? ", days " : " ") + std::to_string(gap);
        for (const auto& tag : command.tags) text += " #" + tag;
        if (!command.name.empty()) text += ", " + command.name;
        if (!command.birthday.empty()) text += ", birthday " + command.birthday;
        if (!command.url.empty()) text += ", " + command.url;
        for (const auto* words : {&command.title, &command.note, &command.reason}) {
            if (!words->empty()) text += ", \"" + *words + "\"";
        }
        text += ".\n";
    }
    if (understood.ask) {
        text += "Asks (" + std::string(code_of(understood.ask->code)) + ")";
        std::string choices;
        for (const auto& choice : understood.ask->choices) choices += (choices.empty() ? ": " : ", ") + choice.label;
        text += choices + ".\n";
    }
    if (text.empty()) text = understood.courtesy ? "A courtesy; nothing to do.\n" : "Nothing to do.\n";
    return text;
}

}  // namespace nudged::replies
