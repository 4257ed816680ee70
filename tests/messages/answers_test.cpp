#include "daemon/messages/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using testing::ElementsAre;

class Answers : public testing::Test {
protected:
    [[nodiscard]] Said of(const Contact& before, const followup::Outcome& outcome) const {
        return said(before, decided(outcome), scene.plan);
    }
    Scene scene;
    Contact nicole = person("Nicole Ortiz");
    Contact sam = person("Sam Lee", 2);
    Contact mum = person("Mum", 3, 7);
};

TEST_F(Answers, Done) {
    const Said done = of(nicole, followup::touched(nicole, {}, scene.plan));
    EXPECT_EQ(done.line, "Nicole: noted for today. Next around Fri 3 Apr.");
    EXPECT_EQ(done.settled, "Nicole Ortiz done. Next around Fri 3 Apr.");
}

TEST_F(Answers, DoneWithWhatItWasAbout) {
    const auto called = followup::touched(mum, {TouchKind::soft, "call", "called, knee is better", {}}, scene.plan);
    EXPECT_EQ(of(mum, called).line, "Mum: called today, \"knee is better\". Next around Wed 11 Mar.");
    const auto unsaid = followup::touched(mum, {TouchKind::soft, "", "called, knee is better", {}}, scene.plan);
    EXPECT_EQ(of(mum, unsaid).line, "Mum: called today, \"knee is better\". Next around Wed 11 Mar.");
    const auto spoke = followup::touched(mum, {TouchKind::soft, "call", "spoke with", {}}, scene.plan);
    EXPECT_EQ(of(mum, spoke).line, "Mum: spoke today. Next around Wed 11 Mar.");
    const auto sunday = followup::touched(mum, {TouchKind::soft, "", "", wednesday - days{3}}, scene.plan);
    EXPECT_EQ(of(mum, sunday).line, "Mum: noted for Sun 1 Mar. Next around Mon 9 Mar.");
}

TEST_F(Answers, TheVerbOfATouchIsToldOnce) {
    const auto told = [&](const char* channel, const char* note) {
        const auto line = of(mum, followup::touched(mum, {TouchKind::soft, channel, note, {}}, scene.plan)).line;
        return line.substr(0, line.find(" Next"));
    };
    EXPECT_EQ(told("email", "emailed the proposal"), "Mum: emailed today, \"the proposal\".");
    EXPECT_EQ(told("in person", "met at the studio"), "Mum: met today, \"at the studio\".");
    EXPECT_EQ(told("call", "emailed the proposal"), "Mum: called today, \"emailed the proposal\".") << "another verb";
    EXPECT_EQ(told("call", "callednobody"), "Mum: called today, \"callednobody\".");
}

TEST_F(Answers, ASnoozeIsToldFromTheStoredDate) {
    const Said friday = of(sam, followup::snoozed(sam, {on(2026, 3, 6), true, {}}, scene.plan));
    EXPECT_EQ(friday.line, "Sam: back on Fri 6 Mar.");
    EXPECT_EQ(friday.settled, "Sam Lee snoozed to Fri 6 Mar.");
}

TEST_F(Answers, ACountThatEndsOnADayOffSaysWhereItWent) {
    const Said moved = of(sam, followup::snoozed(sam, {on(2026, 3, 7), false, {}}, scene.plan));
    EXPECT_EQ(moved.line, "Sam: back on Mon 9 Mar. (3 days is Saturday, one of your days off.)");
    EXPECT_EQ(moved.settled, "Sam Lee snoozed to Mon 9 Mar.");
    scene.owner.holidays = {on(2026, 3, 5)};
    EXPECT_EQ(of(sam, followup::snoozed(sam, {on(2026, 3, 5), false, {}}, scene.plan)).line,
              "Sam: back on Fri 6 Mar. (1 day is Thursday, a holiday.)");
}

TEST_F(Answers, ANamedDayIsKeptOnADayOff) {
    EXPECT_EQ(of(sam, followup::snoozed(sam, {on(2026, 3, 7), true, {}}, scene.plan)).line,
              "Sam: back on Sat 7 Mar, although it is your day off.");
}

