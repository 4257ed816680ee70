// Whatever the label of a button of the standing question says, typed, is that button.
#include <gmock/gmock.h>

#include "daemon/conversation/asking.hpp"
#include "daemon/messages/actions.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

using ::testing::HasSubstr;

class Labels : public Scene {
protected:
    void people() {
        nicole_ = add("Nicole Ortiz", on(2026, 1, 1), 30);
        add("Sam Lee", on(2026, 1, 10), 30);
        add("Tom Baker", on(2026, 3, 3), 30);
        add("Tom Reyes", on(2026, 3, 3), 30);
        add("May Chen", on(2026, 1, 25), 30);
        mum_ = add("Mum", on(2026, 2, 3), 7);
        type("tag mum #family");
        look();
        now_ += std::chrono::hours{1};
    }
    struct Label {
        std::string words, action;
    };
    [[nodiscard]] std::vector<Label> labels() {
        std::vector<Label> found;
        for (const auto& block : newest_message().blocks)
            for (const auto& row : block.rows)
                for (const auto& one : row)
                    if (const auto action = messages::decode(one.action);
                        action && std::holds_alternative<messages::OfQuestion>(action->about))
                        found.push_back({one.label, one.action});
        return found;
    }
    // What the work finds out; nothing that it did remains.
    template <class Work>
    std::optional<Meant> tried(Work work) {
        struct Enough {};
        std::optional<Meant> found;
        try {
            exchange([&](Exchange& e) {
                found = work(e);
                throw Enough{};
            });
        } catch (const Enough&) {
        }
        return found;
    }
    std::optional<Meant> typed_as(const std::string& words) {
        return tried([&](Exchange& e) {
            replies::Context context;
            context.now = now_;
            context.book = [] { return std::span<const replies::Person>{}; };
            return answered_by_text(e, words, context, std::nullopt).meant;
        });
    }
    std::optional<Meant> tapped_as(const std::string& action) {
        const auto about = std::get<messages::OfQuestion>(messages::decode(action)->about);
        return tried([&](Exchange& e) { return answered_by_tap(e, about.question, about.choice); });
    }
    void every_label_is_its_button(const std::string& question) {
        type(question);
        const auto said = newest();
        EXPECT_FALSE(labels().empty()) << question << ": " << said;
        for (const auto& [words, action] : labels()) {
            const auto tapped = tapped_as(action);
            ASSERT_TRUE(tapped) << question;
            for (const auto& spelt : {words, replies::fold(words), words + "!", "✅ " + words}) {
                const auto typed = typed_as(spelt);
                EXPECT_TRUE(typed && typed->text == tapped->text && typed->person == tapped->person &&
                            typed->everybody == tapped->everybody)
                    << question << " → " << spelt << ": " << (typed ? typed->text : "no answer") << "\n"
                    << said;
            }
        }
    }

    std::int64_t nicole_ = 0, mum_ = 0;
};

constexpr auto questions = {"done",
                            "done tom",
                            "emailed the plumber",
                            "done agatha",
                            "snooze mum 3m",
                            "snooze mum 5/6",
                            "snooze may",
                            "2 june",
                            "add Mum",
                            "add Mum every day",
                            "add Nicole #work",
                            "rename sam lee to Mum",
                            "replied nicole no 2",
                            "no nicole, maybe next year",
                            "👎 nicole",
                            "help nicole",
                            "stop",
                            "stop nicole",
                            "never contact nicole again",
                            "done to",
                            "no nicloe",
                            "called nicole tomorrow",
                            "mum called",
                            "no mum",
                            "undo all",
                            "pause until 15 apr"};

TEST_F(Labels, OfEveryQuestionAreUnderstoodAsTyped) {
    people();
    for (const auto* question : questions) every_label_is_its_button(question);
}

TEST_F(Labels, OfEveryQuestionAreUnderstoodAsTypedInGerman) {
    people();
    type("deutsch");
    for (const auto* question : questions) every_label_is_its_button(question);
}

TEST_F(Labels, OfTheQuestionsOfTheBotsOwnAreUnderstoodInBothLanguages) {
    people();
    for (const auto* language : {"english", "deutsch"}) {
        type(language);
        type("part nicole");
        every_label_is_its_button("snooze nicole 3d");  // off the list
        type("reopen nicole");
    }
}

TEST_F(Labels, ArePartlyEnoughWhereTheyAreNoCommand) {
    people();
    type("snooze mum 3m");
    EXPECT_THAT(type("months"), HasSubstr("Mum: back on Thu 4 Jun"));
    type("mum called");
    EXPECT_THAT(type("she called me"), HasSubstr("Mum: answered today"));
    type("deutsch");
    type("mum called");
    EXPECT_THAT(type("von mir"), HasSubstr("Mum: heute angerufen"));
    type("replied nicole no 2");
    EXPECT_THAT(type("zwei dinge"), HasSubstr("Nicole hat heute geantwortet"));
    type("stop");
    EXPECT_THAT(type("schon gut"), HasSubstr("nichts geändert"));
}

TEST_F(Labels, OfTheReasonsOfANoAreItsReasonInEitherLanguage) {
    people();
    type("no nicole");
    type("Someone else");
    EXPECT_EQ(contact(nicole_).closed_reason, "someone else") << newest();
    type("undo");
    type("undo");
    type("deutsch");
    type("no nicole");
    type("preis");
    EXPECT_NE(contact(nicole_).closed_reason, "") << newest();
}

TEST_F(Labels, AYesIsTheOnlyButtonThereIs) {
    people();
    EXPECT_THAT(type("emailed the plumber"), HasSubstr("No Plumber here."));
    EXPECT_THAT(type("yes"), HasSubstr("Plumber is in"));
}

TEST_F(Labels, AReasonIsTakenThoughAnotherQuestionStandsBelow) {
    people();
    EXPECT_THAT(type("nicole and mum said no"), HasSubstr("What decided it"));
    EXPECT_THAT(type("too expensive"), HasSubstr("Nicole said no, \"too expensive\""));
    EXPECT_EQ(contact(nicole_).closed_reason, "too expensive");
    EXPECT_THAT(type("off the list"), HasSubstr("Mum is off the list"));
}

TEST_F(Labels, TheOtherQuestionMayBeAnsweredBeforeTheReason) {
    people();
    type("nicole and mum said no");
    EXPECT_THAT(type("off the list"), HasSubstr("Mum is off the list"));
    type("price");
    EXPECT_EQ(contact(nicole_).closed_reason, "price") << newest();
    EXPECT_EQ(contact(mum_).closed_reason, "");
}

}  // namespace nudged::conversation
