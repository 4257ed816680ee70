#include "connectors/message_json.hpp"
#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class Acts : public WebChatTest {
protected:
    // The first button of the newest message whose action begins with `verb`, as a tap on it.
    Json button(const std::string& verb) {
        const auto line = history().at("lines").back();
        for (const auto& block : line.at("message").at("blocks"))
            for (const auto& row : block.value("rows", Json::array()))
                for (const auto& one : row)
                    if (one.value("action", "").starts_with(verb))
                        return {{"action", one.at("action")}, {"message", std::to_string(line.at("id").get<int>())}};
        return nullptr;
    }
    std::string tap(Json what, const std::string& key, std::int64_t since = 0) {
        what["key"] = key;
        what["since"] = since;
        return post("/api/tap", what.dump(), in());
    }
    std::size_t contacts() {
        return store().transact([&](Tables& tables) { return tables.contacts.count(ana_); });
    }
};

TEST_F(Acts, WhatIsSaidStandsInTheHistoryWithItsAnswer) {
    const auto answer = say("add Mum every week", "aaaaaaaa");
    ASSERT_EQ(answer.at("lines").size(), 2U);
    EXPECT_EQ(answer["lines"][0].at("said"), "add Mum every week");
    EXPECT_THAT(answer["lines"][1].at("message").dump(), AllOf(HasSubstr("Mum"), HasSubstr("Undo")));
    EXPECT_EQ(history().at("lines"), answer.at("lines"));
    EXPECT_GE(changes_, 1);
}

TEST_F(Acts, TheSameActSentTwiceIsAppliedOnceAndAnsweredAlike) {
    const auto first = say("add Mum every week", "aaaaaaaa");
    const auto again = say("add Mum every week", "aaaaaaaa");
    EXPECT_EQ(first.at("lines"), again.at("lines"));
    EXPECT_EQ(contacts(), 1U);
    say("add Mum every week", "bbbbbbbb");
    EXPECT_EQ(history().at("lines").size(), 4U);
}

TEST_F(Acts, ATapChangesItsMessageInPlace) {
    say("add Mum every week", "aaaaaaaa");
    const auto before = history();
    const auto answer = tap(button("undo:"), "bbbbbbbb", before.at("version").get<std::int64_t>());
    EXPECT_EQ(status_of(answer), 200) << answer;
    EXPECT_EQ(history().at("lines").size(), before.at("lines").size());
    EXPECT_THAT(json_of(answer).at("lines").dump(), HasSubstr("Taken back"));
    EXPECT_EQ(json_of(answer).at("lines")[0].at("id"), before.at("lines").back().at("id"));
    EXPECT_EQ(contacts(), 0U);
}

TEST_F(Acts, ATapThatComesTooLateSaysSoAndChangesNothing) {
    say("add Mum every week", "aaaaaaaa");
    const auto undo = button("undo:");
    tap(undo, "bbbbbbbb");
    const auto lines = history().at("lines");
    const auto answer = json_of(tap(undo, "cccccccc"));
    EXPECT_NE(answer.at("notice"), "");
    EXPECT_EQ(history().at("lines"), lines);
}

