#include "daemon/conversation/first_start.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "connectors/message_json.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/passages.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/review.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/conversation/typed.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/samples.hpp"
#include "daemon/messages/travelling.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

constexpr std::string_view about_who_matters = "matter ";
constexpr std::string_view about_the_time = "nudge at ";
constexpr std::string_view sample_people_out = "out";
constexpr std::size_t page_size = 1'000;

Button named(std::string label, std::string what, std::string argument) {
    Button button;
    button.label = std::move(label);
    button.action = messages::encode({"pick", messages::Named{std::move(what)}, std::move(argument)});
    return button;
}

struct SamplePerson {
    int every_days;
    int last_touch_days_ago;
    const char* tag;
};
constexpr std::array<SamplePerson, 6> sample_people{{{30, 34, "clients"},
                                                     {60, 61, "clients"},
                                                     {7, 9, "family"},
                                                     {14, 12, "clients"},
                                                     {45, 50, "friends"},
                                                     {30, 36, ""}}};

Contact contact_from(const SamplePerson& person, const messages::SampleWords& words, Date today) {
    Contact contact;
    contact.name = words.name;
    contact.sample = true;
    contact.cadence_days = person.every_days;
    if (*person.tag != '\0') contact.tags = {person.tag};
    contact.needs = words.needs;
    contact.note = words.note;
    contact.base = today - days{person.last_touch_days_ago};
    contact.last_touch = contact.last_outward = contact.base;
    return contact;
}

Reply samples(Exchange& exchange, bool out) {
    Reply reply;
    Ledger ledger(exchange, reply);
    auto& contacts = exchange.tables.contacts;
    const auto here = contacts.samples(exchange.owner.id);
    if (out) {
        for (const auto id : here)
            if (const auto contact = exchange.contact(id)) ledger.remove(*contact);
        reply.in_place = messages::answer({messages::samples_gone(here.size())}, {});
        return reply;
    }
    if (here.empty()) {
        const auto words = messages::sample_words();
        for (std::size_t i = 0; i < sample_people.size(); ++i)
            ledger.add(contact_from(sample_people.at(i), words.at(i), exchange.today()), "");
    }
    const auto n = here.empty() ? sample_people.size() : here.size();
    reply.message = messages::answer({messages::samples_in(n)},
                                     {{named(messages::remove_samples(), "samples", std::string(sample_people_out))}});
    return reply;
}

// The first half of the welcome is answered; while nobody is here, the second half stays.
Message and_the_invitation(const Exchange& exchange, Message message) {
    if (exchange.tables.contacts.count(exchange.owner.id) == 0) message.blocks.push_back(messages::invitation());
    return message;
}

Reply goes_on(const Exchange& exchange, std::string line) {
    Reply reply;
    reply.in_place = and_the_invitation(exchange, messages::answer({std::move(line)}, {}));
    return reply;
}

// "7:45", "0745", "7.45", "8", "9 am"
std::optional<TimeOfDay> time_said(const std::string& text) {
    std::string digits, letters;
    bool parted = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c == ':' || c == '.' || c == ' ')
            parted = parted || (c != ' ' && !digits.empty());
        else
            letters += static_cast<char>(c | 0x20);
    }
    const bool half_days = letters == "am" || letters == "pm";
    if (digits.empty() || digits.size() > 4 || (parted && digits.size() < 3) || (!letters.empty() && !half_days))
        return std::nullopt;
    int value = std::stoi(digits);
    if (digits.size() <= 2) value *= 100;
    int hour = value / 100;
    if (half_days && (hour < 1 || hour > 12)) return std::nullopt;
    if (half_days) hour = hour % 12 + (letters == "pm" ? 12 : 0);
    if (hour > 23 || value % 100 > 59) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{value % 100};
}

