#include "daemon/replies/dates.hpp"

#include <algorithm>

#include "daemon/replies/dates_math.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr long furthest_months = 120;

}  // namespace

Dates::Dates(const std::vector<Token>& tokens, const Context& context)
    : tokens_(tokens), context_(context), local_(context.zone.local(context.now)), today_(local_.date) {}

std::optional<When> Dates::read(std::size_t at, std::size_t end) {
    limit_ = std::min(end, tokens_.size());
    reading_ = Reading::to_come;
    const auto from = skip_preposition(at);
    auto found = with_tail(from, core(from));
    for (const auto reader : {&Dates::part_first, &Dates::time_first}) {
        if (auto other = (this->*reader)(from); other && (!found || other->end > found->end)) found = std::move(other);
    }
    if (!found) found = vague(from);
    if (!found) return std::nullopt;
    refuse_more(from, *found);
    check(from, *found);
    return found;
}

bool Dates::looks_like_date(std::size_t at) {
    limit_ = tokens_.size();
    if (at >= limit_ || tokens_[at].kind == Token::Kind::url) return false;
    const auto& here = tokens_[at];
    if (here.digits > 0 && !here.whole_number()) {
        const auto suffix = here.suffix();
        return unit_of(suffix) || part_of(suffix) != PartOfDay::none || ordinal_day(at) || counted(at);
    }
    return is_date_word(word(at)) || means_tomorrow(word(at)) || is_plural_weekday(word(at));
}

const std::string& Dates::word(std::size_t at) {
    static const std::string nothing;
    if (at >= limit_ || tokens_[at].kind == Token::Kind::url) return nothing;
    const auto& said = tokens_[at].text;
    if (said.size() < 4) return said;
    if (const auto known = corrected_.find(at); known != corrected_.end()) return known->second;
    const auto meant = corrected_date_word(said);
    return corrected_.emplace(at, meant.empty() ? said : std::string(meant)).first->second;
}

bool Dates::is(std::size_t at, std::string_view other) { return word(at) == other; }

bool Dates::any(std::size_t at, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, std::string_view(word(at))) != words.end();
}

std::size_t Dates::skip(std::size_t at, std::initializer_list<std::string_view> words) {
    return any(at, words) ? at + 1 : at;
}

// "until", "for about", "give it", "sometime in"
std::size_t Dates::skip_preposition(std::size_t at) {
    constexpr int most = 4;
    for (int n = 0; n < most; ++n) {
        const auto before = at;
        if (is(at, "give") && any(at + 1, {"it", "me", "him", "her", "them", "us"})) at += 2;
        if (is(at, "'") && any(at + 1, {"til", "till"})) ++at;
        at = skip(at,
                  {"until",  "till",  "til",     "by",   "for",    "on",   "in",      "to",     "within",   "at", "@",
                   "around", "about", "roughly", "over", "during", "from", "towards", "toward", "sometime", "~",  "+"});
        if (at == before) break;
    }
    return at;
}

std::string Dates::said(std::size_t from, std::size_t to) const {
    std::string text;
    for (auto at = from; at < std::min(to, tokens_.size()); ++at) {
        if (!text.empty() && !tokens_[at].glued) text += ' ';
        text += tokens_[at].text;
    }
    return text;
}

Dates::Found Dates::trouble(std::size_t from, std::size_t end, AskCode code) const {
    When when;
    when.end = end;
    when.date = today_;
    when.trouble = DateTrouble{code, said(from, end), {}};
    return when;
}

// The reading that takes most words; of two that take the same, the one without trouble, then the first.
Dates::Found Dates::longest(std::size_t at, std::span<const Reader> readers) {
    Found best;
    for (const auto reader : readers) {
        auto found = (this->*reader)(at);
        const bool better =
            found && (!best || found->end > best->end || (found->end == best->end && best->trouble && !found->trouble));
        if (better) best = std::move(found);
    }
    return best;
}

Dates::Found Dates::day_core(std::size_t at) {
    static constexpr Reader readers[] = {
        &Dates::todays,      &Dates::tomorrow,  &Dates::weekday, &Dates::weekday_with_date, &Dates::week,
        &Dates::weekend,     &Dates::next_unit, &Dates::edge,    &Dates::period_end,        &Dates::quarter,
        &Dates::month_first, &Dates::day_first, &Dates::ordinal, &Dates::nth_weekday,       &Dates::numeric};
    return longest(skip(at, {"the"}), readers);
}

Dates::Found Dates::core(std::size_t at) {
    static constexpr Reader readers[] = {&Dates::day_core, &Dates::duration, &Dates::range, &Dates::past};
    return longest(at, readers);
}

Dates::Found Dates::with_tail(std::size_t from, Found found) {
    if (!found) return found;
    auto part = part_of(word(found->end - 1));
    const auto core_end = found->end;
    const bool in_doubt = found->trouble.has_value();
    found->end = part_of_day(found->end, part);
    if (const auto time = found->time ? std::nullopt : clock(found->end, false, part)) {
        const auto rest = said(from, found->end);
        found->end = time->end;
        set_clock(from, *found, *time, rest);
    }
    if (in_doubt && found->end > core_end) {
        for (auto& reading : found->trouble->readings) reading.says += ' ' + said(core_end, found->end);
    }
    return found;
}

