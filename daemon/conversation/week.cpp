#include "daemon/conversation/week.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "daemon/followup/decisions.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::conversation {

namespace {

using messages::Review;

constexpr std::size_t page_size = 500;

// What stands of the journal since `first`, oldest first.
std::vector<JournalEntry> entries_since(const Exchange& exchange, Date first) {
    std::vector<JournalEntry> found;
    for (std::int64_t before = 0;;) {
        auto page = exchange.tables.journal.newest(exchange.owner.id, std::nullopt, page_size, before);
        for (auto& entry : page) {
            before = entry.seq;
            if (exchange.zone.local(entry.at).date < first) {
                std::ranges::reverse(found);
                return found;
            }
            if (entry.undone_by == 0 && entry.contact && entry.what != "undone") found.push_back(std::move(entry));
        }
        if (page.size() < page_size) break;
    }
    std::ranges::reverse(found);
    return found;
}

bool is_outward(const JournalEntry& entry) { return entry.what == "touched" || entry.what == "gave"; }
bool is_putting_off(const JournalEntry& entry) {
    return entry.what == "skipped" || (entry.what == "snoozed" && entry.note != followup::wished);
}
bool is_inward(const JournalEntry& entry) { return entry.what == "replied" || entry.what == "answered"; }

// As the owner would name them together.
std::string channel_group(const std::string& channel) {
    if (channel == "call" || channel == "in person") return "calls";
    if (channel == "email") return "e-mail";
    return channel == "card" ? "" : "messages";
}

// Of friends and family nobody counts who answers; where nobody did, there is nothing to tell. What went to somebody on
// one day is one contact: on the channel that was answered, else on the last.
std::vector<Review::Answers> answers_of(const Exchange& exchange, const std::vector<JournalEntry>& entries,
                                        const std::set<std::int64_t>& friends) {
    struct Contacted {
        std::string group;
        bool answered = false;
    };
    std::map<std::pair<Date, std::int64_t>, Contacted> contacted;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        if (!is_outward(*entry) || entry->channel.empty() || friends.contains(*entry->contact)) continue;
        const auto group = channel_group(entry->channel);
        if (group.empty()) continue;
        const bool came_back = std::any_of(entry, entries.end(), [&](const JournalEntry& later) {
            return later.contact == entry->contact && is_inward(later);
        });
        const bool answered = came_back || messages::is_conversation(entry->channel);
        auto& that_day = contacted[{exchange.zone.local(entry->at).date, *entry->contact}];
        if (answered || !that_day.answered) that_day = {group, answered};
    }
    std::vector<Review::Answers> groups{{"calls"}, {"messages"}, {"e-mail"}};
    for (const auto& [whom, that_day] : contacted) {
        auto& group = *std::ranges::find(groups, that_day.group, &Review::Answers::channel);
        ++group.sent;
        if (that_day.answered) ++group.answered;
    }
    std::erase_if(groups, [](const Review::Answers& group) { return group.answered == 0; });
    return groups;
}

// Words of thanks before others, later ones before earlier.
std::optional<Review::Words> best_moment(const std::vector<JournalEntry>& entries) {
    constexpr std::array warm{"thank", "great", "love", "exactly", "wonderful", "happy", "glad", "perfect"};
    std::optional<Review::Words> best;
    bool best_is_warm = false;
    for (const auto& entry : entries) {
        if (entry.what != "replied" || entry.note.empty()) continue;
        const auto folded = replies::fold(entry.note);
        const bool is_warm =
            std::ranges::any_of(warm, [&](const char* word) { return folded.find(word) != std::string::npos; });
        if (best_is_warm && !is_warm) continue;
        best = {entry.name, entry.note};
        best_is_warm = is_warm;
    }
    return best;
}

bool were_all_skipped(const Exchange& exchange, const Contact& contact) {
    int left = contact.skips;
    for (const auto& entry : exchange.tables.journal.newest(exchange.owner.id, contact.id, page_size)) {
        if (left == 0 || !is_putting_off(entry) || entry.undone_by != 0) continue;
        if (entry.what != "skipped") return false;
        --left;
    }
    return true;
}

