#include "daemon/conversation/first_start.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

constexpr std::string_view about_who_matters = "matter ";
constexpr std::string_view sample_people_out = "out";
constexpr std::size_t page_size = 1'000;

Button named(std::string label, std::string what, std::string argument) {
    Button button;
    button.label = std::move(label);
    button.action = messages::encode({"pick", messages::Named{std::move(what)}, std::move(argument)});
    return button;
}

struct SamplePerson {
    const char* name;
    int every_days;
    int last_touch_days_ago;
    const char* tag;
    const char* needs;
    const char* note;
};
constexpr std::array<SamplePerson, 6> sample_people{{
    {"Nicole Ortiz", 30, 34, "clients", "two dates for a first workshop", "met at the design meet-up"},
    {"Sam Lee", 60, 61, "clients", "hiring two engineers", "came over from the old team"},
    {"Mum", 7, 9, "family", "", "the garden, and her knee"},
    {"Priya Nair", 14, 12, "clients", "moving 4,000 pages to the new site", "likes short messages"},
    {"Jonas Brandt", 45, 50, "friends", "", "Sunday evenings suit him"},
    {"Ines Duarte", 30, 36, "", "a school for her son", "neighbour from the old flat"},
}};

Contact contact_from(const SamplePerson& person, Date today) {
    Contact contact;
    contact.name = person.name;
    contact.sample = true;
    contact.cadence_days = person.every_days;
    if (*person.tag != '\0') contact.tags = {person.tag};
    contact.needs = person.needs;
    contact.note = person.note;
    contact.base = today - days{person.last_touch_days_ago};
    contact.last_touch = contact.last_outward = contact.base;
    return contact;
}

Reply in_place(std::string line, std::vector<ButtonRow> rows = {}) {
    Reply reply;
    reply.in_place = messages::answer({std::move(line)}, std::move(rows));
    return reply;
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
    if (here.empty())
        for (const auto& person : sample_people) ledger.add(contact_from(person, exchange.today()), "");
    const auto n = here.empty() ? sample_people.size() : here.size();
    reply.message = messages::answer({messages::samples_in(n)},
                                     {{named("Remove the made-up people", "samples", std::string(sample_people_out))}});
    return reply;
}

// "0730" of the buttons.
Reply nudge_time(Exchange& exchange, const std::string& argument) {
    if (argument.empty()) {
        ButtonRow row;
        for (const auto* time : {"07:30", "08:00", "08:30", "09:00", "10:00"}) {
            std::string digits(time);
            std::erase(digits, ':');
            row.push_back(named(time, "time", digits));
        }
        return in_place(messages::which_time(), {std::move(row)});
    }
    int value = 0;
    std::from_chars(argument.data(), argument.data() + argument.size(), value);
    auto owner = exchange.owner;
    owner.nudge_at = std::chrono::hours{value / 100} + std::chrono::minutes{value % 100};
    if (value < 0 || value / 100 > 23 || value % 100 > 59 || followup::is_quiet(owner.quiet, owner.nudge_at))
        return in_place(messages::no_longer_there());
    Reply reply;
    Ledger ledger(exchange, reply);
    ledger.change_owner(owner, "edited", "nudge at " + messages::time_text(owner.nudge_at));
    reply.in_place = messages::answer({messages::time_set(owner.nudge_at)}, {{undo_button(ledger.batch())}});
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
            if (contact.state != ContactState::open || kept.contains(contact.id) || contact.last_touch || contact.snooze) continue;
            const auto outcome = followup::into_book(contact, exchange.plan());
            if (const auto* decision = std::get_if<followup::Decision>(&outcome)) ledger.write(contact, *decision, ""), ++moved;
        }
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    reply.message = messages::answer({messages::those_who_matter(kept.size(), moved)}, {{undo_button(ledger.batch())}});
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
    reply.message = messages::answer({messages::cap_set(owner.daily_cap)}, {{undo_button(ledger.batch())}});
    return reply;
}

}  // namespace

Reply respond_to_named(Exchange& exchange, const std::string& what, const std::string& argument) {
    if (what == "samples") return samples(exchange, argument == sample_people_out);
    if (what == "time") return nudge_time(exchange, argument);
    if (what == "right") return in_place(messages::all_set(next_nudge_text(exchange)));
    if (what == "place") return in_place(messages::where_to_set_the_zone());
    if (what == "import") return in_place(messages::how_to_import());
    Reply reply;
    reply.notice = messages::no_longer_there();
    return reply;
}

bool is_first_start(const Exchange& exchange) {
    using namespace std::chrono_literals;
    constexpr std::size_t names_asked_for = 3, longest_journal = 20;
    if (exchange.tables.contacts.at_least(names_asked_for, exchange.owner.id)) return false;
    const auto journal = exchange.tables.journal.newest(exchange.owner.id, std::nullopt, longest_journal);
    return journal.empty() || (journal.size() < longest_journal && exchange.moment.now - journal.back().at < 24h);
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
