// The words of the page, in the language of whoever sees it.
#include <regex>

#include "connectors/webchat/page_assets.hpp"
#include "daemon/runtime/link_page.hpp"
#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class Words : public WebChatTest {
protected:
    void ana_speaks(Language language) {
        auto owner = ana();
        owner.language = language;
        store().transact([&](Tables& tables) { tables.owners.put(owner); });
    }
    std::string page(const std::string& languages) { return get("/", in() + "Accept-Language: " + languages + "\r\n"); }
    std::string locked(const std::string& languages) { return get("/", "Accept-Language: " + languages + "\r\n"); }
    // What the scripts of a page are given to say.
    static Json given(const std::string& page) {
        const std::string opens = "id=\"words\">";
        const auto begin = page.find(opens) + opens.size();
        return Json::parse(page.substr(begin, page.find("</script>", begin) - begin));
    }
};

TEST_F(Words, OfThePageAreInItsOwnersLanguageWhateverTheBrowserAsksFor) {
    EXPECT_THAT(page("de"), AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr(">Send<"), HasSubstr("Not sent yet")));
    ana_speaks(Language::german);
    EXPECT_THAT(page("en"),
                AllOf(HasSubstr("<html lang=\"de\">"), HasSubstr(">Senden<"), HasSubstr("Noch nicht gesendet")));
    EXPECT_THAT(page("en"), AllOf(Not(HasSubstr(">Send<")), Not(HasSubstr("Not sent yet"))));
}

TEST_F(Words, OfTheFirstStartAreInTheBrowsersLanguageUntilOneIsChosen) {
    auto me = ana();
    me.name = "me";
    store().transact([&](Tables& tables) { tables.owners.put(me); });
    EXPECT_THAT(get("/?token=" + token(), "Accept-Language: de\r\n"), HasSubstr("<html lang=\"de\">"));
    EXPECT_THAT(page("de"), AllOf(HasSubstr("<html lang=\"de\">"), HasSubstr("Wie soll ich dich nennen?")));
    EXPECT_THAT(page("en"), HasSubstr("<html lang=\"en\">"));
    say("hello", "aaaaaaaa");
    EXPECT_THAT(page("de"), HasSubstr("<html lang=\"en\">")) << "whoever has begun to talk in English";
}

TEST_F(Words, BeforeItIsKnownWhoseThePageIsAreInTheBrowsersLanguage) {
    for (const auto* languages : {"de", "de-AT,de;q=0.9,en;q=0.8", "fr, de;q=0.7, en;q=0.3", "en;q=0.2,de;q=0.25",
                                  "en;q=0, de;q=0.001", "en ; q=0.5 , de"})
        EXPECT_THAT(locked(languages), AllOf(HasSubstr("<html lang=\"de\">"),
                                             HasSubstr("<code>nudged pair webchat</code>"), HasSubstr("Bist du das")))
            << languages;
    for (const auto* languages : {"en-GB,de", "fr", "*", "den", ",;-, ,", "de;q=0.1, en", "de;q=0",
                                  "de;q=0.5,en;q=0.5x,en;q=0.6", "de;q=9", "de;q="})
        EXPECT_THAT(locked(languages), AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("If that is you")))
            << languages;
}

TEST_F(Words, OfARefusalAreInTheSameLanguage) {
    EXPECT_THAT(get("/api/history", "Accept-Language: de\r\n"), HasSubstr("Diese Seite hat ihren Schl"));
    EXPECT_THAT(post("/api/say", "{}", in()), HasSubstr("a shape that I can't read"));
    ana_speaks(Language::german);
    EXPECT_THAT(post("/api/say", "{}", in()), HasSubstr("die ich nicht lesen kann"));
}

TEST_F(Words, FollowALanguageThatIsChosenInTheChat) {
    EXPECT_EQ(say("called nobody", "aaaaaaaa").at("language"), "en");
    EXPECT_EQ(say("deutsch", "bbbbbbbb").at("language"), "de");
}

TEST_F(Words, AreThereForEachThatADocumentOrAScriptNames) {
    runtime::LinkPage links(store(), clock_, rules_, [] {});
    server_ = std::make_unique<web::WebServer>();
    web_chat_->serve(*server_);
    links.serve(*server_);
    server_->listen("127.0.0.1", 0);
    server_->start();
    for (const auto& document : {get("/", in()), get("/"), get("/to")}) EXPECT_THAT(document, Not(HasSubstr("{{")));
    const auto said = given(get("/", in()));
    EXPECT_EQ(given(get("/to")), said);
    for (const auto& file : webchat::page_assets()) {
        const std::string script(file.bytes);
        const std::regex call("worded\\(([^)]*)\\)"), name("\"([a-z_]+)\"");
        for (std::sregex_iterator found(script.begin(), script.end(), call), end; found != end; ++found) {
            const auto inside = (*found)[1].str();
            for (std::sregex_iterator one(inside.begin(), inside.end(), name); one != end; ++one)
                EXPECT_TRUE(said.contains((*one)[1].str())) << file.path << ": " << (*one)[1];
        }
    }
    server_.reset();
}

}  // namespace
