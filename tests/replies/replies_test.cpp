#include "daemon/replies/replies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <sstream>

#include "people.hpp"

namespace nudged::replies {
namespace {

using testing::ElementsAre;

TEST(Replies, TheFirstWordsOfANoteTellHowItWas) {
    const std::pair<const char*, const char*> cases[] = {{"done 1 called, knee is better", "call"},
                                                         {"done nicole met for coffee", "in person"},
                                                         {"done nicole coffee at last", "in person"},
                                                         {"done nicole texted her", "text"},
                                                         {"done nicole emailed", "email"},
                                                         {"done nicole wants pricing", ""}};
    for (const auto& [text, channel] : cases) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(heard.commands[0].channel, channel) << text;
    }
}

TEST(Replies, AnOrdinarySentenceIsNoCommand) {
    People people;
    people.add_to_book("Grace Deal");
    for (const auto* text :
         {"nicole is part of the team", "nicole said no problem", "nicole said no worries, all good",
          "nicole said no to sam", "no deal", "I gave up", "gave it some thought", "deal with nicole tomorrow",
          "deal nicole by friday", "deal nicole won", "deal nicole done", "shelf life is short"}) {
        const auto heard = people.understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text << ": " << name_of(heard.commands.front().intent);
    }
}

TEST(Replies, ANoteMaySayThatNobodyAnswered) {
    for (const auto* text : {"called nicole, no answer", "called nicole left a voicemail",
                             "done nicole called, didn't pick up", "called nicole yesterday, nobody answered"})
        EXPECT_TRUE(People().understood(text).commands.at(0).unanswered) << text;
    for (const auto* text :
         {"called nicole", "called nicole, she was busy", "called nicole, nobody else knows", "done 1"})
        EXPECT_FALSE(People().understood(text).commands.at(0).unanswered) << text;
}

TEST(Replies, SomebodyOfEveryDayIsFoundOffTheList) {
    People people;
    people.add_to_book("Mum");
    for (const auto* text : {"mum replied", "mum answered"}) {
        const auto heard = people.understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(name_of(heard.commands[0].intent), "replied") << text;
        EXPECT_THAT(heard.commands[0].targets.people, ElementsAre(people.id_of("Mum"))) << text;
    }
    EXPECT_EQ(people.understood("mum wrote: call me").ask->choices.size(), 2U);
}

TEST(Replies, AQuestionIsWavedAwayAndNobodyIsMeantByALetter) {
    const People people;
    const auto whom = people.understood("done sam").ask.value();
    for (const auto* text : {"no", "none", "nobody", "never mind", "cancel"})
        EXPECT_EQ(complete(whom, text, people.context()), "") << text;
    const auto which = people.understood("spoke with agatha yesterday").ask.value();
    EXPECT_FALSE(complete(which, "ni", people.context()));
    EXPECT_EQ(complete(which, "nic", people.context()), "spoke with nic yesterday");
}

// --- the tables of texts ---------------------------------------------------------------------------------------------

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    for (std::size_t at = 0;;) {
        const auto next = text.find(by, at);
        parts.push_back(text.substr(at, next - at));
        if (next == std::string::npos) return parts;
        at = next + by.size();
    }
}

std::string unescaped(std::string text) {
    for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos;) text.replace(at, 2, "\n");
    return text;
}

// What `argument` of a row says a command carries. Dates are read by the date part, which has a table of its own.
struct Expected {
    std::optional<Date> until, on;
    std::string birthday;
    std::string note, reason, url, title, name;
    std::optional<int> every;
    std::vector<std::string> tags;
};

Date iso_date(const std::string& text) {
    const auto month = static_cast<unsigned>(std::stoi(text.substr(5)));
    const auto day = static_cast<unsigned>(std::stoi(text.substr(8)));
    return Date{std::chrono::year{std::stoi(text)} / std::chrono::month{month} / std::chrono::day{day}};
}

Expected expected_of(const std::string& argument) {
    static const std::vector<std::string> keys{"dur:",   "date:", "note:",  "reason:", "url:", "title:",
                                               "every:", "tags:", "topic:", "name:",   "on:",  "birthday:"};
    Expected expected;
    std::string rest = argument;
    while (!rest.empty() && rest != "-" && rest != "default") {
        const auto key = std::ranges::find_if(keys, [&](const auto& one) { return rest.starts_with(one); });
        if (key == keys.end()) break;
        auto end = rest.size();
        for (const auto& one : keys) end = std::min(end, rest.find(" " + one, key->size()));
        const auto value = rest.substr(key->size(), end - key->size());
        rest = end < rest.size() ? rest.substr(end + 1) : "";
        if (*key == "dur:" || *key == "date:") {
            expected.until = People().understood("snooze until " + value).commands.at(0).until;
        } else if (*key == "on:") {
            expected.on = iso_date(value);
        } else if (*key == "birthday:") {
            expected.birthday = value;
        } else if (*key == "note:") {
            expected.note = value;
        } else if (*key == "reason:") {
            expected.reason = value;
        } else if (*key == "url:") {
            expected.url = value;
        } else if (*key == "title:") {
            expected.title = value;
        } else if (*key == "topic:" || *key == "name:") {
            expected.name = value;
        } else if (*key == "every:") {
            const int amount = std::stoi(value);
            expected.every = amount * (value.ends_with("mo") ? 30 : value.ends_with('w') ? 7 : 1);
        } else {
            for (const auto& tag : split(value, ",")) expected.tags.push_back(tag.substr(1));
        }
    }
    return expected;
}