// What more of a date stands behind the phrase makes it unclear: "friday or monday", "2 weeks ago", "june 5-7".
void Dates::refuse_more(std::size_t from, When& when) {
    const auto end = when.end;
    const auto refuse = [&](std::size_t to, AskCode code) { when = *trouble(from, to, code); };
    if (is(end, "ago")) return refuse(end + 1, AskCode::past);
    if (any(end, {"or", "of", "before", "earlier", "except", "/"}))
        return refuse(std::min(end + 2, limit_), AskCode::when);
    if (!when.named && any(end, {"after", "from", "following", "since"})) return refuse(end + 1, AskCode::when);
    if (is(end, "after") && any(end + 1, {"next", "that", "this"})) return refuse(end + 2, AskCode::when);
    const bool figures = end > 0 && tokens_[end - 1].digits > 0, range = any(end, {"-", "to"});
    const bool number = end + 1 < limit_ && tokens_[end + 1].digits > 0;
    const bool glued = number && any(end, {"-", ".", ":"}) && tokens_[end].glued && tokens_[end + 1].glued;
    if (glued || (figures && range && number && tokens_[end + 1].whole_number())) return refuse(end + 2, AskCode::when);
    if (any(end, {"every", "each", "weekly", "monthly", "daily", "yearly", "end", "start", "beginning", "mid", "middle",
                  "early", "late", "ish"})) {
        return refuse(end + 1, AskCode::when);
    }
    if (unit_of(word(end)) && word(end).size() > 2) return refuse(end + 1, AskCode::when);
    if (is(end, "and") && is(skip(end + 1, {"a"}), "half")) return refuse(skip(end + 1, {"a"}) + 1, AskCode::when);
    // A time that cannot be: "at midnight", "25:00", "13pm".
    const auto time = skip(end, {"at", "@"});
    if (time < limit_ && (is(time, "midnight") || (tokens_[time].digits > 0 && time > end)))
        return refuse(time + 1, AskCode::when);
    if (is(end + 1, ":") && tokens_[end].digits > 0 && tokens_[end + 1].glued && end + 2 < limit_ &&
        tokens_[end + 2].digits > 0)
        return refuse(end + 2, AskCode::when);
    if (end < limit_ && tokens_[end].digits > 0) {  // "10-11am", "5ish", "1700"
        if (tokens_[end].suffix() == "ish" || part_of(tokens_[end].suffix()) != PartOfDay::none ||
            (tokens_[end].whole_number() && tokens_[end].digits > 2))
            return refuse(end + 1, AskCode::when);
        if (const auto hours = any(end + 1, {"-", "to"}) ? clock(end + 2, false, PartOfDay::none) : std::nullopt) {
            return refuse(hours->end, AskCode::when);
        }
    }
    const auto next = skip_preposition(skip(skip(end, {"-", "and", "&", ","}), {"after", "of", "not"}));
    if (const auto more = core(next)) return refuse(more->end, AskCode::when);
    if (const auto more = clock(skip(end, {"after"}), false, PartOfDay::none)) return refuse(more->end, AskCode::when);
}

// About a date, but no date.
Dates::Found Dates::vague(std::size_t at) {
    if (at >= limit_) return std::nullopt;
    const auto from = at;
    at = skip(at, {"a", "the", "some"});
    if (is_plural_weekday(word(at)) || is(at, "weekends")) return trouble(from, at + 1, AskCode::when);
    if (any(from, {"several", "many", "some"}) && unit(from + 1)) return trouble(from, from + 2, AskCode::when);
    if (is(from, "later") && any(skip(from + 1, {"in"}), {"this", "the"}) && unit(skip(from + 1, {"in"}) + 1)) {
        return trouble(from, skip(from + 1, {"in"}) + 2, AskCode::when);
    }
    if (any(from, {"before", "after"})) {
        if (const auto day = day_core(from + 1)) return trouble(from, day->end, AskCode::when);
    }
    if (const auto number = amount(from);
        number && is(number->end, "and") && is(number->end + 1, "a") && is(number->end + 2, "half")) {
        return trouble(from, number->end + 3, AskCode::when);
    }
    if (const auto nth = ordinal_day(at); nth && (unit(nth->end) || any(nth->end, {"weekend", "half"}))) {
        return trouble(from, nth->end + 1, AskCode::when);
    }
    if (is(at, "new") && unit(at + 1)) return trouble(from, at + 2, AskCode::when);
    if (any(at, {"this", "next", "coming", "following"}) && unit(at + 1)) return trouble(from, at + 2, AskCode::when);
    const bool alone = any(
        at, {"someday",   "sometime", "soon",   "eventually", "whenever",  "indefinitely", "forever", "asap",
             "while",     "bit",      "future", "midnight",   "christmas", "xmas",         "easter",  "thanksgiving",
             "halloween", "spring",   "summer", "autumn",     "winter",    "week",         "weeks",   "month",
             "months",    "year",     "years",  "quarter",    "days",      "hours",        "minutes"});
    if (alone) return trouble(from, at + 1, AskCode::when);
    return std::nullopt;
}

void Dates::check(std::size_t from, When& when) {
    if (when.trouble) return;
    const bool too_early = when.date < today_ || (when.date == today_ && when.time && *when.time <= local_.time);
    if (when.date > plus_months(today_, furthest_months)) {
        when = *trouble(from, when.end, AskCode::too_far);
    } else if (too_early) {
        when = *trouble(from, when.end, AskCode::past);
    } else if (when.date == today_ && !when.later_today) {
        when = *trouble(from, when.end, AskCode::that_is_today);
        when.trouble->readings = {{"tomorrow", "tomorrow"}};
    } else if (when.time) {
        when.time = context_.zone.shown(when.date, *when.time);
    }
}

}  // namespace nudged::replies