TEST_F(Answers, TonightIsAnHour) {
    EXPECT_EQ(of(sam, followup::snoozed(sam, {wednesday, true, 18h}, scene.plan)).line,
              "Sam: I'll say so today at 18:00.");
}

TEST_F(Answers, AnHourInTheQuietHoursSaysWhenItWillReallyBeSaid) {
    const Said late = of(sam, followup::snoozed(sam, {wednesday, true, 23h}, scene.plan));
    EXPECT_EQ(late.line, "Sam: back on Thu 5 Mar. (23:00 is in your quiet hours, so with tomorrow's nudge.)");
    EXPECT_EQ(late.settled, "Sam Lee snoozed to Thu 5 Mar.");
    EXPECT_EQ(of(sam, followup::snoozed(sam, {on(2026, 3, 6), true, 23h}, scene.plan)).line,
              "Sam: back on Mon 9 Mar. (23:00 is in your quiet hours, so with Monday's nudge.)");
    EXPECT_EQ(of(sam, followup::snoozed(sam, {on(2026, 3, 5), true, 6h}, scene.plan)).line,
              "Sam: I'll say so on Thu 5 Mar at 07:30. (06:00 is in your quiet hours.)");
}

TEST_F(Answers, Skip) {
    EXPECT_EQ(of(mum, followup::skipped(mum, scene.plan)).line, "Mum: left out this time. Next around Wed 11 Mar.");
}

TEST_F(Answers, TheyAnswered) {
    const auto replied = followup::replied(sam, "", "", scene.plan);
    EXPECT_EQ(of(sam, replied).line, "Sam: answered today. First in tomorrow's list, so that it isn't lost.");
    scene.plan.today = on(2026, 3, 6);
    EXPECT_EQ(of(sam, followup::replied(sam, "gladly", "", scene.plan)).line,
              "Sam: answered today, \"gladly\". First in Monday's list, so that it isn't lost.");
}

TEST_F(Answers, LaterKeepsTheirWords) {
    auto decision = std::get<followup::Decision>(followup::later(sam, on(2026, 6, 1), "after the audit", scene.plan));
    EXPECT_EQ(of(sam, decision).line,
              "Sam: back on Mon 1 Jun, as they asked, \"after the audit\". Until then nothing to ask.");
    decision.something_to_give = true;
    const Said wait = of(sam, decision);
    EXPECT_EQ(wait.line,
              "Sam: back on Mon 1 Jun, as they asked, \"after the audit\". Until then nothing to ask, "
              "room for two helpful things on the way, the first around Mon 6 Apr.");
    EXPECT_EQ(wait.settled, "Sam Lee waits until Mon 1 Jun.");
}

TEST_F(Answers, LaterOnADayOffSaysTheMorningItComesAndWhy) {
    const Said wait = of(sam, followup::later(sam, on(2026, 3, 7), "after the audit", scene.plan));
    EXPECT_EQ(
        wait.line,
        "Sam: back on Mon 9 Mar, \"after the audit\". (They asked for Saturday, one of your days off.) Until then "
        "nothing to ask.");
    EXPECT_EQ(wait.settled, "Sam Lee waits until Mon 9 Mar.");
    EXPECT_EQ(of(sam, followup::later(sam, on(2026, 3, 14), "", scene.plan)).line,
              "Sam: back on Mon 16 Mar. (They asked for Sat 14 Mar, one of your days off.) Until then nothing to ask.");
}

TEST_F(Answers, AWaitThatWasSnoozedIsNotWhatTheyAskedFor) {
    const Contact waiting = decided(followup::later(sam, on(2026, 6, 1), "", scene.plan)).after;
    const auto put_off = decided(followup::snoozed(waiting, {on(2026, 6, 15), true, {}}, scene.plan));
    EXPECT_EQ(said(waiting, put_off, scene.plan).line, "Sam: back on Mon 15 Jun.");
    EXPECT_EQ(inapplicable(put_off.after, followup::Inapplicable::waiting, "skip", scene.plan),
              "Sam comes back on Mon 15 Jun. Nothing changed. `reopen sam`?");
}