Targets targets_of(const std::string& target) {
    if (target == "last") return {Targets::Which::last, {}};
    if (target == "all") return {Targets::Which::all, {}};
    if (target == "rest") return {Targets::Which::rest, {}};
    if (target == "none") return {};
    Targets targets{Targets::Which::people, {}};
    if (target.starts_with("name:")) {
        for (const auto& name : split(target.substr(5), ",")) targets.people.push_back(People().id_of(name));
    } else {
        for (const auto& number : split(target, ",")) targets.people.push_back(std::stoi(number));
    }
    return targets;
}

std::string difference(const Command& got, const std::string& intent, const std::string& target,
                       const std::string& argument) {
    std::ostringstream why;
    if (name_of(got.intent) != intent) why << "intent " << name_of(got.intent) << "; ";
    const auto targets = targets_of(target);
    const bool of_add = intent == "add";
    if (!of_add && intent != "help" && (got.targets.which != targets.which || got.targets.people != targets.people)) {
        why << "targets " << static_cast<int>(got.targets.which) << testing::PrintToString(got.targets.people) << "; ";
    }
    const auto expected = expected_of(argument);
    if (got.until != expected.until) why << "until differs; ";
    if (got.on != expected.on) why << "the day it happened differs; ";
    if (got.birthday != expected.birthday) why << "birthday \"" << got.birthday << "\"; ";
    if (intent == "set" && !expected.name.empty() && got.name != expected.name) why << "field \"" << got.name << "\"; ";
    if (got.note != expected.note) why << "note \"" << got.note << "\"; ";
    if (got.reason != expected.reason) why << "reason \"" << got.reason << "\"; ";
    if (got.url != expected.url) why << "url \"" << got.url << "\"; ";
    if (got.title != expected.title) why << "title \"" << got.title << "\"; ";
    if (got.every_days != expected.every) why << "every differs; ";
    if (got.tags != expected.tags) why << "tags " << testing::PrintToString(got.tags) << "; ";
    if (of_add && got.name != target.substr(5)) why << "name \"" << got.name << "\"; ";
    if (intent == "help" && got.name != expected.name) why << "topic \"" << got.name << "\"; ";
    return why.str();
}

// The words of the table for a question, as codes; any other word is the code itself.
std::string code_for(const std::string& question) {
    static const std::vector<std::pair<std::string, std::string>> codes{
        {"number out of range", "no-such-number"},
        {"no such name", "no-such-name"},
        {"2m months or minutes", "unit?"},
        {"date is in the past", "past"},
        {"until when", "when?"},
        {"when", "when?"},
        {"no or skip", "no-or-skip?"},
        {"gave what, or command help", "gave-what"},
        {"what", "what?"},
        {"already there", "exists"},
        {"pause everything or close one person", "stop?"},
        {"new person, or José Álvarez", "new-person?"}};
    for (const auto& [words, code] : codes) {
        if (words == question) return code;
    }
    return question;
}

std::string question_differs(const Understanding& got, const std::string& question) {
    if (!got.ask) return "asks nothing; ";
    const auto code = std::string(code_of(got.ask->code));
    if (code == code_for(question)) return "";
    std::vector<std::string> offered;
    for (const auto& choice : got.ask->choices) {
        if (choice.person > 0) offered.push_back(choice.label);
    }
    if (code == "which-name" && offered == split(question, ",")) return "";
    return "asks " + code + testing::PrintToString(offered) + "; ";
}

std::string row_differs(const std::vector<std::string>& row) {
    const auto got = People().understood(unescaped(row[0]));
    if (row[1] == "unknown") {
        const bool nothing = got.commands.empty() && (got.courtesy || (got.ask && got.ask->code == AskCode::unknown));
        return nothing ? "" : "is understood as something; ";
    }
    const auto intents = split(row[1], " + "), targets = split(row[2], " + "), arguments = split(row[3], " + ");
    std::string why;
    std::size_t clear = 0;
    for (std::size_t i = 0; i < intents.size(); ++i) {
        if (intents[i] == "ambiguous") {
            why += question_differs(got, targets[i].substr(4));
        } else if (clear >= got.commands.size()) {
            why += intents[i] + " is missing; ";
        } else {
            why += difference(got.commands[clear++], intents[i], targets[i], arguments[i]);
        }
    }
    if (got.commands.size() > clear) why += "one command too many; ";
    if (row[1].find("ambiguous") == std::string::npos && got.ask)
        why += "asks " + std::string(code_of(got.ask->code)) + "; ";
    return why;
}