Reply ask_the_time(Exchange& exchange) {
    Reply reply;
    replies::Ask about;
    about.code = replies::AskCode::when;
    about.fill = std::string(about_the_time) + "\uFFFC";
    for (int hour = 1; hour < 24; ++hour) {  // a number alone is no date, but an hour here
        const auto said = std::to_string(hour);
        about.choices.push_back({said, std::string(about_the_time) + said, 0, {said}});
    }
    auto question = ask(exchange, reply, about, {messages::which_time(), {}});
    auto& row = question.blocks.front().rows.emplace_back();
    for (const auto* time : {"07:30", "08:00", "08:30", "09:00", "10:00"}) {
        std::string digits(time);
        std::erase(digits, ':');
        row.push_back(named(time, "time", digits));
    }
    reply.in_place = and_the_invitation(exchange, std::move(question));
    return reply;
}

Message set_time(Exchange& exchange, Reply& reply, TimeOfDay wanted) {
    auto owner = exchange.owner;
    owner.nudge_at = wanted;
    if (followup::is_quiet(owner.quiet, wanted)) return messages::answer({messages::time_is_quiet(wanted)}, {});
    Ledger ledger(exchange, reply);
    ledger.change_owner(owner, "edited", "nudge at " + messages::time_text(wanted));
    return and_the_invitation(
        exchange, messages::answer({messages::time_set(wanted)}, {{messages::undo_button(ledger.batch())}}));
}

// "0730" of the buttons.
Reply nudge_time(Exchange& exchange, const std::string& argument) {
    if (argument.empty()) return ask_the_time(exchange);
    const auto wanted = time_said(argument);
    Reply reply;
    reply.in_place = wanted ? set_time(exchange, reply, *wanted) : messages::answer({messages::no_longer_there()}, {});
    return reply;
}

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ',' || c == ';' || c == '\n')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    for (auto& part : parts) {
        const auto first = part.find_first_not_of(" \t\r");
        part = first == part.npos ? "" : part.substr(first, part.find_last_not_of(" \t\r.") - first + 1);
    }
    std::erase(parts, "");
    return parts;
}

// Those named stay on the round; the others who came with an import, and of whom nothing is decided, go into the book.
Reply keep_only(Exchange& exchange, const std::string& names) {
    std::unordered_set<std::int64_t> kept;
    std::vector<std::string> unknown;
    for (const auto& name : parts_of(names)) {
        const auto found = exchange.tables.contacts.find_by_folded_name(exchange.owner.id, replies::fold(name));
        if (found.empty()) unknown.push_back(name);
        kept.insert(found.begin(), found.end());
    }
    if (!unknown.empty() || kept.empty()) {
        Reply reply;
        reply.message = messages::answer({messages::names_not_here(unknown)}, {});
        return reply;
    }
    Reply reply;
    Ledger ledger(exchange, reply);
    std::size_t moved = 0;
    for (std::int64_t last = 0;;) {
        const auto page = exchange.tables.contacts.page(exchange.owner.id, last, page_size);
        for (const auto& contact : page) {
            if (contact.state != ContactState::open || kept.contains(contact.id) || contact.last_touch ||
                contact.snooze)
                continue;
            const auto outcome = followup::into_book(contact, exchange.plan());
            if (const auto* decision = std::get_if<followup::Decision>(&outcome))
                ledger.write(contact, *decision, ""), ++moved;
        }
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    reply.message =
        messages::answer({messages::those_who_matter(kept.size(), moved)}, {{messages::undo_button(ledger.batch())}});
    return reply;
}

Reply more_a_morning(Exchange& exchange, const std::string& number) {
    int cap = 0;
    std::from_chars(number.data(), number.data() + number.size(), cap);
    auto owner = exchange.owner;
    owner.daily_cap = std::clamp(cap, 1, 20);
    Reply reply;
    Ledger ledger(exchange, reply);
    ledger.change_owner(owner, "edited", std::to_string(owner.daily_cap) + " a morning");
    reply.message = messages::answer({messages::cap_set(owner.daily_cap)}, {{messages::undo_button(ledger.batch())}});
    return reply;
}

}  // namespace

