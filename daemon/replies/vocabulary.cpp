#include "daemon/replies/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "daemon/replies/typos.hpp"

namespace nudged::replies {
namespace {

struct Entry {
    std::string_view phrase;
    Intent intent;
    VerbKind kind = VerbKind::plain;
    std::string_view channel = {};
    bool correctable = false;  // a single word long enough to be recognised when misspelt
};

constexpr auto contact = VerbKind::contact;
constexpr auto tail = VerbKind::tail_only;

constexpr Entry entries[] = {
    {"done", Intent::done, VerbKind::plain, {}, true},
    {"did", Intent::done},
    {"complete", Intent::done, VerbKind::plain, {}, true},
    {"completed", Intent::done, VerbKind::plain, {}, true},
    {"finished", Intent::done, VerbKind::plain, {}, true},
    {"finish", Intent::done, VerbKind::plain, {}, true},
    {"mark as done", Intent::done},
    {"mark it as done", Intent::done},
    {"mark it done", Intent::done},
    {"mark that as done", Intent::done},
    {"mark done", Intent::done},
    {"mark as complete", Intent::done},
    {"👍", Intent::done},
    {"✅", Intent::done},
    {"✔", Intent::done},
    {"👌", Intent::done},
    {"☑", Intent::done},
    {"✓", Intent::done},
    {"+ 1", Intent::done},

    {"called", Intent::done, contact, "call", true},
    {"phoned", Intent::done, contact, "call", true},
    {"rang", Intent::done, contact, "call"},
    {"emailed", Intent::done, contact, "email", true},
    {"e mailed", Intent::done, contact, "email"},
    {"mailed", Intent::done, contact, "email", true},
    {"wrote", Intent::done, contact, ""},
    {"texted", Intent::done, contact, "text", true},
    {"messaged", Intent::done, contact, "messenger", true},
    {"whatsapped", Intent::done, contact, "messenger", true},
    {"dmd", Intent::done, contact, "messenger"},
    {"pinged", Intent::done, contact, "messenger", true},
    {"met", Intent::done, contact, "in person"},
    {"met up with", Intent::done, contact, "in person"},
    {"met with", Intent::done, contact, "in person"},
    {"visited", Intent::done, contact, "in person", true},
    {"spoke", Intent::done, contact, "call"},
    {"spoke with", Intent::done, contact, "call"},
    {"spoke to", Intent::done, contact, "call"},
    {"talked with", Intent::done, contact, "call"},
    {"talked to", Intent::done, contact, "call"},
    {"talked", Intent::done, contact, "call", true},
    {"chatted with", Intent::done, contact, "call"},
    {"chatted to", Intent::done, contact, "call"},
    {"caught up with", Intent::done, contact, "in person"},
    {"contacted", Intent::done, contact, "", true},
    {"reached out to", Intent::done, contact, ""},
    {"had lunch with", Intent::done, contact, "in person"},
    {"had coffee with", Intent::done, contact, "in person"},
    {"had a coffee with", Intent::done, contact, "in person"},
    {"had dinner with", Intent::done, contact, "in person"},
    {"had a call with", Intent::done, contact, "call"},

    {"snooze", Intent::snooze, VerbKind::plain, {}, true},
    {"snoozed", Intent::snooze, VerbKind::plain, {}, true},
    {"postpone", Intent::snooze, VerbKind::plain, {}, true},
    {"postponed", Intent::snooze, VerbKind::plain, {}, true},
    {"defer", Intent::snooze, VerbKind::plain, {}, true},
    {"deferred", Intent::snooze, VerbKind::plain, {}, true},
    {"delay", Intent::snooze, VerbKind::plain, {}, true},
    {"delayed", Intent::snooze, VerbKind::plain, {}, true},
    {"push", Intent::snooze, VerbKind::plain, {}, true},
    {"pushed", Intent::snooze, VerbKind::plain, {}, true},
    {"push back", Intent::snooze},
    {"not now", Intent::snooze},
    {"zzz", Intent::snooze},
    {"zzzz", Intent::snooze},
    {"zz", Intent::snooze},
    {"remind me", Intent::snooze, VerbKind::remind},
    {"remind me again", Intent::snooze, VerbKind::remind},
    {"remind", Intent::snooze, VerbKind::remind, {}, true},
    {"💤", Intent::snooze},
    {"😴", Intent::snooze},
    {"⏰", Intent::snooze},

    {"skip", Intent::skip, VerbKind::plain, {}, true},
    {"skipped", Intent::skip, VerbKind::plain, {}, true},
    {"pass", Intent::skip, VerbKind::plain, {}, true},
    {"pass on", Intent::skip},
    {"not this time", Intent::skip},

    {"no", Intent::no},
    {"declined", Intent::no, VerbKind::plain, {}, true},
    {"said no", Intent::no},
    {"says no", Intent::no, tail},
    {"not interested", Intent::no},
    {"no longer interested", Intent::no},
    {"isnt interested", Intent::no},
    {"is not interested", Intent::no},
    {"wasnt interested", Intent::no},
    {"not interested anymore", Intent::no},
    {"not interested any more", Intent::no},
    {"they said no", Intent::no},
    {"she said no", Intent::no},
    {"he said no", Intent::no},
    {"they declined", Intent::no},
    {"she declined", Intent::no},
    {"he declined", Intent::no},

    {"later", Intent::later, VerbKind::plain, {}, true},
    {"check back", Intent::later},
    {"circle back", Intent::later},
    {"said later", Intent::later},
    {"says later", Intent::later, tail},

    {"replied", Intent::replied, VerbKind::plain, {}, true},
    {"answered", Intent::replied, VerbKind::plain, {}, true},
    {"responded", Intent::replied, VerbKind::plain, {}, true},
    {"wrote back", Intent::replied},
    {"got back", Intent::replied},
    {"got back to me", Intent::replied},
    {"wrote me back", Intent::replied},
    {"heard back from", Intent::replied},
    {"heard from", Intent::replied},
    {"heard back", Intent::replied},
    {"got a reply from", Intent::replied},
    {"got an answer from", Intent::replied},
    {"reply from", Intent::replied},
    {"got reply from", Intent::replied},
    {"answer from", Intent::replied},
    {"called me", Intent::replied, tail},
    {"called back", Intent::replied, tail},
    {"called me back", Intent::replied, tail},
    {"emailed me", Intent::replied, tail},
    {"texted me", Intent::replied, tail},
    {"wrote me", Intent::replied, tail},
    {"wrote to me", Intent::replied, tail},
    {"messaged me", Intent::replied, tail},
    {"emailed back", Intent::replied, tail},
    {"texted back", Intent::replied, tail},
    {"texted me back", Intent::replied, tail},
    {"emailed me back", Intent::replied, tail},
    {"messaged back", Intent::replied, tail},

    {"gave", Intent::gave, VerbKind::plain, {}, true},
    {"sent", Intent::gave, VerbKind::plain, {}, true},
    {"shared", Intent::gave, VerbKind::plain, {}, true},
    {"gave to", Intent::gave},
    {"sent to", Intent::gave},
    {"shared with", Intent::gave},

    {"note", Intent::note},
    {"note on", Intent::note},
    {"note for", Intent::note},
    {"note about", Intent::note},
    {"add note to", Intent::note},
    {"add a note to", Intent::note},
    {"add note for", Intent::note},
    {"add a note for", Intent::note},
    {"add a note on", Intent::note},
    {"add note on", Intent::note},
    {"add", Intent::add},
    {"who", Intent::who},
    {"who is", Intent::who},
    {"whos", Intent::who},
    {"show", Intent::who},
    {"show me", Intent::who},

    {"pause", Intent::pause, VerbKind::plain, {}, true},
    {"vacation", Intent::pause, VerbKind::plain, {}, true},
    {"on vacation", Intent::pause},
    {"im on vacation", Intent::pause},
    {"i am on vacation", Intent::pause},
    {"resume", Intent::resume, VerbKind::plain, {}, true},
    {"unpause", Intent::resume, VerbKind::plain, {}, true},
    {"im back", Intent::resume},
    {"i am back", Intent::resume},
    {"were back", Intent::resume},
    {"we are back", Intent::resume},
    {"back from vacation", Intent::resume},
    {"undo", Intent::undo, VerbKind::plain, {}, true},
    {"oops", Intent::undo, VerbKind::plain, {}, true},
    {"oops undo", Intent::undo},
    {"today", Intent::today},
    {"list today", Intent::list},
    {"todays list", Intent::list},
    {"today list", Intent::list},
    {"show today", Intent::list},
    {"whats up", Intent::list},
    {"whats up today", Intent::list},
    {"whatsup", Intent::list},
    {"whats on today", Intent::list},
    {"whos due", Intent::list},
    {"who is due", Intent::list},
    {"list", Intent::list, VerbKind::plain, {}, true},
    {"show list", Intent::list},
    {"show the list", Intent::list},
    {"show me the list", Intent::list},
    {"the list", Intent::list},
    {"show my list", Intent::list},
    {"my list", Intent::list},
    {"list all", Intent::list},
    {"help", Intent::help, VerbKind::plain, {}, true},
    {"commands", Intent::help, VerbKind::plain, {}, true},
    {"command", Intent::help},
    {"show commands", Intent::help},
    {"list commands", Intent::help},
    {"start", Intent::start},
    {"pair", Intent::pair},

    {"stop", Intent::help, VerbKind::stop},
    {"cancel", Intent::help, VerbKind::stop},
    {"quit", Intent::help, VerbKind::stop},
    {"unsubscribe", Intent::help, VerbKind::stop},
    {"end", Intent::help, VerbKind::stop},
    {"👎", Intent::help, VerbKind::thumbs_down},
    {"- 1", Intent::help, VerbKind::thumbs_down},

    {"part", Intent::part},
    {"reopen", Intent::reopen, VerbKind::plain, {}, true},
    {"every", Intent::every},
    {"rename", Intent::rename, VerbKind::plain, {}, true},
    {"tag", Intent::tag},
    {"untag", Intent::untag, VerbKind::plain, {}, true},
    {"friend", Intent::friend_},
    {"set", Intent::set},
    {"needs", Intent::needs},
    {"why", Intent::why},
    {"brings", Intent::brings},
    {"gets", Intent::gets},
    {"deal", Intent::deal},
    {"won", Intent::won},
    {"plan", Intent::plan},
    {"promise", Intent::promise, VerbKind::plain, {}, true},
    {"promised", Intent::promise},
    {"kept", Intent::kept},
    {"missed", Intent::missed, VerbKind::plain, {}, true},
    {"noticed", Intent::noticed, VerbKind::plain, {}, true},
    {"intro", Intent::intro},
    {"introduce", Intent::intro, VerbKind::plain, {}, true},
    {"introduced", Intent::intro},
    {"shelf", Intent::shelf},
    {"via", Intent::via},
    {"status", Intent::status, VerbKind::plain, {}, true},
    {"find", Intent::find},
    {"search", Intent::find},
    {"private", Intent::private_},
    {"review", Intent::review},
    {"fresh start", Intent::fresh_start},
};

class Verbs {
public:
    Verbs() {
        for (const auto& entry : entries) {
            std::vector<std::string> words;
            for (std::size_t at = 0; at <= entry.phrase.size();) {
                const auto space = std::min(entry.phrase.find(' ', at), entry.phrase.size());
                words.emplace_back(entry.phrase.substr(at, space - at));
                at = space + 1;
            }
            by_first_[words.front()].push_back({&entry, words});
        }
    }

