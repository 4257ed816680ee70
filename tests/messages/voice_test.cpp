// The rules of the voice, over every text this room can produce for a large set of situations.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "daemon/followup/deals.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/home.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/review.hpp"
#include "daemon/messages/shelf.hpp"
#include "daemon/messages/travelling.hpp"
#include "daemon/messages/welcome.hpp"
#include "tests/messages/scene.hpp"
#include "tests/messages/voice.hpp"

namespace nudged::messages {
namespace {

// What others wrote: no banned word of its own, but everything else.
const std::vector<std::string>& outside_words() {
    static const std::vector<std::string> words{
        "",
        "after the reorg",
        "after my holiday",
        "called",
        "called, knee is better",
        "line\nbreak and `code`",
        "she said \"no\" and \"yes\"",
        "\xFF\xFE\x80 broken bytes",
        "<b>bold</b> *bold* _x_ &amp; [a](b) ~",
        "\u202Eturned\u2066 and hidden\u200B",
        std::string(500, 'w'),
        "many " + std::string(300, 'x') + " words",
        "日本語のとても長い言葉がここに並んでいますのでどこかで切られなければなりませんそうでしょうそれでもまだ続くので"
        "す",
    };
    return words;
}
const std::vector<std::string>& outside_names() {
    static const std::vector<std::string> names{"Mum",
                                                "Nicole Ortiz",
                                                "Sam Lee",
                                                "Sam Reyes",
                                                "José Álvarez",
                                                "Dr. Karl Weiss",
                                                "O'Brien",
                                                "",
                                                "\n\t ",
                                                "`undo`",
                                                std::string(200, 'N'),
                                                "Wolfeschlegelsteinhausen " + std::string(175, 'b'),
                                                "\xC3\x28 Broken",
                                                "山田 太郎",
                                                "A \"B\" C",
                                                "<script>alert(1)</script>"};
    return names;
}

class Situations {
public:
    explicit Situations(unsigned seed) : random_(seed) {}

    template <class T>
    const T& any(const std::vector<T>& of) {
        return of[below(of.size())];
    }
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>{0, n - 1}(random_); }
    bool maybe() { return below(2) == 0; }
    Date around_today(int back, int ahead) {
        return wednesday - days{back} + days{static_cast<int>(below(static_cast<std::size_t>(back + ahead + 1)))};
    }