Reply respond_to_named(Exchange& exchange, const std::string& what, const std::string& argument) {
    if (what == "samples") return samples(exchange, argument == sample_people_out);
    if (what == "time") return nudge_time(exchange, argument);
    if (what == "review") return respond_to_review(exchange, argument);
    if (what == "way") return respond_to_way(exchange, argument);
    if (what == "mornings" && argument == "pause") return respond_to_meaning(exchange, {"pause 1 month", {}, false});
    if (what == "right") return goes_on(exchange, messages::all_set(next_nudge_text(exchange)));
    Reply reply;
    if (what == "place") {
        auto question = ask_which_city(exchange, reply, messages::which_city_of_yours(), "i moved to ");
        reply.in_place = and_the_invitation(exchange, std::move(question));
        return reply;
    }
    if (what == "mornings") {  // the tap itself was an answer
        reply.message = messages::answer({messages::every_morning_again(next_nudge_text(exchange))}, {});
        return reply;
    }
    if (what == "import") {  // a message of its own: the welcome's other buttons are still wanted
        reply.message = messages::answer({messages::how_to_import()}, {});
        return reply;
    }
    reply.notice = messages::no_longer_there();
    return reply;
}

void greet_anew(Exchange& exchange) {
    constexpr std::size_t looked_through = 100;
    const auto asks_whether_right = [right = named({}, "right", {}).action](const Message& message) {
        const auto& rows = message.blocks.empty() ? std::vector<ButtonRow>{} : message.blocks.front().rows;
        return std::ranges::any_of(
            rows, [&](const ButtonRow& row) { return std::ranges::find(row, right, &Button::action) != row.end(); });
    };
    const auto id = exchange.owner.id;
    for (const auto& line : exchange.tables.chat.newest(id, looked_through)) {
        const auto message = line.mine ? std::nullopt : message_from_json(line.body);
        if (!message || !asks_whether_right(*message)) continue;
        const bool has_people = exchange.tables.contacts.count(id) > 0;
        const auto greeting = messages::welcome(exchange.owner, exchange.zone, line.at, has_people);
        edit(exchange, webchat_of(id), std::to_string(line.id), greeting);
    }
}

bool is_first_start(const Exchange& exchange) {
    using namespace std::chrono_literals;
    constexpr std::size_t names_asked_for = 3, longest_journal = 20;
    if (exchange.tables.contacts.at_least(names_asked_for, exchange.owner.id)) return false;
    const auto journal = exchange.tables.journal.newest(exchange.owner.id, std::nullopt, longest_journal);
    return journal.empty() || (journal.size() < longest_journal && exchange.moment.now - journal.back().at < 24h);
}

bool is_about_the_time(const std::string& says) { return says.starts_with(about_the_time); }

Reply respond_to_time(Exchange& exchange, const std::string& says) {
    const auto words = says.substr(about_the_time.size());
    const auto wanted = time_said(words);
    if (!wanted) return respond_to_text(exchange, words);
    Reply reply;
    reply.message = set_time(exchange, reply, *wanted);
    return reply;
}

bool is_about_who_matters(const std::string& says) { return says.starts_with(about_who_matters); }

Reply respond_to_who_matters(Exchange& exchange, const std::string& says) {
    constexpr std::string_view names = "names ";
    const auto rest = says.substr(about_who_matters.size());
    if (rest.starts_with(names)) return keep_only(exchange, rest.substr(names.size()));
    if (rest != "pick") return more_a_morning(exchange, rest);
    Reply reply;
    replies::Ask about;
    about.code = replies::AskCode::what;
    about.fill = std::string(about_who_matters) + std::string(names) + "\uFFFC";
    reply.message = ask(exchange, reply, about, {messages::name_those_who_matter(), {}});
    return reply;
}

}  // namespace nudged::conversation