    [[nodiscard]] std::optional<Verb> at(std::span<const Token> tokens, std::size_t at, bool behind_person) const {
        if (at >= tokens.size()) return std::nullopt;
        const auto found = by_first_.find(tokens[at].text);
        if (found == by_first_.end() || tokens[at].kind == Token::Kind::url) return std::nullopt;
        std::optional<Verb> best;
        for (const auto& [entry, words] : found->second) {
            if (entry->kind == tail && !behind_person) continue;
            if (at + words.size() > tokens.size() || (best && best->words >= words.size())) continue;
            bool same = true;
            for (std::size_t i = 1; i < words.size() && same; ++i) {
                const bool sign = words[0] == "+" || words[0] == "-";
                same = tokens[at + i].is(words[i]) && (!sign || tokens[at + i].glued);
            }
            if (same) best = Verb{entry->intent, entry->kind, words.size(), entry->channel, false};
        }
        return best;
    }

private:
    struct Phrase {
        const Entry* entry;
        std::vector<std::string> words;
    };
    std::unordered_map<std::string, std::vector<Phrase>> by_first_;
};

const Verbs& verbs() {
    static const Verbs all;
    return all;
}

using Words = std::unordered_set<std::string_view>;

const Words& common_words() {
    static const Words words{
        "a",          "about",      "above",    "after",        "again",    "ago",       "all",
        "almost",     "along",      "already",  "also",         "always",   "am",        "an",
        "and",        "another",    "any",      "anyone",       "anything", "are",       "around",
        "as",         "asap",       "ask",      "asked",        "asks",     "at",        "away",
        "back",       "bad",        "be",       "been",         "before",   "being",     "bent",
        "best",       "better",     "big",      "bit",          "bone",     "both",      "bought",
        "bring",      "brought",    "bush",     "busy",         "but",      "by",        "call",
        "came",       "can",        "cant",     "card",         "case",     "cause",     "cave",
        "cent",       "chat",       "close",    "closed",       "coffee",   "come",      "coming",
        "cone",       "could",      "cool",     "dad",          "day",      "days",      "deal",
        "deck",       "did",        "didnt",    "dinner",       "do",       "does",      "doesnt",
        "doing",      "dose",       "dont",     "down",         "during",   "each",      "early",
        "else",       "email",      "end",      "enough",       "even",     "ever",      "every",
        "everything", "except",     "far",      "feel",         "feels",    "few",       "finally",
        "fine",       "first",      "fist",     "fixed",        "for",      "found",     "free",
        "from",       "fun",        "future",   "gave",         "get",      "gets",      "getting",
        "gist",       "give",       "given",    "glad",         "go",       "goes",      "going",
        "gone",       "good",       "got",      "great",        "had",      "half",      "happy",
        "hard",       "has",        "hasnt",    "have",         "havent",   "having",    "he",
        "heap",       "hear",       "heard",    "held",         "hell",     "hello",     "her",
        "here",       "hers",       "herself",  "him",          "himself",  "his",       "hold",
        "home",       "hope",       "hour",     "house",        "how",      "i",         "if",
        "ill",        "im",         "in",       "into",         "is",       "isnt",      "it",
        "its",        "itself",     "ive",      "job",          "just",     "keep",      "kept",
        "kind",       "kids",       "knew",     "know",         "knows",    "last",      "late",
        "latter",     "least",      "left",     "less",         "let",      "lets",      "life",
        "like",       "liked",      "likes",    "line",         "lit",      "little",    "live",
        "lone",       "long",       "look",     "looks",        "lost",     "lot",       "love",
        "loved",      "loves",      "lunch",    "made",         "mail",     "make",      "many",
        "mass",       "may",        "maybe",    "me",           "mean",     "meet",      "meeting",
        "mine",       "mist",       "month",    "months",       "more",     "most",      "move",
        "moved",      "moving",     "much",     "mum",          "must",     "my",        "myself",
        "name",       "near",       "need",     "needs",        "never",    "new",       "news",
        "next",       "nice",       "night",    "none",         "nope",     "not",       "nothing",
        "now",        "of",         "off",      "often",        "oh",       "ok",        "okay",
        "old",        "on",         "once",     "one",          "ones",     "only",      "open",
        "or",         "other",      "others",   "our",          "out",      "over",      "own",
        "pads",       "paid",       "past",     "people",       "per",      "perhaps",   "phone",
        "place",      "please",     "posh",     "post",         "pretty",   "put",       "quick",
        "quickly",    "quite",      "ran",      "rather",       "read",     "ready",     "really",
        "rent",       "reply",      "right",    "room",         "rush",     "said",      "same",
        "save",       "saw",        "say",      "saying",       "says",     "see",       "seen",
        "seems",      "send",       "sends",    "set",          "several",  "shall",     "share",
        "she",        "ship",       "short",    "should",       "show",     "since",     "sit",
        "sleep",      "slip",       "so",       "some",         "someone",  "something", "sometime",
        "sometimes",  "soon",       "sorry",    "sort",         "sorted",   "sounds",    "spend",
        "spent",      "start",      "started",  "still",        "stuff",    "such",      "super",
        "sure",       "take",       "taken",    "talk",         "tell",     "tent",      "than",
        "thank",      "thanks",     "that",     "thats",        "the",      "their",     "them",
        "then",       "there",      "these",    "they",         "theyre",   "thing",     "things",
        "think",      "this",       "those",    "thought",      "through",  "till",      "time",
        "times",      "to",         "told",     "tone",         "tonight",  "too",       "took",
        "tried",      "true",       "try",      "turn",         "twice",    "under",     "until",
        "up",         "us",         "use",      "used",         "very",     "via",       "voicemail",
        "want",       "wanted",     "wants",    "was",          "wasnt",    "water",     "wave",
        "way",        "we",         "week",     "weeks",        "well",     "went",      "were",
        "what",       "when",       "where",    "which",        "while",    "who",       "whole",
        "why",        "will",       "wish",     "with",         "without",  "wont",      "word",
        "work",       "works",      "world",    "would",        "write",    "year",      "years",
        "yes",        "yesterday",  "yet",      "you",          "your",     "yours",     "zone",
        "tine",       "dine",       "lust",     "paste",        "haste",    "waste",     "note",
        "notes",      "sky",        "ski",      "skin",         "heal",     "hemp",      "part",
        "play",       "player",     "relay",    "refer",        "differ",   "sand",      "gate",
        "game",       "have",       "hate",     "shred",        "share",    "shares",    "stared",
        "scared",     "lately",     "cater",    "layer",        "liter",    "latex",     "called",
        "emailed",    "texted",     "messaged", "spoke",        "wrote",    "met",       "lets",
        "weve",       "theyve",     "shes",     "hes",          "whats",    "wheres",    "hows",
        "someday",    "eventually", "whenever", "indefinitely", "forever",
    };
    return words;
}

bool in(const Words& words, std::string_view word) { return words.contains(word); }

}  // namespace

std::optional<Verb> verb_at(std::span<const Token> tokens, std::size_t at, bool behind_person) {
    return verbs().at(tokens, at, behind_person);
}

std::optional<Verb> misspelt_verb(std::string_view word) {
    const bool figures = word.find_first_of("0123456789") != std::string_view::npos;
    if (word.size() < 3 || figures || is_common_word(word) || is_date_word(word) || is_filler(word) ||
        is_courtesy(word))
        return {};
    std::optional<Verb> found;
    for (const auto& entry : entries) {
        if (!entry.correctable || typo_distance(word, entry.phrase, 1) > 1) continue;
        const bool same = found && found->intent == entry.intent && found->kind == entry.kind;
        if (found && !same) return {};
        if (!found) found = Verb{entry.intent, entry.kind, 1, entry.channel, true};
    }
    return found;
}

bool is_common_word(std::string_view word) { return in(common_words(), word); }

bool is_filler(std::string_view word) {
    static const Words words{"ok",  "okay", "please", "pls", "plz",   "hey",      "hi",   "hello", "yes",  "just",
                             "i",   "ive",  "im",     "can", "could", "you",      "mark", "we",    "weve", "so",
                             "and", "then", "also",   "now", "well",  "actually", "yep",  "yeah"};
    return in(words, word);
}

bool is_courtesy(std::string_view word) {
    static const Words words{
        "ok",      "okay",  "k",     "kk",    "thanks",  "thank",   "you",   "thx",     "tx",      "ty",
        "cheers",  "yes",   "yep",   "yeah",  "yup",     "lol",     "haha",  "hahaha",  "hehe",    "rofl",
        "lmao",    "great", "cool",  "nice",  "perfect", "awesome", "super", "good",    "fine",    "sure",
        "alright", "right", "hi",    "hey",   "hello",   "bye",     "np",    "morning", "evening", "night",
        "much",    "so",    "very",  "a",     "lot",     "many",    "got",   "it",      "sounds",  "wow",
        "amazing", "love",  "merci", "danke", "gracias", "welcome", "well",  "done!",   "will",    "do",
        "all",     "noted", "ha",    "🙏",     "❤",       "🙂",    "😊",     "😀",       "😂",       "😃",
        "😄",       "😆",     "🤣",  "😁",     "😉",       "😍",       "🥰",  "😘",       "💙",       "💚",
        "💛",       "💜",     "🧡",  "♥",     "👋"};
    return in(words, word);
}

bool is_negation(std::string_view word) {
    static const Words words{"not",     "didnt",    "havent", "hasnt",   "hadnt",   "dont",    "doesnt",
                             "never",   "cannot",   "cant",   "couldnt", "wont",    "wouldnt", "isnt",
                             "wasnt",   "arent",    "werent", "nope",    "nah",     "none",    "nobody",
                             "nothing", "shouldnt", "aint",   "neither", "without", "unable",  "forgot",
                             "failed",  "didn",     "haven",  "hasn",    "don",     "noone",   "nor"};
    return in(words, word);
}

bool is_missing_thing(std::string_view word) {
    static const Words words{
        "answer",    "answers",  "reply",   "replies",  "response", "responses", "news",   "word",     "words",
        "luck",      "contact",  "update",  "updates",  "sign",     "show",      "one",    "idea",     "time",
        "need",      "rush",     "way",     "feedback", "clue",     "call",      "calls",  "callback", "pickup",
        "voicemail", "email",    "emails",  "mail",     "message",  "messages",  "text",   "texts",    "meeting",
        "chance",    "progress", "signal",  "reaction", "change",   "changes",   "not",    "wait",     "yet",
        "worries",   "problem",  "prob",    "thanks",   "thank",    "biggie",    "hurry",  "more",     "longer",
        "i",         "didnt",    "havent",  "hasnt",    "dont",     "idea",      "reason", "touch",    "movement",
        "comment",   "info",     "details", "can",      "cant",     "pressure"};
    return in(words, word);
}

bool is_counted_thing(std::string_view word) {
    static const Words words{
        "d",        "day",    "days", "w",        "wk",      "wks",      "week",      "weeks",      "mo",
        "mos",      "mth",    "mths", "month",    "months",  "y",        "yr",        "yrs",        "year",
        "years",    "h",      "hr",   "hrs",      "hour",    "hours",    "fortnight", "fortnights", "quarter",
        "quarters", "m",      "min",  "mins",     "minute",  "minutes",  "sec",       "secs",       "second",
        "seconds",  "am",     "pm",   "business", "working", "workdays", "workday",   "weekdays",   "times",
        "more",     "oclock", "%",    "percent",  "people",  "or",       "o'clock"};
    return in(words, word);
}

bool is_month(std::string_view word) {
    static const Words words{"jan",  "january",   "feb",  "february", "mar",  "march",    "apr",    "april",
                             "may",  "jun",       "june", "jul",      "july", "aug",      "august", "sep",
                             "sept", "september", "oct",  "october",  "nov",  "november", "dec",    "december"};
    return in(words, word);
}

bool is_weekday(std::string_view word) {
    static const Words words{"mon",  "monday", "tue",      "tues", "tuesday", "wed", "weds",     "wednesday", "thu",
                             "thur", "thurs",  "thursday", "fri",  "friday",  "sat", "saturday", "sun",       "sunday"};
    return in(words, word);
}

bool is_date_word(std::string_view word) {
    static const Words words{
        "or",      "of",    "the",      "next",    "this",     "last",  "at",      "before",    "ago",
        "except",  "today", "tomorrow", "tonight", "tmrw",     "tmr",   "morning", "afternoon", "evening",
        "night",   "noon",  "midnight", "weekend", "weekends", "until", "till",    "til",       "end",
        "eod",     "eow",   "eom",      "eoq",     "eoy",      "from",  "later",   "early",     "mid",
        "on",      "by",    "in",       "within",  "every",    "each",  "couple",  "several",   "hence",
        "onwards", "q1",    "q2",       "q3",      "q4",       "half",  "and",     "yesterday", "week",
        "month",   "year",  "quarter",  "day",     "/",        "-",     "+",       "~"};
    return is_month(word) || is_weekday(word) || is_counted_thing(word) || in(words, word);
}

std::optional<SpokenNumber> spoken_number(std::span<const Token> tokens, std::size_t at) {
    static constexpr std::array<std::string_view, 20> small{
        "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static constexpr std::array<std::string_view, 10> tens{"",      "",      "twenty",  "thirty", "forty",
                                                           "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (at >= tokens.size() || tokens[at].digits > 0) return {};
    const auto& word = tokens[at].text;
    for (std::size_t n = 1; n < small.size(); ++n) {
        if (word == small[n]) return SpokenNumber{static_cast<long>(n), 1};
    }
    for (std::size_t n = 2; n < tens.size(); ++n) {
        if (word != tens[n] && !(n == 4 && word == "fourty")) continue;
        for (std::size_t one = 1; one < 10 && at + 1 < tokens.size(); ++one) {
            if (tokens[at + 1].text == small[one]) return SpokenNumber{static_cast<long>(n * 10 + one), 2};
        }
        return SpokenNumber{static_cast<long>(n * 10), 1};
    }
    return {};
}

std::optional<SpokenNumber> spoken_ordinal(std::span<const Token> tokens, std::size_t at) {
    static constexpr std::array<std::string_view, 20> small{
        "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
        "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
    if (at >= tokens.size()) return {};
    const auto& token = tokens[at];
    if (token.digits > 0) {
        const auto suffix = token.suffix();
        const bool ordinal = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
        return ordinal ? std::optional(SpokenNumber{token.number, 1}) : std::nullopt;
    }
    for (std::size_t n = 1; n < small.size(); ++n) {
        if (token.text == small[n]) return SpokenNumber{static_cast<long>(n), 1};
    }
    if (token.text == "twentieth") return SpokenNumber{20, 1};
    if (token.text == "thirtieth") return SpokenNumber{30, 1};
    if ((token.text != "twenty" && token.text != "thirty") || at + 1 >= tokens.size()) return {};
    for (std::size_t n = 1; n < 10; ++n) {
        if (tokens[at + 1].text == small[n])
            return SpokenNumber{static_cast<long>(n) + (token.text == "twenty" ? 20 : 30), 2};
    }
    return {};
}

}  // namespace nudged::replies