TEST_F(Answers, ANoAsksOnceWhatDecidedIt) {
    const Contact tom = person("Tom Baker");
    const auto no = followup::said_no(tom, "", scene.plan);
    EXPECT_EQ(of(tom, no).line, "Noted: Tom said no. What decided it, if you know?");
    EXPECT_THAT(labels(chips(decided(no), OfBatch{9}, 9, scene.plan)),
                ElementsAre("[Price] [Timing] [Someone else] [Don't know]", "[Undo]"));
    const auto known = followup::said_no(tom, "budget", scene.plan);
    EXPECT_EQ(of(tom, known).line, "Noted: Tom said no, \"budget\".");
    EXPECT_THAT(labels(chips(decided(known), OfBatch{9}, 9, scene.plan)), ElementsAre("[Undo]"));
    EXPECT_EQ(of(tom, known).settled,
              "Tom Baker said no, \"budget\". To copy: \"Thanks for telling me straight, Tom. It helps to know, and I "
              "wish you well with it.\"");
    const Contact closed = decided(no).after;
    EXPECT_EQ(of(closed, followup::no_reason(closed, "someone", scene.plan)).line,
              "Noted: Tom said no, \"someone else\".");
    EXPECT_EQ(
        of(closed, followup::no_reason(closed, reason_words("unknown"), scene.plan)).line,
        "Worth asking Tom kindly. To copy: \"Thanks for telling me straight, Tom. What decided it, if you don't mind "
        "my asking?\"");
}

TEST_F(Answers, Parting) {
    const Contact karl = person("Karl Weiss");
    EXPECT_EQ(of(karl, followup::parted(karl, "moved abroad", false, scene.plan)).line,
              "Karl is off the list, no hard feelings. `reopen karl` any time.");
    const Contact oma = person("Oma");
    EXPECT_EQ(of(oma, followup::parted(oma, "", true, scene.plan)).line,
              "I'm sorry. I won't mention Oma's dates again. Everything you wrote about Oma stays, for you.");
}

TEST_F(Answers, Edits) {
    EXPECT_EQ(of(sam, followup::renamed(sam, "Samuel Lee", scene.plan)).line, "Sam Lee is now Samuel Lee.");
    EXPECT_EQ(of(sam, followup::with_cadence(sam, 60, scene.plan)).line,
              "Sam: every 2 months now. Next around Fri 24 Apr.");
    EXPECT_EQ(of(sam, followup::noted(sam, "new job", scene.plan)).line, "Sam: noted, \"new job\".");
    EXPECT_EQ(of(sam, followup::with_field(sam, "birthday", "--03-08", scene.plan)).line, "Sam: birthday on 8 March.");
    EXPECT_EQ(of(sam, followup::with_field(sam, "needs", "a school", scene.plan)).line,
              "Sam: needs noted, \"a school\".");
    EXPECT_EQ(of(sam, followup::tagged(sam, {"clients"}, true, scene.plan)).line, "Sam: now #clients.");
    EXPECT_EQ(of(sam, followup::into_book(sam, scene.plan)).line,
              "Sam: no rhythm any more. Dates are kept, and `who sam` finds them.");
}

TEST_F(Answers, TheTapsBehindASnoozeOfferOtherDates) {
    const auto rows =
        chips(decided(followup::snoozed(sam, {on(2026, 3, 6), true, {}}, scene.plan)), OfBatch{45}, 45, scene.plan);
    EXPECT_THAT(labels(rows), ElementsAre("[This evening] [Mon] [In 2 weeks] [Other…]", "[Undo]"));
    EXPECT_EQ(rows[0][1].action, "snooze:b45/20260309");
    EXPECT_EQ(rows[1][0].action, "undo:b45");
}

TEST_F(Answers, OneReplyIsOneAnswer) {
    const Message message =
        answer({"Sam: back on Fri 6 Mar.", "Karl: `reopen karl` any time."}, {{tap("Undo", "undo:b4")}});
    ASSERT_EQ(message.blocks.size(), 1U);
    EXPECT_EQ(flat(message), "Sam: back on Fri 6 Mar.\nKarl: reopen karl any time.");
    EXPECT_EQ(message.notification, "Sam: back on Fri 6 Mar.");
    EXPECT_THAT(labels(message.blocks[0].rows), ElementsAre("[Undo]"));
}

