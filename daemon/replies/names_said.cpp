// A message that is nothing but names: how people answer "send me three names".
#include <algorithm>
#include <vector>

#include "daemon/replies/dates.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t most_names = 20, longest_text = 1'000, most_words = 5;

bool is_particle(std::string_view word) {
    return one_of(word, {"van", "von", "de",  "der", "den", "da", "dos", "di", "del", "la", "le", "al",
                         "el",  "bin", "ibn", "ter", "ten", "zu", "zur", "y",  "e",   "mc", "st", "of"});
}

bool begins_rhythm(std::string_view word) {
    return one_of(word,
                  {"every", "each", "daily", "weekly", "biweekly", "fortnightly", "monthly", "quarterly", "yearly"});
}

// What is said in German where the commands are English: the word stands first ("erledigt Oma") or last ("Oma
// angerufen"). Nobody is called so.
bool is_german_command(std::string_view word) {
    return one_of(
        word, {"erledigt",    "fertig",       "geschafft",     "gemacht",   "neu",         "neue",       "hinzu",
               "hinzufugen",  "spater",       "verschiebe",    "verschieb", "verschieben", "verschoben", "schiebe",
               "aufschieben", "uberspringen", "auslassen",     "losche",    "losch",       "loschen",    "geloscht",
               "entferne",    "entfernen",    "streiche",      "streichen", "zuruck",      "ruckgangig", "hilfe",
               "liste",       "heute",        "ubermorgen",    "gestern",   "zeig",        "zeige",      "suche",
               "suchen",      "finde",        "notiz",         "notiere",   "pausieren",   "angerufen",  "telefoniert",
               "geschrieben", "getroffen",    "gesprochen",    "gesehen",   "geantwortet", "gemeldet",   "abgesagt",
               "zugesagt",    "ja",           "nein",          "nicht",     "kein",        "keine",      "noch",
               "bitte",       "wer",          "wie",           "was",       "wann",        "warum",      "wo",
               "anrufen",     "schreiben",    "einstellungen", "sprache"});
}

// Written as names are: not in small letters. Scripts without small letters count as such.
bool is_capitalised(std::string_view text, const Token& token) {
    const char first = text[token.begin];
    return !(first >= 'a' && first <= 'z');
}

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of(",;\n", begin), text.size());
        auto part = trimmed(text.substr(begin, end - begin));
        for (auto joint = part.find(" and "); joint != part.npos; joint = part.find(" and ")) {
            if (const auto one = trimmed(part.substr(0, joint)); !one.empty()) parts.push_back(one);
            part = trimmed(part.substr(joint + 5));
        }
        if (!part.empty()) parts.push_back(part);
        begin = end + 1;
    }
    return parts;
}

struct Part {
    bool name = false;         // could be one
    bool capitalised = false;  // and is written like one
    bool marked = false;       // with a rhythm or a tag
};

Part read_part(std::string_view text) {
    const auto tokens = tokenise(text, 0, text.size());
    Part part;
    std::size_t at = 0;
    bool capitalised = true, everyday = true;
    for (; at < tokens.size(); ++at) {
        const auto& token = tokens[at];
        if (at > 0 && (begins_rhythm(token.text) || token.is("#"))) break;
        const bool joins = at > 0 && at + 1 < tokens.size() && one_of(token.text, {".", "-", "'", "&"});
        if (joins || (at + 1 == tokens.size() && at > 0 && token.is("."))) continue;
        const auto& word = token.text;
        const bool particle = at > 0 && is_particle(word);
        if (token.kind != Token::Kind::word || token.digits > 0) return {};
        if (is_filler(word) || is_courtesy(word) || is_negation(word) || (at == 0 && verb_at(tokens, at))) return {};
        const bool written_as_name = is_capitalised(text, token);
        everyday = everyday && is_common_word(word) && !is_family(word);
        if (!particle && is_common_word(word) && !is_family(word) && !(written_as_name && capitalised)) return {};
        capitalised = capitalised && (particle || written_as_name);
    }
    if (at == 0 || at > most_words || everyday) return {};
    if (is_german_command(tokens.front().text) || is_german_command(tokens[at - 1].text)) return {};
    part.name = true;
    part.capitalised = capitalised;
    part.marked = at < tokens.size() && (tokens[at].is("#") || begins_rhythm(tokens[at].text));
    return part;
}

}  // namespace

NamesSaid names_said(std::string_view text) {
    NamesSaid said;
    const auto decoded = decode_transport(text);
    const auto parts = parts_of(decoded);
    if (decoded.size() > longest_text || parts.empty() || parts.size() > most_names) return said;
    bool surely = true;
    std::string adds;
    for (const auto part : parts) {
        const auto read = read_part(part);
        if (!read.name) return said;
        surely = surely && (read.capitalised || read.marked || parts.size() > 1);
        adds += (adds.empty() ? "add " : "\nadd ") + std::string(part);
    }
    said.likeness = surely ? NamesSaid::Likeness::names : NamesSaid::Likeness::doubtful;
    said.adds = std::move(adds);
    return said;
}

}  // namespace nudged::replies
