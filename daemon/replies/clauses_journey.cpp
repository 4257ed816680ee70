// Where the owner is: "I'm in Tokyo until friday", "travelling to New York", "in Berlin this week", "I'm home".
//
// Only a whole clause is one. "I'm in a meeting", "saw Nicole in Berlin" and "I'm in Berlin with Sam" stay what they
// are without it.
#include "daemon/followup/places.hpp"
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {

namespace {

constexpr std::size_t longest_city = 4;  // words

enum class Said { nothing, in, to, moved };

}  // namespace

// The place, read to its longest name.
std::optional<Place> Clauses::place_at(std::size_t at, std::size_t& end) const {
    std::optional<Place> found;
    std::string name;
    for (auto to = at; to < tokens_.size() && to < at + longest_city; ++to) {
        if (tokens_[to].kind != Token::Kind::word) break;
        name += (name.empty() ? "" : " ") + tokens_[to].text;
        const bool one_word = to == at;
        if (one_word && (is_common_word(name) || is_date_word(name))) continue;
        if (auto place = place_named(name)) found = std::move(place), end = to + 1;
    }
    return found;
}

// "Munich", "Rio Grande": words with capital letters, of which none is an ordinary one, and nobody's name.
bool Clauses::looks_like_a_place(std::size_t at, std::size_t& end) const {
    for (end = at; end < tokens_.size() && end < at + longest_city; ++end) {
        const auto& token = tokens_[end];
        if (token.kind != Token::Kind::word || token.digits > 0 || !is_written_as_a_name(text_, token)) break;
        if (is_common_word(token.text) || is_date_word(token.text) || is_month(token.text)) return false;
    }
    return end > at && !names_.find(tokens_, at, end, Names::Typos::no);
}

// How long they are there, or from when on. False: what stands there is neither.
bool Clauses::read_stay(Head& head) {
    while (any(head.next, {"now", "again", "today", "currently"})) ++head.next;
    const bool what_for = (any(head.next, {"for"}) && any(head.next + 1, {"work", "now"})) ||
                          (any(head.next, {"on"}) && any(head.next + 1, {"business", "holiday", "vacation"}));
    if (what_for) head.next += 2;
    if (ends(head.next)) return true;
    const auto from = head.next;
    const bool a_stay = any(from, {"until", "till", "til", "for", "this", "the", "through", "thru"});
    head = pause(std::move(head)).value_or(Head{});
    const bool unreadable = head.trouble && head.trouble->code != AskCode::past;
    if (unreadable || !head.command.until || !ends(head.next)) return false;
    head.command.begins_then = !a_stay || head.command.whole_days > 0;
    return true;
}

std::optional<Head> Clauses::journey(std::size_t begin) {
    auto at = begin;
    const bool oneself =
        any(at, {"im", "were", "ive", "weve"}) ||
        (any(at, {"i", "we"}) && (any(at + 1, {"am", "are", "have"}) || any(at + 1, {"just", "moved"})));
    if (any(at, {"im", "were", "ive", "weve", "i", "we"})) ++at;
    if (oneself && any(at, {"am", "are", "have"})) ++at;
    while (any(at, {"now", "just", "currently", "back", "already", "safely"})) ++at;

    Head head;
    head.begin = begin;
    head.command.intent = Intent::travel;
    const bool back = at > begin && any(at - 1, {"back"});
    if (any(at, {"home", "at"}) && (oneself || back)) {
        head.next = any(at, {"at"}) ? at + 1 : at;
        if (!any(head.next, {"home"})) return std::nullopt;
        ++head.next;
        while (any(head.next, {"again", "now"})) ++head.next;
        return ends(head.next) ? std::optional(std::move(head)) : std::nullopt;
    }

    auto said = Said::nothing;
    if (any(at, {"travelling", "traveling", "flying", "heading", "headed", "off"}) && any(at + 1, {"to"}))
        said = Said::to, at += 2;
    else if (any(at, {"landed", "arrived"}) && any(at + 1, {"in"}))
        said = Said::to, at += 2;
    else if (any(at, {"moved"}) && any(at + 1, {"to"}))
        said = Said::moved, at += 2;
    else if (any(at, {"in"}))
        said = Said::in, ++at;
    if (said == Said::nothing || (said == Said::moved && at == begin + 2)) return std::nullopt;
    if (said == Said::moved) head.command.intent = Intent::move;

    std::size_t end = at;
    const auto place = place_at(at, end);
    const bool going_somewhere = !any(at - 2, {"heading", "headed", "off"});  // else it may be to anybody
    const bool unknown = !place && going_somewhere && looks_like_a_place(at, end);
    if (!place && !unknown) return std::nullopt;
    head.next = end;
    if (!read_stay(head)) return std::nullopt;
    // "in Berlin" alone answers something else than where one is.
    if (said == Said::in && !oneself && (!head.command.until || unknown)) return std::nullopt;
    head.begin = begin;
    head.command.note = slice(at, end);
    if (place) head.command.name = place->zone;
    return head;
}

}  // namespace nudged::replies