void check_table(const std::string& file, std::size_t least_rows) {
    std::ifstream in(std::string(NUDGED_TEST_DATA) + "/replies/" + file);
    ASSERT_TRUE(in) << file;
    std::size_t rows = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        auto row = split(line, "\t");
        ASSERT_GE(row.size(), 4U) << line;
        ++rows;
        const auto why = row_differs(row);
        EXPECT_TRUE(why.empty()) << file << ": " << line << "\n    " << why;
    }
    EXPECT_GE(rows, least_rows);
}

TEST(Replies, EveryRowOfThePublicTableIsUnderstood) { check_table("public_replies.tsv", 115); }
TEST(Replies, EveryRowOfTheOwnTableIsUnderstood) { check_table("own_replies.tsv", 1000); }

// --- what a command carries ------------------------------------------------------------------------------------------

Command only(const std::string& text) {
    auto got = People().understood(text);
    EXPECT_EQ(got.commands.size(), 1U) << text;
    EXPECT_FALSE(got.ask) << text;
    return got.commands.empty() ? Command{} : got.commands.front();
}

TEST(Replies, TonightIsThisEveningAndNoOtherDay) {
    const auto command = only("2 tonight");
    EXPECT_EQ(command.intent, Intent::snooze);
    EXPECT_EQ(command.until, People::today());
    EXPECT_EQ(command.time, TimeOfDay{std::chrono::hours{18}});
}

TEST(Replies, ANamedDayIsToldFromACountedOne) {
    EXPECT_TRUE(only("snooze 2 saturday").named_day);
    EXPECT_FALSE(only("snooze 2 3d").named_day);
}

TEST(Replies, TheirWordsAreKeptWithoutTheQuotesAroundThem) {
    EXPECT_EQ(only("later nicole 3 months \"after the reorg\"").note, "after the reorg");
    EXPECT_EQ(only("later nicole 3 months “after the reorg”").note, "after the reorg");
}

TEST(Replies, NotesKeepTheLettersThatWereTyped) {
    EXPECT_EQ(only("DONE 2 Café “Größe” — Ünal’s").note, "Café “Größe” — Ünal’s");
}

TEST(Replies, AContactVerbTellsItsChannel) {
    EXPECT_EQ(only("emailed zoe").channel, "email");
    EXPECT_EQ(only("met nicole for lunch").channel, "in person");
    EXPECT_EQ(only("spoke with nicole").channel, "call");
}

TEST(Replies, ADeathIsNoRefusalAndNeedsNoCommandOfItsOwn) {
    People people;
    people.add_to_book("Mum");
    people.add_to_book("Karl");
    for (const auto* text : {"karl died", "mum died last night", "samantha reyes passed away", "zoe has died",
                             "karl is dead", "no karl, he died", "no zoe: she passed away in may", "part karl died"}) {
        const auto heard = people.understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(name_of(heard.commands[0].intent), "part") << text;
        EXPECT_TRUE(heard.commands[0].died) << text;
        EXPECT_EQ(heard.commands[0].targets.people.size(), 1U) << text;
    }
    for (const auto* text : {"zoe died laughing", "zoe is dead tired", "he died", "zoe's dog died"})
        EXPECT_TRUE(people.understood(text).commands.empty()) << text;
    const auto refused = people.understood("no zoe, her father died");
    EXPECT_EQ(name_of(refused.commands.at(0).intent), "no");
}

