// A picture is drawn when it is sent, and never costs the text.
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Pictures : public SendingScene {
protected:
    Pictures() { begin_drawing(); }

    void begin_drawing() {
        auto with_pictures = ports();
        with_pictures.draw = [this](const Picture& picture) {
            drawn_.push_back(picture.title);
            return png_;
        };
        dispatcher_ = std::make_unique<Dispatcher>(
            *store_, clock_,
            [this](HttpRequest request, auto done) { telegram_.send(std::move(request), std::move(done)); },
            with_pictures, [] { return 0.0; });
        dispatcher_->add_lane(bot, connector_, PaceLimits{});
    }
    std::int64_t review(const std::string& text = "A good week: 2 people.", const std::string& chat = "7",
                        OutboxKind kind = OutboxKind::review) {
        Message message{text, {{{{text, Style::plain}}, {}}}, false, {}};
        message.picture = Picture{"A good week", "People by day: Mon 2.", {}};
        OutboxRow row;
        row.owner = owner_;
        row.connector = "telegram";
        row.account = bot;
        row.chat = chat;
        row.kind = kind;
        if (kind == OutboxKind::review) row.list_date = on(2026, 3, 4);
        row.body = to_json(message);
        row.not_before = now_;
        return *store_->transact([&](Tables& tables) { return tables.outbox.enqueue(row); });
    }
    std::vector<std::string> methods() {
        std::vector<std::string> all;
        for (const auto& one : telegram_.asked) all.push_back(one.method);
        return all;
    }

    std::vector<std::string> drawn_;
    std::string png_ = "\x89PNG";
};

TEST_F(Pictures, IsDrawnWhenItIsSentAndNotStored) {
    const auto id = review();
    EXPECT_EQ(row(id).body.find("PNG"), std::string::npos);
    run();
    EXPECT_THAT(methods(), ElementsAre("sendPhoto"));
    EXPECT_THAT(telegram_.asked[0].body["parts"].get<std::string>(),
                AllOf(HasSubstr("A good week: 2 people."), HasSubstr(png_)));
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).reference, "101");
    EXPECT_EQ(state().last_outcome, "delivered");
    EXPECT_EQ(row(id).body.find("PNG"), std::string::npos);
}

TEST_F(Pictures, ThatCannotBeDrawnIsSaidInWords) {
    png_.clear();
    const auto id = review();
    run();
    EXPECT_THAT(methods(), ElementsAre("sendMessage"));
    EXPECT_EQ(telegram_.texts()[0], "A good week: 2 people.\n\nPeople by day: Mon 2.");
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Pictures, ThatIsRefusedIsSaidInWords) {
    telegram_.answer = [&](const Asked& one) {
        return one.method == "sendPhoto" ? refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
                                         : telegram_.as_it_should(one);
    };
    const auto id = review();
    run_for(1min);
    EXPECT_THAT(methods(), ElementsAre("sendPhoto", "sendMessage"));
    EXPECT_THAT(telegram_.texts()[1], HasSubstr("People by day: Mon 2."));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Pictures, ThatMayHaveArrivedIsRepeatedInWords) {
    telegram_.answer = [](const Asked&) { return no_answer(); };
    const auto id = review();
    run();
    telegram_.answer = [&](const Asked& one) { return telegram_.as_it_should(one); };
    run_for(1min);
    EXPECT_THAT(methods(), ElementsAre("sendPhoto", "sendMessage"));
    EXPECT_THAT(telegram_.texts()[1],
                AllOf(HasSubstr("People by day: Mon 2."), HasSubstr("You may have seen this one already")));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Pictures, FollowsALongTextWhichGoesWithoutIt) {
    telegram_.answer = [&](const Asked& one) {
        return one.method == "sendPhoto" ? no_answer() : telegram_.as_it_should(one);
    };
    const auto id = review(std::string(1'200, 'x'));
    run_for(10min);
    EXPECT_THAT(methods(), ElementsAre("sendMessage", "sendPhoto")) << "a photo that may be there is not shown twice";
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_THAT(telegram_.texts()[0], Not(HasSubstr("People by day")));
}

TEST_F(Pictures, OfAProcessThatEndedIsDrawnByTheNext) {
    const auto id = review();
    restart();
    begin_drawing();
    run();
    EXPECT_THAT(methods(), ElementsAre("sendPhoto"));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Pictures, AreDrawnOneAtATimeSoThatATapNeedNotWait) {
    for (const char* chat : {"8", "9", "10"}) review("The week.", chat, OutboxKind::answer);
    say("", OutboxKind::ack);
    dispatcher_->step();
    EXPECT_THAT(drawn_, SizeIs(1));
    EXPECT_EQ(telegram_.count("answerCallbackQuery"), 1U);
    run();
    EXPECT_THAT(drawn_, SizeIs(3));
}

// A service that takes a message in three calls.
class Steps : public SendingScene {
protected:
    class Wire : public Connector {
        [[nodiscard]] std::string_view name() const override { return "telegram"; }
        [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override {
            HttpRequest request;
            request.url = "/" + (outgoing.place.empty() ? "first" : outgoing.place);
            request.body = "{}";
            return request;
        }
        [[nodiscard]] std::optional<std::string> onward(const Outgoing& outgoing,
                                                        const HttpResponse& response) const override {
            if (response.status != 200) return std::nullopt;
            if (outgoing.place.empty()) return "second";
            return outgoing.place == "second" ? std::optional<std::string>("third") : std::nullopt;
        }
        [[nodiscard]] Outcome outcome(const Outgoing&, const HttpResponse& response) const override {
            if (response.status != 200) return NotSent{"busy"};
            return Sent{"11"};
        }
        [[nodiscard]] std::vector<Message> split(const Message& message) const override { return {message}; }
    };
    Steps() {
        connector_ = std::make_shared<Wire>();
        begin();
    }
    std::vector<std::string> methods() {
        std::vector<std::string> all;
        for (const auto& one : telegram_.asked) all.push_back(one.method);
        return all;
    }
};

TEST_F(Steps, AreOneSendWhichIsRecordedAfterTheLast) {
    const auto id = say("Hello");
    run();
    EXPECT_THAT(methods(), ElementsAre("first", "second", "third"));
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).reference, "11");
    EXPECT_EQ(row(id).attempts, 1);
}

TEST_F(Steps, BeginAnewAfterOneThatFailed) {
    telegram_.answer = [](const Asked& one) { return one.method == "second" ? unreachable() : accepted(1); };
    const auto id = say("Hello");
    run();
    EXPECT_THAT(methods(), ElementsAre("first", "second"));
    EXPECT_EQ(row(id).state, OutboxState::ready);
    telegram_.answer = [](const Asked&) { return accepted(1); };
    run_for(10s);
    EXPECT_THAT(methods(), ElementsAre("first", "second", "first", "second", "third"));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

}  // namespace nudged::runtime
