// Small closed lists of words: fillers, courtesies, negations, what is counted.
#include <string_view>
#include <unordered_set>

#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

using Words = std::unordered_set<std::string_view>;

}  // namespace

bool is_family(std::string_view word) {
    static const Words words{"mum",     "mom",    "mama", "mother", "dad",  "papa",  "father", "grandma",
                             "grandpa", "granny", "nan",  "auntie", "aunt", "uncle", "sister", "brother"};
    return words.contains(word);
}

bool is_filler(std::string_view word) {
    static const Words words{"ok",  "okay", "please", "pls", "plz",   "hey",      "hi",   "hello", "yes",  "just",
                             "i",   "ive",  "im",     "can", "could", "you",      "mark", "we",    "weve", "so",
                             "and", "then", "also",   "now", "well",  "actually", "yep",  "yeah"};
    return words.contains(word);
}

bool is_courtesy(std::string_view word) {
    static const Words words{
        "ok",      "okay",  "k",     "kk",    "thanks",  "thank",   "you",    "thx",     "tx",      "ty",
        "cheers",  "yes",   "yep",   "yeah",  "yup",     "lol",     "haha",   "hahaha",  "hehe",    "rofl",
        "lmao",    "great", "cool",  "nice",  "perfect", "awesome", "super",  "good",    "fine",    "sure",
        "alright", "right", "hi",    "hey",   "hello",   "bye",     "np",     "morning", "evening", "night",
        "much",    "so",    "very",  "a",     "lot",     "many",    "got",    "it",      "sounds",  "wow",
        "amazing", "love",  "merci", "danke", "gracias", "welcome", "well",   "done!",   "will",    "do",
        "all",     "noted", "ha",    "there", "hallo",   "moin",    "servus", "🙏",       "❤",       "🙂",
        "😊",       "😀",     "😂",     "😃",     "😄",       "😆",       "🤣",   "😁",       "😉",       "😍",
        "🥰",    "😘",     "💙",     "💚",     "💛",       "💜",       "🧡",   "♥",       "👋"};
    return words.contains(word);
}

Courtesy courtesy_of(std::string_view word) {
    static const Words thanks{"thanks", "thank", "thx", "tx", "ty", "cheers", "merci", "danke", "gracias", "🙏"};
    static const Words greetings{"hi", "hey", "hello", "hallo", "moin", "servus", "morning", "evening", "👋"};
    if (thanks.contains(word)) return Courtesy::thanks;
    return greetings.contains(word) ? Courtesy::greeting : Courtesy::other;
}

bool is_negation(std::string_view word) {
    static const Words words{"not",     "didnt",    "havent", "hasnt",   "hadnt",   "dont",    "doesnt",
                             "never",   "cannot",   "cant",   "couldnt", "wont",    "wouldnt", "isnt",
                             "wasnt",   "arent",    "werent", "nope",    "nah",     "none",    "nobody",
                             "nothing", "shouldnt", "aint",   "neither", "without", "unable",  "forgot",
                             "failed",  "didn",     "haven",  "hasn",    "don",     "noone",   "nor"};
    return words.contains(word);
}

bool is_yes(std::string_view word) {
    static const Words words{"yes", "yep", "yeah", "yup", "ja"};
    return words.contains(word);
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
    return words.contains(word);
}

bool is_reason_of_a_no(std::string_view word) {
    static const Words words{"budget",    "price",     "pricing",  "money",      "cost",     "costs",
                             "timing",    "capacity",  "priority", "priorities", "interest", "fit",
                             "resources", "bandwidth", "demand",   "competitor", "quality"};
    return words.contains(word);
}