TEST(Replies, TheVerbsOfTheProductAreUnderstoodAtOnce) {
    EXPECT_TRUE(only("part zoe died").died);
    EXPECT_EQ(only("part zoe moved abroad").reason, "moved abroad");
    EXPECT_TRUE(only("every never nicole").every_never);
    EXPECT_EQ(only("every 60d #clients").every_days, 60);
    EXPECT_THAT(only("every 60d #clients").tags, ElementsAre("clients"));
    EXPECT_EQ(only("rename zoe to Zoe Quinn").name, "Zoe Quinn");
    EXPECT_THAT(only("plan 7 14 #applications").plan, ElementsAre(7, 14));
    EXPECT_THAT(only("plan 7, 14 and 30 days #applications").plan, ElementsAre(7, 14, 30));
    EXPECT_THAT(only("plan nicole 7 14").plan, ElementsAre(7, 14));
    EXPECT_THAT(only("plan 7 14 nicole").targets.people, ElementsAre(1));
    EXPECT_THAT(only("plan #applications").plan, testing::IsEmpty());
    EXPECT_EQ(only("plan").intent, Intent::plan);
    EXPECT_EQ(only("set nicole phone +49 170 1").name, "phone");
    EXPECT_EQ(only("set nicole phone +49 170 1").note, "+49 170 1");
    EXPECT_EQ(only("promise nicole send pricing by friday").note, "send pricing");
    EXPECT_EQ(only("promise nicole send pricing by friday").until, People::today() + days{2});
    EXPECT_THAT(only("intro nicole zoe").targets.people, ElementsAre(1, 5));
    EXPECT_THAT(only("introduced nicole to zoe").targets.people, ElementsAre(1, 5));
    EXPECT_THAT(only("via zoe nicole").targets.people, ElementsAre(5, 1));
    EXPECT_THAT(only("via zoe by nicole").targets.people, ElementsAre(5, 1));
    EXPECT_THAT(only("add Karl Weiss every month #art via nicole").targets.people, ElementsAre(1));
    EXPECT_EQ(only("gave nicole 3").title, "3");
    EXPECT_EQ(only("private on").name, "on");
    EXPECT_EQ(only("no zoe hadn't heard that we do training").reason, "hadn't heard that we do training");
    EXPECT_EQ(only("no 2 didn't know we do training").reason, "didn't know we do training");
    EXPECT_TRUE(People().understood("no zoe hasn't heard back").commands.empty());
    EXPECT_EQ(only("dates off").name, "off");
    EXPECT_EQ(only("birthdays on").intent, Intent::dates);
    EXPECT_EQ(only("lead nicole 7 days").every_days, 7);
    EXPECT_EQ(only("lead nicole a week before").every_days, 7);
    EXPECT_TRUE(only("lead nicole off").every_never);
    EXPECT_EQ(only("birthday nicole 3 may, a week before").every_days, 7);
    EXPECT_EQ(only("birthday nicole 3 may, a week before").note, "3 may");
    EXPECT_EQ(only("nicole's birthday is 3 may, 10 days before").every_days, 10);
    EXPECT_EQ(only("find lisbon").note, "lisbon");
    EXPECT_EQ(only("fresh start").intent, Intent::fresh_start);
    EXPECT_EQ(only("missed nicole at lunch").note, "at lunch");
}

TEST(Replies, AThingForTheShelfIsALinkATitleAndTags) {
    const auto whole = only("shelf https://example.org/a?b=1 Moving 4,000 pages in a weekend #cms #clients");
    EXPECT_EQ(whole.url, "https://example.org/a?b=1");
    EXPECT_EQ(whole.title, "Moving 4,000 pages in a weekend");
    EXPECT_THAT(whole.tags, ElementsAre("cms", "clients"));
    const auto turned = only("shelf Interviews, done well: https://example.org/a #hiring");
    EXPECT_EQ(turned.title, "Interviews, done well");
    EXPECT_EQ(turned.url, "https://example.org/a");
    EXPECT_THAT(turned.tags, ElementsAre("hiring"));
    EXPECT_EQ(only("shelf #hiring https://example.org/a Interviews").title, "Interviews");
    EXPECT_EQ(only("shelf C# for beginners").title, "C# for beginners");
    EXPECT_EQ(only("shelf https://example.org/a").title, "");
    EXPECT_EQ(only("shelf").intent, Intent::shelf);
    EXPECT_EQ(only("shelf").title, "");
    EXPECT_EQ(only("shelf drop 3").name, "drop");
    EXPECT_EQ(only("shelf drop #3").note, "3");
    EXPECT_EQ(only("shelf drop shipping for small shops").title, "drop shipping for small shops");
}

TEST(Replies, TheBookIsAskedOnlyWhenTheListKnowsNobody) {
    People people;
    people.add_to_book("Bo Li");
    EXPECT_THAT(people.understood("done bo").commands.at(0).targets.people, ElementsAre(6));
    EXPECT_THAT(people.understood("done sam l").commands.at(0).targets.people, ElementsAre(2));
    people.add_to_book("Sam Smith");
    EXPECT_THAT(people.understood("done sam smith").commands.at(0).targets.people, ElementsAre(7));
    EXPECT_EQ(people.understood("done bob").ask.value().code, AskCode::no_such_name);
}

