#include "daemon/replies/german.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "daemon/replies/names.hpp"
#include "daemon/replies/text.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

struct Word {
    std::string_view german;  // folded; ä is a, and also ae
    std::string_view english;
};

constexpr Word words[] = {
    {"erledigt", "done"},
    {"fertig", "done"},
    {"gemacht", "done"},
    {"wiedervorlage", "snooze"},
    {"verschieben", "snooze"},
    {"verschiebe", "snooze"},
    {"verschoben", "snooze"},
    {"erinnere mich an", "remind me about"},
    {"erinner mich an", "remind me about"},
    {"spater", "later"},
    {"spaeter", "later"},
    {"auslassen", "skip"},
    {"uberspringen", "skip"},
    {"ueberspringen", "skip"},
    {"nein", "no"},
    {"hat nein gesagt", "said no"},
    {"haben nein gesagt", "said no"},
    {"sagt nein", "said no"},
    {"hat abgesagt", "said no"},
    {"ja", "yes"},
    {"hat geantwortet", "replied"},
    {"haben geantwortet", "replied"},
    {"geantwortet", "replied"},
    {"hat sich gemeldet", "replied"},
    {"hat zuruckgerufen", "called back"},
    {"hat zurueckgerufen", "called back"},
    {"hat angerufen", "called me"},
    {"angerufen", "called"},
    {"hat geschrieben", "wrote me"},
    {"geschrieben", "wrote"},
    {"ruckgangig", "undo"},
    {"rueckgaengig", "undo"},
    {"hilfe", "help"},
    {"heute", "today"},
    {"heute abend", "tonight"},
    {"liste", "list"},
    {"wer ist", "who is"},
    {"wer", "who"},
    {"notiz", "note"},
    {"stopp", "stop"},
    {"alle", "all"},
    {"und", "and"},
    {"bis", "until"},
    {"am", "on"},
    {"im", "in"},
    {"nicht vor", "not before"},
    {"guten morgen", "hello"},
    {"guten tag", "hello"},
    {"guten abend", "hello"},
    {"morgen", "tomorrow"},
    {"ubermorgen", "day after tomorrow"},
    {"uebermorgen", "day after tomorrow"},
    {"gestern", "yesterday"},
    {"vorgestern", "2 days ago"},
    {"wochenende", "weekend"},
    {"montag", "monday"},
    {"dienstag", "tuesday"},
    {"mittwoch", "wednesday"},
    {"donnerstag", "thursday"},
    {"freitag", "friday"},
    {"samstag", "saturday"},
    {"sonntag", "sunday"},
    {"januar", "january"},
    {"februar", "february"},
    {"marz", "march"},
    {"maerz", "march"},
    {"mai", "may"},
    {"juni", "june"},
    {"juli", "july"},
    {"oktober", "october"},
    {"dezember", "december"},
    {"nachste", "next"},
    {"nachsten", "next"},
    {"nachster", "next"},
    {"nachstes", "next"},
    {"naechste", "next"},
    {"naechsten", "next"},
    {"naechster", "next"},
    {"naechstes", "next"},
    {"ein", "a"},
    {"eine", "a"},
    {"einem", "a"},
    {"einen", "a"},
    {"einer", "a"},
    {"zwei", "2"},
    {"drei", "3"},
    {"vier", "4"},
    {"tag", "day"},
    {"tage", "days"},
    {"tagen", "days"},
    {"woche", "week"},
    {"wochen", "weeks"},
    {"monat", "month"},
    {"monate", "months"},
    {"monaten", "months"},
    {"jahr", "year"},
    {"jahre", "years"},
    {"jahren", "years"},
};

// They are short enough to be other words too, and days only at the end of what is said of somebody.
constexpr Word short_days[] = {{"mo", "mon"}, {"di", "tue"}, {"mi", "wed"}, {"do", "thu"},
                               {"fr", "fri"}, {"sa", "sat"}, {"so", "sun"}};

struct Found {
    std::size_t end = 0;  // the token behind it
    std::string_view english;
};

// The token behind the words of `phrase` at `at`; 0 where they do not stand.
std::size_t behind(std::string_view phrase, const std::vector<Token>& tokens, std::size_t at) {
    for (; !phrase.empty(); ++at) {
        const auto word = phrase.substr(0, phrase.find(' '));
        if (at >= tokens.size() || !tokens[at].is(word)) return 0;
        phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    }
    return at;
}

std::optional<Found> longest_at(const std::vector<Token>& tokens, std::size_t at) {
    Found found;
    for (const auto& [german, english] : words)
        if (const auto end = behind(german, tokens, at); end > found.end) found = {end, english};
    const auto next = at + 1;
    const bool ends = next == tokens.size() || tokens[next].kind == Token::Kind::punct || tokens[next].digits > 0;
    if (found.end == 0 && at > 0 && ends)
        for (const auto& [german, english] : short_days)
            if (tokens[at].is(german)) found = {next, english};
    return found.end > 0 ? std::optional(found) : std::nullopt;
}

}  // namespace

std::optional<std::string> from_german(std::string_view text, const Context& context) {
    const auto said = decode_transport(text);
    if (said.find('\n') != std::string::npos) return std::nullopt;
    const auto tokens = tokenise(said, 0, said.size());
    const Names names(context);
    std::string english;
    std::size_t told = 0;  // bytes of what was said that are in `english`
    bool changed = false;
    for (std::size_t at = 0; at < tokens.size();) {
        if (const auto found = longest_at(tokens, at)) {
            english += std::string_view(said).substr(told, tokens[at].begin - told);
            english += found->english;
            told = tokens[found->end - 1].end;
            at = found->end;
            changed = true;
            continue;
        }
        const auto& token = tokens[at];
        const auto verb = verb_at(tokens, at, true);
        const auto named = names.find(tokens, at, tokens.size(), Names::Typos::no);
        if (verb)
            at += verb->words;
        else if (named)
            at = named->end;
        else if (token.kind != Token::Kind::word || token.digits > 0 || is_date_word(token.text))
            ++at;
        else
            break;
    }
    if (!changed) return std::nullopt;
    return english + said.substr(told);
}

}  // namespace nudged::replies
