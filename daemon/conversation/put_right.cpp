#include "daemon/conversation/put_right.hpp"

#include <algorithm>

#include "daemon/conversation/ledger.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::conversation {

namespace {

using namespace std::chrono_literals;
using replies::one_of;

constexpr auto just_now = 15min;

std::optional<JournalEntry> last_decision(const Exchange& exchange) {
    auto& journal = exchange.tables.journal;
    const auto newest = journal.newest(exchange.owner.id, std::nullopt, 1);
    if (newest.empty() || !newest.front().contact || newest.front().source == "import") return std::nullopt;
    const auto& last = newest.front();
    const bool stands = last.what != "undone" && last.undone_by == 0 && exchange.moment.now - last.at <= just_now;
    return stands && journal.batch(exchange.owner.id, last.batch).size() == 1 ? std::optional(last) : std::nullopt;
}

std::string quoted(const std::string& words) {
    if (words.empty()) return {};
    return words.find('"') == std::string::npos ? " \"" + words + '"' : " “" + words + "”";
}

std::string in_figures(Date date) {
    const std::chrono::year_month_day day{date};
    const auto two = [](unsigned n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
    return std::to_string(int{day.year()}) + two(unsigned{day.month()}) + two(unsigned{day.day()});
}

// The same of somebody else; empty for what is not said like that.
std::string said_of(const Exchange& exchange, const JournalEntry& entry, const std::string& whom) {
    const auto until = entry.until ? " until " + in_figures(*entry.until) : "";
    const auto& what = entry.what;
    if (what == "touched" || what == "replied") {
        const auto contact = exchange.contact(*entry.contact);
        const bool earlier = contact && contact->last_touch && *contact->last_touch < exchange.today();
        return (what == "touched" ? "done " : "replied ") + whom +
               (earlier ? " on " + in_figures(*contact->last_touch) : "") + quoted(entry.note);
    }
    if (what == "snoozed" && entry.until && *entry.until > exchange.today()) return "snooze " + whom + until;
    if (what == "skipped") return "skip " + whom;
    if (what == "closed") return "no " + whom + quoted(entry.reason);
    if (what == "waiting") return "later " + whom + until + quoted(entry.note);
    if (what == "parted") return "part " + whom + quoted(entry.reason);
    if (what == "noted") return "note " + whom + ":" + quoted(entry.note);
    return {};
}

// The same with another date.
std::string said_until(const JournalEntry& entry, const std::string& when) {
    const auto whom = " contact:" + std::to_string(*entry.contact) + " ";
    if (entry.what == "snoozed") return "snooze" + whom + when;
    return entry.what == "waiting" ? "later" + whom + when + quoted(entry.note) : "";
}

// Where behind "no wait," and the like the rest begins; absent where nothing is put right.
std::optional<std::size_t> behind_the_excuse(const std::string& text) {
    bool put_right = false;
    for (const auto& token : replies::tokenise(text, 0, std::min(text.find('\n'), text.size()))) {
        const bool strong = one_of(token.text, {"wait", "sorry", "meant", "mean", "oops", "moment", "meinte", "halt"});
        const bool weak =
            one_of(token.text, {"no", "oh", "ah", "i", "it", "was", "nein", "ach", "ich", "hang", "hold"});
        if (!strong && !weak && token.kind == replies::Token::Kind::word)
            return put_right ? std::optional(token.begin) : std::nullopt;
        put_right = put_right || strong;
    }
    return put_right ? std::optional(text.size()) : std::nullopt;
}

// One other person, named alone; or a name that several have.
bool names_another(const std::string& rest, const JournalEntry& last, const replies::Context& context) {
    const auto heard = replies::understand("who " + rest, context);
    if (heard.ask) return heard.commands.empty() && heard.ask->code == replies::AskCode::which_name;
    if (heard.commands.size() != 1 || heard.commands.front().intent != replies::Intent::who) return false;
    const auto& people = heard.commands.front().targets.people;
    return people.size() == 1 && people.front() != *last.contact;
}

}  // namespace

std::optional<PutRight> put_right(const Exchange& exchange, const std::string& text, const replies::Context& context) {
    const auto behind = behind_the_excuse(text);
    if (!behind) return std::nullopt;
    const auto last = last_decision(exchange);
    if (!last) return std::nullopt;
    const auto rest = text.substr(*behind);
    const bool hesitates = replies::fold(text).find("wait") != std::string::npos;
    if (rest.empty()) return hesitates ? std::optional(PutRight{}) : std::nullopt;
    if (names_another(rest, *last, context)) return PutRight{said_of(exchange, *last, rest)};
    if (replies::begins_with_a_date(rest, context))
        if (auto instead = said_until(*last, rest); !instead.empty()) return PutRight{std::move(instead)};
    return std::nullopt;
}

}  // namespace nudged::conversation