TEST(Replies, ABirthdayIsOfAnybodyInTheBookEvenWhenTheNameIsAnOrdinaryWord) {
    People people;
    people.add_to_book("Mum");
    for (const auto* text : {"mum's birthday is 8 march", "mum birthday 8 march", "birthday mum 8 march"}) {
        const auto got = people.understood(text);
        ASSERT_EQ(got.commands.size(), 1U) << text;
        EXPECT_THAT(got.commands[0].targets.people, ElementsAre(6)) << text;
        EXPECT_EQ(got.commands[0].name, "birthday") << text;
    }
    EXPECT_EQ(people.understood("done mum sent birthday card").commands.at(0).note, "sent birthday card");
}

TEST(Replies, NamesOfAllShapesAreFound) {
    People people;
    for (const auto* name : {"Łukasz Żak", "Anne-Marie O'Neil", "李雷", "Dr. Ümit Öz", "Mark May"})
        people.add_to_book(name);
    for (const auto& [said, id] : std::vector<std::pair<std::string, std::int64_t>>{{"lukasz", 6},
                                                                                    {"zak", 6},
                                                                                    {"lz", 6},
                                                                                    {"L.Z.", 6},
                                                                                    {"l. zak", 6},
                                                                                    {"zak lukasz", 6},
                                                                                    {"anne marie", 7},
                                                                                    {"O’Neil", 7},
                                                                                    {"李", 8},
                                                                                    {"dr. oz", 9},
                                                                                    {"Umit", 9},
                                                                                    {"mark", 10},
                                                                                    {"jose a", 4}}) {
        const auto got = people.understood("done " + said);
        ASSERT_EQ(got.commands.size(), 1U) << said;
        EXPECT_THAT(got.commands[0].targets.people, ElementsAre(id)) << said;
        EXPECT_EQ(got.commands[0].note, "") << said;
    }
    EXPECT_THAT(people.understood("mark 2 done").commands.at(0).targets.people, ElementsAre(2));
}

TEST(Replies, AddReadsAndBetweenNamesAsItDoesACommaUnlessTheyAreQuoted) {
    const auto names = [](const std::string& text) {
        std::string all;
        const auto got = People().understood(text);
        for (const auto& command : got.commands) all += command.name + ";";
        return all;
    };
    EXPECT_EQ(names("add Kim, Rob Stone and Carla"), "Kim;Rob Stone;Carla;");
    EXPECT_EQ(names("add Kim and Rob every 2 weeks, and Carla"), "Kim;Rob;Carla;");
    EXPECT_EQ(names("add \"Smith and Sons\""), "Smith and Sons;");
}

TEST(Replies, AllButSomebodyIsAskedAboutAndNeverDoneForEverybody) {
    for (const auto* text :
         {"part all but nicole", "no all except nicole", "skip everyone except 2", "done all but zoe"}) {
        const auto got = People().understood(text);
        EXPECT_TRUE(got.commands.empty()) << text;
        EXPECT_TRUE(got.ask) << text;
    }
}

TEST(Replies, APauseThatBeginsLaterIsAskedAbout) {
    for (const auto* text : {"pause from monday", "pause starting next week", "pause from 10 april"}) {
        const auto got = People().understood(text);
        EXPECT_TRUE(got.commands.empty()) << text;
        ASSERT_TRUE(got.ask) << text;
        EXPECT_EQ(got.ask->code, AskCode::when) << text;
    }
}

TEST(Replies, NoBeforeAnotherVerbPutsSomethingRightAndClosesNobody) {
    for (const auto* text : {"no zoe replied", "no, zoe is done", "no zoe done"}) {
        const auto got = People().understood(text);
        for (const auto& command : got.commands) EXPECT_NE(command.intent, Intent::no) << text;
    }
    EXPECT_EQ(People().understood("no zoe too expensive").commands.at(0).reason, "too expensive");
}

TEST(Replies, APauseOfNextWeekSaysWhichDaysItTakes) {
    const auto command = People().understood("pause next week").commands.at(0);
    EXPECT_EQ(command.until, People::today() + days{5});
    EXPECT_EQ(command.whole_days, 7);
    EXPECT_EQ(People().understood("pause until next week").commands.at(0).whole_days, 0);
    EXPECT_EQ(People().understood("pause 2w").commands.at(0).whole_days, 0);
    EXPECT_EQ(People().understood("pause for next month").commands.at(0).whole_days, 30);
    EXPECT_EQ(People().understood("pause next friday").commands.at(0).whole_days, 0);
    EXPECT_EQ(People().understood("pause this week").commands.at(0).until, People::today() + days{5});
    EXPECT_EQ(People().understood("pause the rest of the week").commands.at(0).until, People::today() + days{5});
}