JournalEntry entry(std::string name, std::string what, std::string note = {}) {
    JournalEntry made;
    made.contact = 1;
    made.name = std::move(name);
    made.what = std::move(what);
    made.note = std::move(note);
    return made;
}

TEST_F(Answers, AnUndoSaysWhatItTookBackAndWhatComesNext) {
    EXPECT_EQ(taken_back({entry("Sam Lee", "snoozed")}, {}), "Taken back: Sam's snooze.");
    EXPECT_EQ(taken_back({entry("Mum", "touched", "called, knee is better")}, {entry("Nicole Ortiz", "touched")}),
              "Taken back: \"called Mum, knee is better\". Next `undo`: Nicole's done.");
    EXPECT_EQ(taken_back({entry("Sam Lee", "snoozed"), entry("Mum", "skipped")}, {}),
              "Taken back: Sam's snooze and leaving Mum out this time.");
    EXPECT_EQ(taken_back(std::vector<JournalEntry>(12, entry("X", "added")), {}), "Taken back: 12 changes.");
    JournalEntry reason = entry("Mia Wong", "edited");
    reason.reason = "budget";
    EXPECT_EQ(taken_back({reason}, {}), "Taken back: Mia's reason.");
    EXPECT_EQ(taken_back({}, {}), "Nothing to take back.");
    EXPECT_EQ(nothing_to_take_back(), "Nothing to take back.");
}

TEST_F(Answers, AnUndoNamesTheSettingAndWhatItIsAgain) {
    Owner before, after;
    before.nudge_at = std::chrono::hours{9};
    EXPECT_EQ(settings_again(before, after), "your nudge time (08:30 again)");
    before.weekdays = 0x7f;
    before.private_mode = true;
    before.daily_cap = 5;
    EXPECT_EQ(settings_again(before, after),
              "your nudge time (08:30 again), your days (Monday to Friday again), how many a morning (3 again) and "
              "private mode (off again)");
    EXPECT_EQ(settings_again(after, after), "");
    const auto change = entry("", "edited");
    EXPECT_EQ(taken_back({change}, {change}, "your nudge time (08:30 again)", "your time zone (UTC again)"),
              "Taken back: your nudge time (08:30 again). Next `undo`: your time zone (UTC again).");
}

TEST_F(Answers, ShortOnes) {
    EXPECT_EQ(already_noted(), "Already noted.");
    EXPECT_EQ(nothing_changed(), "All right, nothing changed.");
    EXPECT_EQ(courtesy(replies::Courtesy::thanks), "With pleasure.");
    const ListItem old = settled(section_one().items[1], "Sam Lee done. Next around Fri 3 Apr.", "touched", 4);
    EXPECT_EQ(settled_before(old, on(2026, 2, 26), wednesday),
              "That was settled on Thu 26 Feb: Sam, done. Nothing changed.");
    EXPECT_EQ(date_has_passed(on(2026, 3, 2), wednesday),
              "Mon 2 Mar has passed. Nothing changed. For example: snooze 2 weeks.");
}

TEST_F(Answers, WhatDoesNotApplySaysWhatWould) {
    Contact karl = person("Karl Weiss");
    karl.state = ContactState::closed;
    EXPECT_EQ(inapplicable(karl, followup::Inapplicable::not_on_round, "snooze", scene.plan),
              "Karl is off the list, after a no. Nothing changed. `reopen karl`?");
    karl.state = ContactState::waiting;
    karl.check_back = CheckBack{on(2026, 6, 1), "", wednesday};
    EXPECT_EQ(inapplicable(karl, followup::Inapplicable::waiting, "skip", scene.plan),
              "Karl comes back on Mon 1 Jun, as they asked. Nothing changed. `reopen karl`?");
}

TEST_F(Answers, WordsInANoteCannotBreakTheLine) {
    const auto noted = followup::noted(sam, "two\nlines `undo` \"quoted\"", scene.plan);
    EXPECT_EQ(of(sam, noted).line, "Sam: noted, \"two lines 'undo' 'quoted'\".");
}

}  // namespace
}  // namespace nudged::messages