TEST_F(Acts, ForgedTapsChangeNothing) {
    EXPECT_EQ(status_of(tap({{"action", std::string(65, 'a')}, {"message", "1"}}, "aaaaaaaa")), 400);
    EXPECT_EQ(status_of(tap({{"action", "done:1"}, {"message", "../1"}}, "aaaaaaaa")), 400);
    EXPECT_EQ(status_of(tap({{"action", "done:20260304.1"}, {"message", "999"}}, "aaaaaaaa")), 200);
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Acts, WhatIsNoActIsRefused) {
    const std::string deep(100'000, '['), end(100'000, ']');
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("[]"), std::string("null"), deep,
          R"({"text":"hello","key":"aaaaaaaa","a":)" + deep + end + "}", std::string(R"({"text":"hello"})"),
          std::string(R"({"text":"hello","key":"short"})"), std::string(R"({"text":"","key":"aaaaaaaa"})"),
          std::string(R"({"text":7,"key":"aaaaaaaa"})"), R"({"text":"hello","key":")" + std::string(65, 'a') + "\"}",
          std::string("{\"text\":\"\xff\",\"key\":\"aaaaaaaa\"}")})
        EXPECT_EQ(status_of(post("/api/say", body, in())), 400) << body.substr(0, 40);
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Acts, ATextOfMoreThanAMebibyteIsRefusedWithASentence) {
    const auto refused =
        post("/api/say", Json{{"text", std::string((1 << 20) + 1, 'a')}, {"key", "aaaaaaaa"}}.dump(), in());
    EXPECT_EQ(status_of(refused), 413);
    EXPECT_THAT(json_of(refused).at("error").get<std::string>(), HasSubstr("1 MiB"));
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Acts, ALongTextIsTakenAndShownShortened) {
    std::string text = "é";
    while (text.size() < (1 << 16)) text += text;
    say(text, "aaaaaaaa");
    const auto shown = history().at("lines")[0].at("said").get<std::string>();
    EXPECT_LT(shown.size(), 5'000U);
    EXPECT_TRUE(shown.ends_with("é…"));
    EXPECT_EQ(store().transact([&](Tables& tables) { return tables.chat.newest(ana_, 2).front().body; }), text);
}

TEST_F(Acts, TheHistoryHasTheNewestLinesAndTellsOfMore) {
    for (int i = 0; i < 3; ++i) say("hello " + std::to_string(i), "aaaaaaa" + std::to_string(i));
    const auto page = json_of(get("/api/history?lines=2", in()));
    EXPECT_EQ(page.at("lines").size(), 2U);
    EXPECT_TRUE(page.at("more"));
    const auto all = history();
    EXPECT_EQ(page.at("lines"), Json(std::vector<Json>(all.at("lines").end() - 2, all.at("lines").end())));
    EXPECT_FALSE(all.at("more"));
    EXPECT_FALSE(all.at("fresh"));
}

TEST_F(Acts, AnOpenPageHearsWhatIsNewAndWhatChanges) {
    say("add Mum every week", "aaaaaaaa");
    const auto seen = history().at("version").get<std::int64_t>();
    auto page = client();
    page.send("GET /api/events?since=" + std::to_string(seen - 1) + " HTTP/1.1\r\nHost: localhost\r\n" + in() + "\r\n");
    EXPECT_THAT(page.receive_until("\r\n\r\n"), HasSubstr("text/event-stream"));
    EXPECT_THAT(page.receive_until("\n\n"),
                AllOf(HasSubstr("data: {"), HasSubstr("\"version\":" + std::to_string(seen))));
    EXPECT_EQ(page.receive_until("\n\n"), "event: beat\ndata:\n\n");
    tap(button("undo:"), "bbbbbbbb");
    EXPECT_THAT(page.receive_until("\n\n"), HasSubstr("Taken back"));

    page.receive_until("\n\n");
    store().transact([&](Tables& tables) {
        tables.chat.append(ana_, clock_.now(), false,
                           to_json(Message{"", {{{{"From elsewhere", Style::plain}}, {}}}, false}));
    });
    web_chat_->notify();
    EXPECT_THAT(page.receive_until("\n\n"), HasSubstr("From elsewhere"));
}

TEST_F(Acts, OneOwnerNeverSeesAnothersHistory) {
    Owner ben;
    ben.name = "Ben";
    store().transact([&](Tables& tables) { tables.chat.append(tables.owners.add(ben), clock_.now(), true, "of Ben"); });
    say("hello", "aaaaaaaa");
    EXPECT_THAT(history().dump(), Not(HasSubstr("of Ben")));
}

TEST_F(Acts, AReviewHasAPictureForWhoeverIsIn) {
    say("add Mum every week", "aaaaaaaa");
    say("called mum", "bbbbbbbb");
    const auto line = say("review", "cccccccc").at("lines").back();
    EXPECT_THAT(line.at("message").at("picture").at("words").get<std::string>(), HasSubstr("People by day: Wed 1."));
    const auto target = "/api/picture?line=" + std::to_string(line.at("id").get<int>());
    const auto answer = get(target, in());
    EXPECT_EQ(status_of(answer), 200) << answer;
    EXPECT_THAT(answer, AllOf(HasSubstr("Content-Type: image/png"), HasSubstr("Cache-Control: private"),
                              HasSubstr("PNG of People by day: Wed 1.")));
    EXPECT_EQ(status_of(get(target)), 401);
    EXPECT_EQ(status_of(get("/api/picture?line=1", in())), 404) << "what the owner said has none";
    EXPECT_EQ(status_of(get("/api/picture?line=999", in())), 404);
    EXPECT_EQ(status_of(get("/api/picture", in())), 404);
}

}  // namespace