    Contact contact(std::int64_t id) {
        Contact made = person(any(outside_names()), id, 1 + static_cast<int>(below(400)));
        if (maybe())
            made.last_touch.reset();
        else
            made.last_touch = around_today(900, 0);
        made.base = made.last_touch.value_or(wednesday);
        made.needs = maybe() ? any(outside_words()) : "";
        made.why = maybe() ? any(outside_words()) : "";
        made.note = maybe() ? any(outside_words()) : "";
        made.their_words = any(outside_words());
        made.silence = static_cast<int>(below(5));
        made.skips = static_cast<int>(below(5));
        if (maybe()) made.tags = {maybe() ? "family" : "clients"};
        if (maybe()) made.zone = "Asia/Tokyo";
        if (maybe()) made.snooze = Snooze{around_today(3, 30), maybe(), {}};
        if (maybe()) made.your_turn = around_today(400, 0);
        if (below(3) == 0) {
            made.state = ContactState::waiting;
            made.check_back = CheckBack{around_today(5, 200), any(outside_words()), around_today(800, 0)};
        }
        if (maybe()) made.deal = Deal{any(outside_words()), around_today(60, 0), static_cast<int>(below(7)), {}, {}};
        if (maybe()) made.dates = {ImportantDate{maybe() ? "birthday" : any(outside_words()), std::nullopt, 3, 8}};
        return made;
    }
    Touch last_touch() {
        return touch(any(std::vector<std::string>{"", "call", "email", "in person", "card", "unheard of"}),
                     any(outside_words()), maybe() ? TouchKind::reply : TouchKind::soft);
    }
    followup::Candidate candidate(std::int64_t id) {
        followup::Candidate made;
        made.contact = contact(id);
        made.reason = any(std::vector<Reason>{Reason::your_turn, Reason::check_back, Reason::important_date,
                                              Reason::snoozed, Reason::deal, Reason::overdue});
        if (made.reason == Reason::deal && !made.contact.deal)
            made.contact.deal = Deal{any(outside_words()), {}, 0, {}, {}};
        if (made.reason == Reason::important_date) {
            made.date = ImportantDate{maybe() ? "birthday" : any(outside_words()), std::nullopt, 3, 8};
            made.on = around_today(0, 6);
        }
        return made;
    }

private:
    std::mt19937 random_;
};

void expect_well_formed(const std::string& text) {
    EXPECT_EQ(one_line(text).find("\uFFFD\uFFFD\uFFFD\uFFFD"), std::string::npos) << text;
    for (std::size_t at = 0; at < text.size(); ++at)
        EXPECT_FALSE(static_cast<unsigned char>(text[at]) < 0x20 && text[at] != '\n') << text;
    EXPECT_EQ(text.find("\u202E"), std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
}

bool is_pictured(const std::string& text) {
    return text.find("\xF0\x9F") != std::string::npos || text.find("✓") != std::string::npos;
}

void expect_message_in_voice(const Message& message) {
    expect_in_voice(message.notification);
    EXPECT_EQ(message.notification.find('\n'), std::string::npos) << message.notification;
    for (const Block& block : message.blocks) {
        const std::string text = flat(block.text);
        EXPECT_FALSE(text.empty());
        expect_in_voice(text);
        expect_well_formed(text);
        EXPECT_FALSE(is_pictured(text)) << text;
        for (const ButtonRow& row : block.rows) {
            EXPECT_FALSE(row.empty());
            for (const Button& button : row) {
                EXPECT_EQ(
                    (button.action.empty() ? 0 : 1) + (button.url.empty() ? 0 : 1) + (button.copy.empty() ? 0 : 1), 1);
                EXPECT_LE(button.action.size(), 64U);
                EXPECT_TRUE(button.action.empty() || decode(button.action)) << button.action;
                EXPECT_FALSE(button.label.empty());
                EXPECT_LE(length(button.label), 50U) << button.label;
                expect_in_voice(button.label + " " + button.accessible);
            }
        }
    }
}

// In each language.
class Voice : public testing::TestWithParam<Language> {
    const Speaking speaking_{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Languages, Voice, testing::Values(Language::english, Language::german),
                         [](const auto& language) {
                             return std::string(language.param == Language::german ? "German" : "English");
                         });

TEST_P(Voice, EveryPersonHasTwoShortLinesInTheVoice) {
    Situations situations(1);
    for (int i = 0; i < 2'000; ++i) {
        Scene scene;
        scene.plan.today = situations.around_today(0, 400);
        const auto who = situations.candidate(i + 1);
        const auto last = situations.maybe() ? std::optional(situations.last_touch()) : std::nullopt;
        const ItemLines lines = lines_of(who, scene.plan, last);
        for (const std::string& line : {lines.why_now, lines.suggestion}) {
            EXPECT_LT(length(line), 90U) << line;
            EXPECT_EQ(line.find('\n'), std::string::npos) << line;
            EXPECT_FALSE(line.empty());
            expect_in_voice(line);
            expect_well_formed(line);
        }
        EXPECT_TRUE(lines.why_now.starts_with(shown_name(who.contact.name))) << lines.why_now;
        const auto marks = std::count(lines.suggestion.begin(), lines.suggestion.end(), '"');
        EXPECT_TRUE(marks == 0 || marks == 2) << lines.suggestion;
    }
}

TEST_P(Voice, WhatIsHelpfulAndWhatItIsWorthStayInTheVoice) {
    Situations situations(7);
    for (int i = 0; i < 2'000; ++i) {
        Scene scene;
        scene.plan.today = situations.around_today(0, 400);
        auto who = situations.candidate(i + 1);
        who.reason = situations.any(std::vector{Reason::help, Reason::overdue, Reason::check_back, Reason::walk_away});
        who.contact.brings = situations.any(outside_words());
        who.contact.gets = situations.any(outside_words());
        who.contact.asks = static_cast<int>(situations.below(4));
        if (situations.maybe()) who.contact.thank_for = {situations.any(outside_names())};
        ShelfItem thing;
        thing.title = "T" + situations.any(outside_words());
        thing.url = situations.maybe() ? "" : "https://example.org/" + std::string(situations.below(90), 'x');
        Help help;
        for (auto n = situations.below(4); n > 0; --n) help.given.push_back(situations.any(outside_words()));
        if (situations.maybe()) help.thing = &thing;
        const ItemLines lines = lines_of(who, scene.plan, std::nullopt, help);
        for (const std::string& line : {lines.why_now, lines.suggestion}) {
            EXPECT_LT(length(line), 90U) << line;
            EXPECT_EQ(line.find('\n'), std::string::npos) << line;
            EXPECT_FALSE(line.empty());
            expect_in_voice(line);
            expect_well_formed(line);
        }
        const auto marks = std::count(lines.suggestion.begin(), lines.suggestion.end(), '"');
        EXPECT_TRUE(marks == 0 || marks == 2) << lines.suggestion;
        expect_message_in_voice(shelf({thing}, {}));
        for (const std::string& text : {put_on_shelf(thing), on_shelf_already(thing), dropped_from_shelf(thing)})
            expect_message_in_voice(plain(text));
    }
}

TEST_P(Voice, EveryNudgeBeginsShortAndStaysInTheVoice) {
    Situations situations(2);
    for (int i = 0; i < 200; ++i) {
        const Scene scene;
        DayList list;
        list.date = wednesday;
        list.fixed_left_over = static_cast<int>(situations.below(4));
        const auto people = static_cast<int>(1 + situations.below(7));
        for (int n = 1; n <= people; ++n) {
            const auto who = situations.candidate(n);
            ListItem made = item(n, who.contact.name, who.reason, lines_of(who, scene.plan, std::nullopt));
            if (situations.below(3) == 0) {
                const auto snoozed = followup::snoozed(who.contact, {}, scene.plan);
                made = settled(made, said(who.contact, decided(snoozed), scene.plan).settled, "snoozed", n);
            }
            list.items.push_back(made);
        }
        NudgeView seen = view();
        seen.hint = situations.maybe();
        seen.expanded = static_cast<int>(situations.below(4));
        seen.private_mode = situations.below(5) == 0;
        const Message message = nudge(list, seen);
        EXPECT_LT(length(message.notification), 60U) << message.notification;
        EXPECT_EQ(message.notification, flat(message.blocks.front().text));
        expect_message_in_voice(message);
        expect_message_in_voice(reminder(list.items.front(), seen, wednesday));
    }
}

TEST_P(Voice, EveryAnswerIsInTheVoice) {
    Situations situations(3);
    for (int i = 0; i < 100; ++i) {
        Scene scene;
        const Contact who = situations.contact(i + 1);
        const std::string words = situations.any(outside_words());
        const Date day = situations.around_today(-1, 900);
        const auto& plan = scene.plan;
        for (const followup::Outcome& outcome :
             {followup::touched(who, {TouchKind::soft, situations.maybe() ? "call" : "", words, {}}, plan),
              followup::touched(who, {TouchKind::help, "", words, {}}, plan),
              followup::snoozed(who, {day, situations.maybe(), {}}, plan),
              followup::snoozed(who, {day, true, 18h}, plan),
              followup::skipped(who, plan),
              followup::said_no(who, words, plan),
              followup::parted(who, words, situations.maybe(), plan),
              followup::later(who, day, words, plan),
              followup::talk_now(who, plan),
              followup::replied(who, words, "", plan),
              followup::answered(who, plan),
              followup::needs_no_answer(who, plan),
              followup::noted(who, words, plan),
              followup::renamed(who, words, plan),
              followup::with_cadence(who, 60, plan),
              followup::into_book(who, plan),
              followup::tagged(who, {"clients"}, false, plan),
              followup::with_field(who, "needs", words, plan),
              followup::with_field(who, "importance", "3", plan),
              followup::reopened(who, day, plan),
              followup::deal_opened(who, words, plan),
              followup::deal_won(who, plan),
              followup::deal_let_go(who, plan),
              followup::one_last_word(who, plan),
              followup::with_deal_plan(who, {7, 14}, plan)}) {
            if (const auto* why = std::get_if<followup::Inapplicable>(&outcome)) {
                expect_message_in_voice(answer({inapplicable(who, *why, "skip", plan)}, {}));
                continue;
            }
            const Said told = said(who, decided(outcome), plan);
            EXPECT_TRUE(told.settled.empty() || told.settled.starts_with(shown_name(who.name))) << told.settled;
            expect_message_in_voice(answer({told.line}, chips(decided(outcome), OfBatch{i + 1}, i + 1, plan)));
            expect_message_in_voice(card({decided(outcome).after, day}, {situations.last_touch()}, plan, Zone::utc()));
            expect_message_in_voice(found(words, {{decided(outcome).after, day}}, plan));
            JournalEntry entry;
            entry.contact = who.id;
            entry.name = who.name;
            entry.what = decided(outcome).what;
            entry.note = decided(outcome).note;
            expect_message_in_voice(answer({taken_back({entry}, {entry})}, {}));
        }
    }
}

TEST_P(Voice, EverythingElseIsInTheVoice) {
    const Scene scene;
    const auto& plan = scene.plan;
    std::vector<Message> messages{help(""),
                                  nobody_today(followup::Listed{person("Sam Lee"), wednesday}, wednesday),
                                  date_today(person("Zoe Quinn"), ImportantDate{}, false),
                                  welcome(scene.owner, Zone::utc(), Instant{}, false),
                                  coming({{person("Mum"), wednesday}}, 1, 1, 1, plan),
                                  asked(rhythm_off(person("Sam Lee"), plan), 1),
                                  asked(whose_words({"Sam Lee", "Mum"}), 2),
                                  asked(who_matters(120, plan), 3),
                                  asked(whether_same({"Sam Lee", "Mum", "Zoe", "Bo", "Ann"}, "a", "b"), 4),
                                  status({}, plan, Zone::utc())};
    for (const std::string& name : outside_names()) {
        Contact who = person(name);
        who.check_back = CheckBack{on(2026, 6, 4), "after \"the\" audit", wednesday, false};
        messages.push_back({"", home_waiting({who}, wednesday).blocks, false});
        messages.push_back({"", home_not_lately({{who, std::nullopt}}, plan).blocks, false});
    }
    for (const HomeSetting& setting : home_settings(scene.owner, "Europe/Berlin", wednesday)) {
        messages.push_back(plain(setting.label));
        for (const auto& choice : setting.choices) messages.push_back(plain(choice.label));
    }
    for (const char* topic :
         {"done", "snooze", "later", "no", "part", "every", "set", "why", "private", "deal", "won", "plan"})
        messages.push_back(help(topic));
    for (int code = 0; code <= static_cast<int>(replies::AskCode::unknown); ++code) {
        for (const std::string& subject : outside_words()) {
            replies::Ask ask{static_cast<replies::AskCode>(code), subject, {}, "done \uFFFC"};
            messages.push_back(asked(about(ask, nullptr, plan), 4));
            for (const std::string& name : outside_names()) ask.choices.push_back({name, "x", 1, {}});
            const DayList list = section_one();
            messages.push_back(asked(about(ask, &list, plan), 5));
        }
    }
    for (const auto& name : outside_names())
        for (const int people : {0, 1, 2, 9}) {
            Review week{};
            week.today = wednesday;
            week.people.assign(static_cast<std::size_t>(people), name);
            if (people == 2) week.close = {name};
            week.talks = people / 3;
            week.coming = {{name, "", wednesday + days{1}}, {name, "birthday", wednesday + days{4}}};
            week.wanted = {{1, name, 35}, {2, name, 400}};
            week.put_on = wednesday + days{1};
            week.people_by_day = {{wednesday, people}};
            week.answers = {{"calls", 3, 3}};
            week.reasons = Review::Reasons{on(2026, 1, 1), {{"price", 3}, {"hadn't heard of the training", 1}}};
            week.rhythm = Review::Rhythm{1, name, 4, people == 2, 30, 90};
            week.day = std::chrono::Friday;
            week.is_off = people == 1;
            messages.push_back(review(week));
            if (week.rhythm->always_skipped) messages.push_back(plain(review_set(true, week.day)));
        }
    for (const std::string& name : outside_names())
        for (const char* channel : {"call", "text"})
            for (const bool veiled : {false, true})
                messages.push_back(asked(did_you_write(person(name), channel, veiled, "x"), 6));
    for (const std::string& place : outside_words())
        for (const std::string& text : {leaves_later(scene.owner, place), which_larger_city(place)})
            messages.push_back(plain(text));
    Owner away = scene.owner;
    away.home = "Europe/Lisbon";
    away.zone = "America/Argentina/Buenos_Aires";
    messages.push_back(asked(are_you_there(away, away.home), 7));
    for (const auto& back : {std::optional<Date>{}, std::optional(wednesday)}) {
        away.home_on = back;
        messages.push_back(plain(on_a_journey(away, Instant{})));
    }
    for (const std::string& text : {at_home(away, Instant{}), here_already(away, Instant{}), which_city_on_the_map(),
                                    which_city_of_yours(), no_link_of_mine(), old_link(), way_is_gone(), links_rest()})
        messages.push_back(plain(text));
    messages.push_back(review_kept_back());
    for (const std::string& text :
         {plan_of_tags({"applications"}, {7, 14}, false), plan_of_tags({"applications"}, {3, 5}, true),
          usual_plan({3, 5}), gap_too_short(2, {2, 14}, 3, "#applications")})
        messages.push_back(plain(text));
    for (const std::string& text :
         {spread_afresh("Sam Lee", wednesday, wednesday + days{20}, wednesday), nobody_to_spread()})
        messages.push_back(plain(text));
    for (const Occasion occasion : {Occasion::missed, Occasion::noticed})
        for (const char* moment : {"", "at lunch", "new job", "lost his father", "the talk"})
            messages.push_back(soft_touch(person("Sam Lee"), draft_for(person("Sam Lee"), occasion, moment)));
    for (const std::string& text : {already_noted(),
                                    courtesy(replies::Courtesy::thanks),
                                    courtesy(replies::Courtesy::greeting),
                                    courtesy(replies::Courtesy::other),
                                    nothing_changed(),
                                    words_needed("voice"),
                                    words_needed(""),
                                    came_too_late(),
                                    could_not_apply(),
                                    changed_since("Sam Lee"),
                                    nothing_to_take_back(),
                                    stranger(),
                                    wrong_code(),
                                    paired(scene.owner, "telegram"),
                                    samples_in(8),
                                    samples_gone(8),
                                    private_set(true),
                                    private_set(false),
                                    resumed(""),
                                    date_has_passed(wednesday, wednesday),
                                    imported({1, 2, 3, 4, 5, "line 3", {"Sam Lee", "Mum"}}),
                                    nobody_meant(),
                                    no_such_item("3"),
                                    introduction_of_one(),
                                    brought_by_oneself(),
                                    not_paused(),
                                    no_longer_there(),
                                    home_not_all(),
                                    home_of_a_stranger(true),
                                    setting_refused("no weekday is set"),
                                    tags_set({"clients"}, 60)})
        messages.push_back(plain(text));
    for (const Block& preface : {quieter(0b0111110), welcome_back()}) messages.push_back({"", {preface}});
    for (const Message& message : messages) expect_message_in_voice(message);
}

}  // namespace
}  // namespace nudged::messages
