// The language that the owner is spoken to in: chosen in the chat, and kept through a whole day.
#include <gmock/gmock.h>

#include <algorithm>

#include "daemon/conversation/pairing.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class LanguageOfTheOwner : public Scene {
protected:
    [[nodiscard]] Language language() {
        return store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->language; });
    }
    void says(const std::string& text, const std::string& wanted) {
        const auto said = type(text);
        EXPECT_NE(said.find(wanted), std::string::npos) << text << ": " << said;
    }

    // What nudged has said in the chat, with the labels of its buttons; what stands as code is for typing.
    [[nodiscard]] std::string all_said() {
        std::string text;
        const auto lines = store_->transact([&](Tables& tables) { return tables.chat.newest(owner_, 500); });
        for (const auto& line : lines) {
            if (line.mine) continue;
            const auto message = message_from_json(line.body).value();
            for (const auto& block : message.blocks) {
                for (const auto& span : block.text)
                    if (span.style != Style::code) text += span.text;
                text += "\n";
                for (const auto& row : block.rows)
                    for (const auto& button : row) text += button.label + " | " + button.accessible + "\n";
            }
        }
        return text;
    }
    static std::vector<std::string> english_words_in(const std::string& text) {
        // None of them is a German word too.
        static const std::vector<std::string> telltales{
            "the",     "you",   "your",     "and",     "next",    "back",   "around",   "with",   "of",    "is",
            "are",     "today", "tomorrow", "nothing", "changed", "undo",   "what",     "they",   "their", "done",
            "until",   "noted", "answered", "week",    "days",    "people", "nobody",   "again",  "every", "maybe",
            "instead", "later", "snooze",   "asked",   "call",    "since",  "spoke",    "or",     "not",   "to",
            "from",    "for",   "on",       "let",     "it",      "yes",    "monday",   "friday", "wed",   "thu",
            "taken",   "first", "last",     "time",    "good",    "best",   "something"};
        std::vector<std::string> found;
        std::string word;
        for (const char raw : text + " ") {
            const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw + 32) : raw;
            if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
                word += c;
                continue;
            }
            if (std::ranges::find(telltales, word) != telltales.end()) found.push_back(word);
            word.clear();
        }
        return found;
    }
};

TEST_F(LanguageOfTheOwner, IsChosenInTheChatAndAnsweredInTheNewOne) {
    EXPECT_EQ(type("language german"), "Ab jetzt Deutsch.");
    EXPECT_EQ(language(), Language::german);
    EXPECT_EQ(type("english"), "English from now on.");
    EXPECT_EQ(language(), Language::english);
    EXPECT_EQ(type("deutsch"), "Ab jetzt Deutsch.");
    EXPECT_EQ(type("language english"), "English from now on.");
    EXPECT_EQ(type("language: Deutsch"), "Ab jetzt Deutsch.");
}

TEST_F(LanguageOfTheOwner, IsToldWhenItIsAskedForAndAnUnknownOneChangesNothing) {
    says("language", "I speak English.");
    says("language klingon", "I don't speak that.");
    EXPECT_EQ(language(), Language::english);
    type("deutsch");
    says("language", "Ich spreche Deutsch.");
}

TEST_F(LanguageOfTheOwner, IsTakenBackByUndo) {
    type("deutsch");
    says("undo", "Taken back: your language (English again).");
    EXPECT_EQ(language(), Language::english);
}

TEST_F(LanguageOfTheOwner, IsThatOfTheListOfTheDayTooFromThenOn) {
    add("Zoe Quinn", on(2026, 2, 20));
    type("set zoe birthday 4 march");
    add("Sam Lee", on(2026, 1, 10));
    look();
    const auto lines = [&] {
        const auto list = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 4)); });
        std::string all;
        for (const auto& item : list.items) all += item.why_now + "\n";
        return all;
    };
    const auto english = lines();
    EXPECT_EQ(english, "Zoe Quinn, birthday today\nSam Lee, 8 weeks since the last word\n");
    type("deutsch");
    EXPECT_EQ(lines(), "Zoe Quinn, heute Geburtstag\nSam Lee, 8 Wochen seit dem letzten Wort\n");
    type("undo");
    EXPECT_EQ(lines(), english);
}

TEST_F(LanguageOfTheOwner, IsOfferedAtThePairingToWhoseServiceSpeaksIt) {
    const auto code =
        store_->transact([&](Tables& tables) { return make_pairing_code(tables, owner_, "telegram", moment().real); });
    Event event;
    event.connector = "telegram";
    event.account = "bot";
    event.key = "1";
    event.chat = event.user = "7";
    event.language = "de-AT";
    event.body = TextSaid{"/start " + code, ""};
    receive(event);
    const auto said = store_->transact([&](Tables& tables) { return tables.outbox.newest(1).at(0).body; });
    const auto text = plain_text(message_from_json(said).value());
    EXPECT_NE(text.find("Connected, Ana."), std::string::npos) << text;
    EXPECT_NE(text.find("Auf Deutsch? Schreib einfach: deutsch"), std::string::npos) << text;
}

TEST_F(LanguageOfTheOwner, IsKeptThroughAWholeDay) {
    type("deutsch");
    add("Nicole Ortiz", on(2026, 1, 20));
    add("Sam Lee", on(2026, 1, 10));
    add("Mama", on(2026, 2, 20), 7);
    type("set mama birthday 8 march");
    look();
    EXPECT_NE(all_said().find("seit dem letzten Wort"), std::string::npos) << all_said();
    type("done nicole called, Knie besser");
    type("snooze sam fri");
    type("undo");
    type("done");
    type("1");
    tap(button("Rückgängig"));
    for (const char* text : {"snooze mama 3d",
                             "snooze mama 3d",
                             "snooze mama 3d",
                             "later sam june \"nach der Messe\"",
                             "who mama",
                             "list",
                             "status",
                             "deal nicole Angebot",
                             "no nicole budget",
                             "undo",
                             "today",
                             "promise mama den Kuchen by friday",
                             "every 60d nicole",
                             "tag nicole kunden",
                             "missed nicole beim Essen",
                             "shelf https://example.org/a Leitfaden #kunden",
                             "gave nicole 1",
                             "replied sam",
                             "part nicole",
                             "reopen nicole",
                             "pause next week",
                             "resume",
                             "private on",
                             "private off",
                             "dates off",
                             "review off",
                             "review on",
                             "review",
                             "find Messe",
                             "help",
                             "help snooze",
                             "danke",
                             "done bob",
                             "snooze mama someday",
                             "fresh start",
                             "plan 7 14 #kunden",
                             "friend mama",
                             "add Ben every week",
                             "undo",
                             "undo"})
        type(text);
    it_is(2026, 3, 6, 16, 5);
    look();
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_NE(newest().find("Mama, dein Versprechen bis Freitag: den Kuchen"), std::string::npos) << newest();
    const auto found = english_words_in(all_said());
    EXPECT_THAT(found, testing::IsEmpty()) << all_said();
    says("xyzzy", "Das habe ich nicht verstanden");  // with examples for typing
}

}  // namespace nudged::conversation