bool is_thing(std::string_view word) {
    static const Words words{
        // sent or written
        "address", "agenda", "agreement", "announcement", "answer", "apology", "appendix", "application", "article",
        "attachment", "audio", "book", "brief", "briefing", "brochure", "calendar", "card", "catalog", "catalogue",
        "certificate", "chapter", "check", "clip", "code", "comment", "concept", "confirmation", "congrats", "contract",
        "copy", "coupon", "cv", "data", "date", "deck", "demo", "design", "detail", "diagram", "directions", "doc",
        "docs", "document", "draft", "email", "essay", "estimate", "example", "excerpt", "feedback", "figure", "file",
        "flyer", "folder", "form", "gift", "greeting", "guide", "handbook", "homework", "idea", "image", "info",
        "information", "intro", "invitation", "invite", "invoice", "itinerary", "joke", "key", "letter", "link", "list",
        "location", "logo", "mail", "manual", "map", "material", "memo", "menu", "message", "minutes", "mockup",
        "money", "news", "newsletter", "note", "notice", "number", "offer", "one", "order", "outline", "overview",
        "package", "page", "paper", "parcel", "password", "payment", "pdf", "phone", "photo", "pic", "picture", "piece",
        "pitch", "plan", "playlist", "podcast", "poem", "portfolio", "post", "postcard", "poster", "present",
        "presentation", "press", "price", "pricing", "product", "program", "programme", "proof", "proposal",
        "prototype", "question", "questionnaire", "quote", "rates", "receipt", "recipe", "recommendation", "recording",
        "reference", "reminder", "reply", "report", "request", "response", "result", "resume", "review", "roadmap",
        "sample", "schedule", "screenshot", "script", "section", "sheet", "signature", "sketch", "slide", "sms", "song",
        "spec", "spreadsheet", "statement", "story", "strategy", "suggestion", "summary", "survey", "template", "terms",
        "text", "thank", "ticket", "time", "timeline", "tip", "update", "url", "version", "video", "visual", "voucher",
        "warning", "website", "whitepaper", "wish",
        // what a no is about
        "approval", "commute", "cost", "deal", "decision", "distance", "economy", "fee", "funding", "grant",
        "headcount", "house", "job", "launch", "market", "meeting", "merger", "moment", "need", "opening",
        "opportunity", "place", "position", "problem", "process", "project", "quality", "rate", "reason",
        "requirements", "risk", "role", "salary", "scope", "season", "service", "set", "situation", "software",
        "solution", "space", "system", "thing", "timeframe", "tool", "topic", "trip", "value", "vacancy", "wait",
        "weather", "work", "workload", "workshop"};
    const auto plural = word.size() > 3 && word.ends_with('s');
    return words.contains(word) || (plural && words.contains(word.substr(0, word.size() - 1)));
}

bool is_counted_thing(std::string_view word) {
    static const Words words{
        "d",        "day",    "days", "w",        "wk",      "wks",      "week",      "weeks",      "mo",
        "mos",      "mth",    "mths", "month",    "months",  "y",        "yr",        "yrs",        "year",
        "years",    "h",      "hr",   "hrs",      "hour",    "hours",    "fortnight", "fortnights", "quarter",
        "quarters", "m",      "min",  "mins",     "minute",  "minutes",  "sec",       "secs",       "second",
        "seconds",  "am",     "pm",   "business", "working", "workdays", "workday",   "weekdays",   "times",
        "more",     "oclock", "%",    "percent",  "people",  "or",       "o'clock"};
    return words.contains(word);
}

bool is_month(std::string_view word) {
    static const Words words{"jan",  "january",   "feb",  "february", "mar",  "march",    "apr",    "april",
                             "may",  "jun",       "june", "jul",      "july", "aug",      "august", "sep",
                             "sept", "september", "oct",  "october",  "nov",  "november", "dec",    "december"};
    return words.contains(word);
}

bool is_weekday(std::string_view word) {
    static const Words words{"mon",  "monday", "tue",      "tues", "tuesday", "wed", "weds",     "wednesday", "thu",
                             "thur", "thurs",  "thursday", "fri",  "friday",  "sat", "saturday", "sun",       "sunday"};
    return words.contains(word);
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
    return is_month(word) || is_weekday(word) || is_counted_thing(word) || words.contains(word);
}

}  // namespace nudged::replies