TEST(Replies, ANoMaySayWithANotWhatDecidedIt) {
    const std::pair<std::string, std::string> reasons[] = {
        {"no zoe hadn't heard of the training", "hadn't heard of the training"},
        {"no zoe didn't know we do training", "didn't know we do training"},
        {"no zoe doesn't need it", "doesn't need it"},
        {"no zoe can't afford it now", "can't afford it now"}};
    for (const auto& [text, reason] : reasons) {
        const auto got = People().understood(text);
        ASSERT_EQ(got.commands.size(), 1U) << text;
        EXPECT_EQ(got.commands[0].intent, Intent::no) << text;
        EXPECT_EQ(got.commands[0].reason, reason) << text;
    }
    for (const auto* text : {"no zoe didn't reply", "no zoe hasn't answered", "no zoe hasn't yet",
                             "no she didn't reply", "no zoe didn't", "no zoe haven't heard", "no zoe isn't answering"})
        EXPECT_TRUE(People().understood(text).commands.empty()) << text;
}

TEST(Replies, ANameThatIsTakenIsAskedAboutAndAQuotedOneIsMeant) {
    const auto got = People().understood("rename zoe to Nicole Ortiz");
    EXPECT_TRUE(got.commands.empty());
    ASSERT_TRUE(got.ask);
    EXPECT_EQ(got.ask->code, AskCode::exists);
    const auto yes = People().understood(got.ask->choices.at(0).says);
    ASSERT_EQ(yes.commands.size(), 1U);
    EXPECT_EQ(yes.commands[0].name, "Nicole Ortiz");
    EXPECT_EQ(People().understood("rename zoe to Zoe Q").commands.size(), 1U);
    EXPECT_EQ(People().understood("rename zoe to Zoe Quinn").commands.size(), 1U);
}

TEST(Replies, UndoTakesBackOneAndAsksAboutAll) {
    for (const auto* text : {"undo all", "undo everything"}) {
        const auto got = People().understood(text);
        EXPECT_TRUE(got.commands.empty()) << text;
        ASSERT_TRUE(got.ask) << text;
        EXPECT_EQ(got.ask->choices.at(0).says, "undo") << text;
    }
    for (const auto* text : {"undo", "undo last", "undo that"})
        EXPECT_EQ(People().understood(text).commands.size(), 1U) << text;
}

TEST(Replies, AnEmojiAloneIsANote) {
    const auto got = People().understood("note zoe 🎉");
    ASSERT_EQ(got.commands.size(), 1U);
    EXPECT_EQ(got.commands[0].note, "🎉");
    EXPECT_EQ(People().understood("zoe: 🎉").commands.at(0).note, "🎉");
    EXPECT_TRUE(People().understood("note zoe").ask);
    EXPECT_EQ(People().understood("zoe").commands.at(0).intent, Intent::who);
}

TEST(Replies, NobodySpokenWithIsNoTouch) {
    for (const auto* text : {"called no one", "called noone", "spoke with no one today", "called nobody"})
        EXPECT_TRUE(People().understood(text).commands.empty()) << text;
}

TEST(Replies, AWholeNameOfTheBookIsAskedAboutBesideTheBeginningOfOneOnTheList) {
    People people;
    people.add_to_book("Zo");
    const auto got = people.understood("done zo");
    EXPECT_TRUE(got.commands.empty());
    ASSERT_TRUE(got.ask);
    EXPECT_EQ(got.ask->code, AskCode::which_name);
}

TEST(Replies, SeveralAreAddedAtOnce) {
    const auto got = People().understood("add Mum every week, Tom Baker, Ann Lee every 2 months #clients");
    ASSERT_EQ(got.commands.size(), 3U);
    EXPECT_EQ(got.commands[2].name, "Ann Lee");
    EXPECT_EQ(got.commands[2].every_days, 60);
}

TEST(Replies, ANegationSaysSo) {
    EXPECT_TRUE(People().understood("not done yet").negated);
    EXPECT_TRUE(People().understood("zoe hasn't replied").negated);
    EXPECT_TRUE(People().understood("no answer").negated);
}

// --- questions and their answers -------------------------------------------------------------------------------------

std::optional<std::string> answered(const std::string& text, const std::string& answer) {
    People people;
    const auto got = people.understood(text);
    EXPECT_TRUE(got.ask) << text;
    return got.ask ? complete(*got.ask, answer, people.context()) : std::nullopt;
}

// The command that an answer leads to, which must be free of doubt.
Command settled(const std::string& text, const std::string& answer) {
    const auto says = answered(text, answer);
    EXPECT_TRUE(says) << text << " / " << answer;
    return says ? only(*says) : Command{};
}

TEST(Answers, ANumberOrANamePicksThePersonAndKeepsTheRest) {
    for (const std::string answer : {"2", "sam lee", "#2", "Lee."}) {
        const auto command = settled("done sam called, wants pricing in march", answer);
        EXPECT_EQ(command.intent, Intent::done);
        EXPECT_THAT(command.targets.people, ElementsAre(2)) << answer;
        EXPECT_EQ(command.note, "called, wants pricing in march");
    }
    EXPECT_EQ(settled("snooze sam 2 weeks", "3").until, People::today() + days{14});
}