// Whoever was put off once more this week, and more often in a row than is asked about at once (third_time.hpp): the
// one for whom it was most often. Said in the week in which it happens, so that it is not asked again in the next.
std::optional<Review::Rhythm> rhythm_that_does_not_fit(const Exchange& exchange,
                                                       const std::vector<JournalEntry>& entries) {
    constexpr int often = 4, slower_by = 3, longest = 365;
    std::map<std::int64_t, int> this_week;
    for (const auto& entry : entries)
        if (is_putting_off(entry)) ++this_week[*entry.contact];
    const auto plan = exchange.plan();
    std::optional<Review::Rhythm> found;
    for (const auto& [id, times] : this_week) {
        const auto contact = exchange.contact(id);
        if (!contact || contact->state != ContactState::open || contact->skips < often ||
            contact->skips - times >= often)
            continue;
        const int days = followup::cadence_of(*contact, plan.owner, plan.settings);
        const int slower = std::min(slower_by * days, longest);
        if (slower <= days || (found && found->times >= contact->skips)) continue;
        found = {id, contact->name, contact->skips, were_all_skipped(exchange, *contact), days, slower};
    }
    return found;
}

// The quarter that ended with the week, from its first day; absent in all weeks but its last whole one.
std::optional<Date> quarter_that_ended(Date today) {
    constexpr days a_week{7};
    const std::chrono::year_month_day date{today};
    const auto begin_of_quarter = [](std::chrono::year_month_day of) {
        const auto month = (static_cast<unsigned>(of.month()) - 1) / 3 * 3 + 1;
        return Date{of.year() / std::chrono::month{month} / 1};
    };
    const auto begin = begin_of_quarter(date);
    if (today - begin >= a_week) return std::nullopt;
    return begin_of_quarter(std::chrono::year_month_day{begin - days{1}});
}

std::optional<Review::Reasons> reasons_since(const Exchange& exchange, Date since) {
    std::map<std::int64_t, std::string> decided;
    for (const auto& entry : entries_since(exchange, since)) {
        if (entry.what == "reopened" || entry.what == "replied") decided.erase(*entry.contact);
        if ((entry.what == "closed" || entry.what == "edited") && !entry.reason.empty())
            decided[*entry.contact] = replies::fold(entry.reason);
    }
    std::map<std::string, int> times;
    for (const auto& [contact, reason] : decided) ++times[reason];
    if (times.empty()) return std::nullopt;
    Review::Reasons reasons{since, {times.begin(), times.end()}};
    std::ranges::stable_sort(reasons.counted, [](const auto& a, const auto& b) { return a.second > b.second; });
    return reasons;
}

}  // namespace

Review look_back(const Exchange& exchange) {
    Review review;
    review.today = exchange.today();
    const auto entries = entries_since(exchange, exchange.today() - days{6});
    std::map<Date, std::set<std::int64_t>> by_day;
    std::vector<std::int64_t> people;
    std::set<std::int64_t> friends;
    for (const auto& entry : entries) {
        if (entry.what == "kept") ++review.promises_kept;
        if (!is_outward(entry) && !is_inward(entry)) continue;
        if (is_outward(entry) && messages::is_conversation(entry.channel)) ++review.talks;
        if (entry.what == "gave") ++review.given;
        if (entry.kind == "ask") ++review.asked;
        by_day[exchange.zone.local(entry.at).date].insert(*entry.contact);
        if (std::ranges::find(people, *entry.contact) != people.end()) continue;
        people.push_back(*entry.contact);
        review.people.push_back(entry.name);
        const auto contact = exchange.contact(*entry.contact);
        if (contact && followup::is_friend(*contact, exchange.owner)) friends.insert(*entry.contact);
        const auto is_close = [](const std::string& tag) { return tag == "family" || tag == "friends"; };
        if (contact && std::ranges::any_of(contact->tags, is_close)) review.close.push_back(entry.name);
    }
    for (const auto& [day, met] : by_day) review.people_by_day[day] = static_cast<int>(met.size());
    review.best = best_moment(entries);
    review.answers = answers_of(exchange, entries, friends);
    review.rhythm = rhythm_that_does_not_fit(exchange, entries);
    if (const auto quarter = quarter_that_ended(exchange.today())) review.reasons = reasons_since(exchange, *quarter);
    return review;
}

}  // namespace nudged::conversation