TEST(Answers, ADateCompletesASnooze) {
    EXPECT_EQ(settled("snooze 2 someday", "3d").until, People::today() + days{3});
    EXPECT_EQ(settled("later nicole", "3 months").targets.people.at(0), 1);
    EXPECT_EQ(settled("snooze 2 3m", "3mo").until, settled("snooze 2 3m", "3 months").until);
    EXPECT_EQ(settled("snooze 2 5/6", "may 6").until, settled("snooze 2 5/6", "6 may").until);
}

TEST(Answers, ADayCompletesATouch) {
    EXPECT_EQ(settled("met zoe last week, she is well", "wed 25 feb").on, People::today() - days{7});
    EXPECT_EQ(settled("met zoe last week, she is well", "fri").note, "met, she is well");
    EXPECT_EQ(settled("met zoe last monday", "mon 23 feb").on, People::today() - days{9});
    EXPECT_EQ(settled("met zoe last monday", "2 days ago").on, People::today() - days{2});
    EXPECT_EQ(settled("done 2 tomorrow", "today").on, std::nullopt);
    EXPECT_EQ(settled("done 2 tomorrow", "today").note, "");
    EXPECT_EQ(settled("done 2 tomorrow", "not yet").intent, Intent::snooze);
    EXPECT_EQ(settled("done 2 tomorrow", "not yet").until, People::today() + days{1});
    EXPECT_FALSE(answered("met zoe last week", "done 2"));
}

TEST(Answers, AnyWordsButACommandAreTheReasonOfANo) {
    People people;
    Ask ask;
    ask.code = AskCode::reason;
    ask.fill = "no contact:2 \uFFFC";
    for (const std::string reason : {"budget", "no budget", "not the right time", "they hired someone else"})
        EXPECT_EQ(complete(ask, reason, people.context()), "no contact:2 " + reason) << reason;
    for (const std::string other : {"done 1", "snooze 3 2 weeks", "undo", "thanks"})
        EXPECT_FALSE(complete(ask, other, people.context())) << other;
}

// --- names alone
// ------------------------------------------------------------------------------------------------------

TEST(NamesSaid, CapitalisedWordsAreNamesAndSoAreSeveralAndThoseWithARhythm) {
    using Likeness = NamesSaid::Likeness;
    for (const std::string text : {"Mum", "Nicole Ortiz", "Vincent van Gogh", "mum, nicole, sam", "sam every 2 months",
                                   "nicole #clients", "Mum\nDad", "Grace Hill", "李雷", "Ümit Öz", "Anne-Marie O'Neil"})
        EXPECT_EQ(names_said(text).likeness, Likeness::names) << text;
    for (const std::string text : {"qwertz", "nicole ortiz"})
        EXPECT_EQ(names_said(text).likeness, Likeness::doubtful) << text;
    for (const std::string text : {"yes please",
                                   "Yes please",
                                   "How does this work",
                                   "what now",
                                   "I don't know",
                                   "Hello",
                                   "Where do I start",
                                   "https://example.org",
                                   "123",
                                   "",
                                   "done",
                                   "not yet",
                                   "Hi, I am Ana, how are you",
                                   "erledigt Oma",
                                   "Oma angerufen",
                                   "Neu Oma",
                                   "Oma, fertig mit Opa",
                                   "Hallo",
                                   "Später",
                                   "Rückgängig"})
        EXPECT_EQ(names_said(text).likeness, Likeness::none) << text;
    EXPECT_EQ(names_said("Pia & Zoe").likeness, Likeness::names);
    EXPECT_EQ(names_said("Mum every week, Sam Lee").adds, "add Mum every week\nadd Sam Lee");
}

TEST(Answers, YesAndNoAreAnswers) {
    EXPECT_EQ(settled("no nicle moved", "yes").reason, "moved");
    EXPECT_EQ(answered("no nicle moved", "no"), "");
    EXPECT_THAT(settled("done to", "yes").targets.people, ElementsAre(2));
    EXPECT_EQ(settled("add Jose every 30d", "yes").name, "Jose");
    EXPECT_EQ(settled("add Zoe Q every 60d", "yes").intent, Intent::every);
}

TEST(Answers, OneNoteOrTwoCommands) {
    EXPECT_EQ(settled("done 1 called, snooze 2 3d", "a").note, "called, snooze 2 3d");
    const auto both = People().understood(answered("done 1 called, snooze 2 3d", "b").value());
    ASSERT_EQ(both.commands.size(), 2U);
    EXPECT_EQ(both.commands[0].note, "called");
    EXPECT_EQ(both.commands[1].intent, Intent::snooze);
    EXPECT_THAT(settled("done nicole zoe", "b").targets.people, ElementsAre(1, 5));
}

TEST(Answers, ARefusalForNowIsClosedOrPutOff) {
    const std::string text = "zoe not interested right now, try in 6 months";
    EXPECT_EQ(settled(text, "no").intent, Intent::no);
    EXPECT_EQ(settled(text, "later").intent, Intent::later);
    EXPECT_TRUE(settled(text, "later").until);
}

TEST(Answers, WordsCompleteANote) {
    EXPECT_EQ(settled("note samantha", "likes tea").note, "likes tea");
    EXPECT_EQ(settled("gave nicole", "the deck").title, "the deck");
    EXPECT_EQ(settled("help nicole", "https://example.net").url, "https://example.net");
}

TEST(Replies, QuotedWordsAreNeverCommands) {
    const auto got = People().understood("replied contact:5 \"call me; done 2\"; skip 3");
    ASSERT_EQ(got.commands.size(), 2U);
    EXPECT_EQ(got.commands[0].note, "call me; done 2");
    EXPECT_EQ(got.commands[1].intent, Intent::skip);
    EXPECT_EQ(only("note zoe: ask \"how is the dog?\"").note, "ask \"how is the dog?\"");
    EXPECT_EQ(only("done 2 a 5\" screen; broken").note, "a 5\" screen; broken");
}

TEST(Replies, TonightSaidLateIsStillToday) {
    const People people;
    auto context = people.context();
    context.now += std::chrono::hours{13};
    const auto got = understand("2 tonight", context);
    ASSERT_EQ(got.commands.size(), 1U);
    EXPECT_EQ(got.commands[0].until, People::today());
}

TEST(Answers, ACommandIsNoAnswer) {
    EXPECT_FALSE(answered("note samantha", "done 2"));
    EXPECT_FALSE(answered("snooze sam", "done 2 called"));
    EXPECT_FALSE(answered("snooze 2 someday", "whenever you like"));
    EXPECT_FALSE(answered("snooze sam", ""));
}

// Whatever is offered as a button is itself understood, or means that nothing is to be done.
TEST(Answers, EveryChoiceIsUnderstood) {
    for (const std::string text : {"done sam",
                                   "snooze 2 3m",
                                   "snooze 2 5/6",
                                   "stop",
                                   "👎 2",
                                   "👎",
                                   "help zoe",
                                   "add Jose",
                                   "add Zoe Q",
                                   "done quentin",
                                   "done 1 called, snooze 2 3d",
                                   "no nicle",
                                   "nicole called",
                                   "done for",
                                   "snooze 2 march 4",
                                   "2 not interested right now",
                                   "called sam about the deck",
                                   "intro sam nicole",
                                   "note sam: x",
                                   "done 2 tomorrow",
                                   "met zoe last week",
                                   "met zoe last monday",
                                   "met zoe on 6 june",
                                   "called zoe the other day",
                                   "birthday zoe 5/6",
                                   "add Zoe Q birthday 3 may"}) {
        People people;
        const auto got = people.understood(text);
        ASSERT_TRUE(got.ask) << text;
        EXPECT_FALSE(got.ask->choices.empty()) << text;
        for (const auto& choice : got.ask->choices) {
            const auto next = people.understood(choice.says);
            EXPECT_TRUE(choice.says.empty() || !next.commands.empty() || (next.ask && next.ask->code == AskCode::when))
                << text << ": " << choice.says;
        }
    }
}

// --- sturdiness ------------------------------------------------------------------------------------------------------

TEST(Sturdiness, AnyBytesAreRead) {
    std::mt19937 random(7);
    const std::string alphabet =
        "done 2,;\n snooze 3d nicole :+1: <>\"'&/#@?!.-\xc3\xa9\xff\xf0\x9f\x91\x8d" + std::string(1, '\0');
    People people;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const auto length = random() % 120;
        for (std::size_t i = 0; i < length; ++i) {
            text += round % 2 == 0 ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
        }
        const auto got = people.understood(text);
        if (got.ask) static_cast<void>(complete(*got.ask, text, people.context()));
    }
}

TEST(Sturdiness, AMegabyteIsReadInOneGo) {
    People people;
    const std::size_t size = 1 << 20;
    for (const std::string piece : {"done 1 a;", "1,", "nicole and \"", "<https://"}) {
        std::string text;
        while (text.size() < size) text += piece;
        const auto begin = std::chrono::steady_clock::now();
        static_cast<void>(people.understood(text));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5}) << piece;
    }
}

TEST(Sturdiness, ALongNoteIsKeptWhole) {
    const std::string note(100'000, 'x');
    EXPECT_EQ(only("done 2 talked " + note).note, "talked " + note);
}

}  // namespace
}  // namespace nudged::replies
