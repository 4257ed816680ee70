#include "daemon/runtime/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/runtime/log.hpp"
#include "tests/settings/temporary_folder.hpp"

using namespace nudged;
using namespace nudged::runtime;
using namespace std::chrono_literals;
using nudged::test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Configs : public testing::Test {
protected:
    Configs() {
        sources.system_file = folder.path() / "system.toml";
        sources.environment["HOME"] = (folder.path() / "home").string();
    }
    Config with(std::string_view toml) {
        sources.config = folder.write("nudged.toml", toml).string();
        return load_config(sources);
    }
    // Problems without the folder in front of the file's name.
    std::vector<std::string> problems() {
        try {
            (void)load_config(sources);
        } catch (const ConfigError& error) {
            auto found = error.problems();
            const std::string prefix = folder.path().string() + "/";
            for (auto& line : found)
                if (line.starts_with(prefix)) line.erase(0, prefix.size());
            return found;
        }
        return {};
    }
    std::vector<std::string> problems_with(std::string_view toml) {
        sources.config = folder.write("nudged.toml", toml).string();
        return problems();
    }

    TemporaryFolder folder;
    ConfigSources sources;
};

}  // namespace

TEST_F(Configs, WithoutAnythingAreTheDocumentedDefaults) {
    const auto config = load_config(sources);
    EXPECT_EQ(config.data, folder.path() / "home/.local/share/nudged");
    EXPECT_EQ(config.store, (StoreUrl{StoreUrl::Kind::sqlite, (config.data / "nudged.db").string()}));
    EXPECT_TRUE(config.file.empty());
    EXPECT_EQ(config.http.listen, (ListenAddress{"127.0.0.1", 8765}));
    EXPECT_EQ(config.telegram.api_url.text, "https://api.telegram.org");
    EXPECT_TRUE(config.webchat.enabled);
    EXPECT_EQ(config.defaults.cadence, days(30));
    EXPECT_EQ(config.defaults.review, (WeeklyTime{std::chrono::Friday, 16h}));
    EXPECT_EQ(config.defaults.deal_plan, (std::vector{days(3), days(5), days(10), days(20), days(30)}));
}

TEST_F(Configs, ReadEveryKeyOfTheFile) {
    const auto config = with(R"(
store = "sqlite:/srv/n.db"
[http]
listen = "0.0.0.0:80"
public_url = "https://n.example.org/"
[telegram]
token_file = "/t"
api_url = "http://127.0.0.1:9"
mode = "webhook"
webhook_secret_file = "/w"
[slack]
mode = "http"
app_token_file = "/a"
bot_token_file = "/b"
signing_secret_file = "/s"
api_url = "https://slack.example/api"
client_id = "1.2"
client_secret_file = "/c"
[webchat]
enabled = false
[defaults]
cadence = "6w"
daily_cap = 5
nudge_at = "09:15"
weekdays = "mon,thu"
quiet = "22:00-06:00"
evening = "19:00"
snooze = "1w"
review = "thu 17:30"
patience = 4
min_gap = "2d"
deal_plan = "2 4"
date_order = "dmy"
language = "de"
)");
    EXPECT_EQ(config.store.location, "/srv/n.db");
    EXPECT_EQ(config.http.public_url.value().host, "n.example.org");
    EXPECT_EQ(config.telegram.mode, Config::Telegram::Mode::webhook);
    EXPECT_EQ(config.telegram.webhook_secret_file, "/w");
    EXPECT_EQ(config.slack.mode, Config::Slack::Mode::http);
    EXPECT_EQ(config.slack.client_secret_file, "/c");
    EXPECT_FALSE(config.webchat.enabled);
    const auto& d = config.defaults;
    EXPECT_EQ(d.cadence, days(42));
    EXPECT_EQ(d.daily_cap, 5);
    EXPECT_EQ(d.language, Language::german);
    EXPECT_EQ(d.nudge_at, 9h + 15min);
    EXPECT_EQ(d.weekdays, 0b0010010);
    EXPECT_EQ(d.quiet, (QuietHours{22h, 6h}));
    EXPECT_EQ(d.evening, 19h);
    EXPECT_EQ(d.snooze, days(7));
    EXPECT_EQ(d.review, (WeeklyTime{std::chrono::Thursday, 17h + 30min}));
    EXPECT_EQ(d.patience, 4);
    EXPECT_EQ(d.min_gap, days(2));
    EXPECT_EQ(d.deal_plan, (std::vector{days(2), days(4)}));
    EXPECT_EQ(d.date_order, Config::Defaults::DateOrder::dmy);
}

TEST_F(Configs, FlagsWinOverEnvironmentOverFile) {
    const auto toml = "store = \"sqlite:/file\"\n[http]\nlisten = \"127.0.0.1:1\"\n[defaults]\nsnooze = \"1d\"\n";
    EXPECT_EQ(with(toml).http.listen.port, 1);
    sources.environment["NUDGED_HTTP_LISTEN"] = "127.0.0.1:2";
    sources.environment["NUDGED_STORE"] = "sqlite:/environment";
    sources.environment["NUDGED_DEFAULTS_DAILY_CAP"] = "7";
    sources.environment["NUDGED_WEBCHAT_ENABLED"] = "false";
    EXPECT_EQ(with(toml).http.listen.port, 2);
    EXPECT_EQ(with(toml).store.location, "/environment");
    EXPECT_EQ(with(toml).defaults.daily_cap, 7);
    EXPECT_FALSE(with(toml).webchat.enabled);
    sources.listen = "127.0.0.1:3";
    sources.store = "sqlite:/flag";
    EXPECT_EQ(with(toml).http.listen.port, 3);
    EXPECT_EQ(with(toml).store.location, "/flag");
    EXPECT_EQ(with(toml).defaults.snooze, days(1)) << "the file still counts where nothing stronger speaks";
}

TEST_F(Configs, TheFileIsTheNamedOneElseTheSystemsElseOnesOwn) {
    std::filesystem::create_directories(folder.path() / "home/.config/nudged");
    const auto own = folder.write("home/.config/nudged/nudged.toml", "");
    EXPECT_EQ(load_config(sources).file, own);
    std::filesystem::create_directories(folder.path() / "xdg/nudged");
    const auto xdg = folder.write("xdg/nudged/nudged.toml", "");
    sources.environment["XDG_CONFIG_HOME"] = (folder.path() / "xdg").string();
    EXPECT_EQ(load_config(sources).file, xdg);
    const auto system = folder.write("system.toml", "");
    EXPECT_EQ(load_config(sources).file, system);
    const auto named = folder.write("named.toml", "");
    sources.environment["NUDGED_CONFIG"] = named.string();
    EXPECT_EQ(load_config(sources).file, named);
    const auto flag = folder.write("flag.toml", "");
    sources.config = flag.string();
    EXPECT_EQ(load_config(sources).file, flag);
}

TEST_F(Configs, TheDataFolderIsTheFlagsElseTheEnvironmentsElseXdgsElseHomes) {
    sources.environment["XDG_DATA_HOME"] = "/xdg";
    EXPECT_EQ(load_config(sources).data, "/xdg/nudged");
    sources.environment["NUDGED_DATA"] = "/environment";
    EXPECT_EQ(load_config(sources).data, "/environment");
    sources.data = "/flag";
    EXPECT_EQ(load_config(sources).data, "/flag");
    EXPECT_EQ(load_config(sources).store.location, "/flag/nudged.db");
    sources =
        ConfigSources{.config = {}, .store = {}, .data = {}, .listen = {}, .environment = {}, .system_file = "/none"};
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("give one with --data DIR")));
}

TEST_F(Configs, ProblemsNameTheLineAndWhatToDo) {
    struct Case {
        const char* toml;
        const char* problem;
    };
    const Case cases[] = {
        {"stroe = \"sqlite:x\"", "nudged.toml:1: there is no setting stroe; did you mean store?"},
        {"[telegram]\ntokn_file = \"x\"",
         "nudged.toml:2: there is no setting [telegram] tokn_file; did you mean token_file?"},
        {"[telegrm]\nmode = \"poll\"", "nudged.toml:1: there is no table telegrm; did you mean telegram?"},
        {"nudge_at = \"08:30\"", "nudged.toml:1: there is no setting nudge_at; did you mean [defaults] nudge_at?"},
        {"[defaults]\nzzz = 1", "nudged.toml:2: there is no setting [defaults] zzz"},
        {"http = 3", "nudged.toml:1: http is a table; write [http] on a line of its own"},
        {"[defaults]\ndaily_cap = \"3\"",
         "nudged.toml:2: [defaults] daily_cap must be a whole number without quotation marks"},
        {"[defaults]\ndaily_cap = 0", "nudged.toml:2: [defaults] daily_cap: \"0\" is not a number from 1 to 20"},
        {"[defaults]\nsnooze = 3", "nudged.toml:2: [defaults] snooze must be text in quotation marks"},
        {"[webchat]\nenabled = 1", "nudged.toml:2: [webchat] enabled must be true or false without quotation marks"},
        {"[defaults]\ncadence = \"monthly\"",
         "nudged.toml:2: [defaults] cadence: \"monthly\" is no length of time; write it like 30d, 4w or 2mo"},
        {"[defaults]\nnudge_at = \"8:70\"",
         "nudged.toml:2: [defaults] nudge_at: \"8:70\" is no time of day; write it like 08:30"},
        {"[telegram]\nmode = \"push\"", "nudged.toml:2: [telegram] mode: \"push\" is neither \"poll\" nor \"webhook\""},
        {"[telegram]\napi_url = \"http://api.telegram.org\"",
         "nudged.toml:2: [telegram] api_url: \"http://api.telegram.org\" would send the token unencrypted; use https "
         "(http "
         "only to this machine)"},
        {"[http]\nlisten = \"8765\"",
         "nudged.toml:2: [http] listen: \"8765\" is no address to listen on; write it like 127.0.0.1:8765"},
        {"[defaults]\nnudge_at = \"07:00\"",
         "nudged.toml:2: nudge_at 07:00 lies in the quiet hours 21:00-07:30; move one of them"},
        {"[defaults]\nquiet = \"08:00-09:00\"",
         "nudged.toml:2: nudge_at 08:30 lies in the quiet hours 08:00-09:00; move one of them"},
        {"[defaults]\ndeal_plan = \"5 2 10\"", "nudged.toml:2: the gap 2d of deal_plan is shorter than min_gap 3d"},
        {"[defaults]\nmin_gap = \"1w\"", "nudged.toml:2: the gap 3d of deal_plan is shorter than min_gap 7d"},
        {"store = \"mysql://me:secretpw@h/db\"",
         "nudged.toml:1: store: this is no store; write sqlite:PATH or postgresql://..."},
    };
    for (const auto& [toml, problem] : cases) EXPECT_THAT(problems_with(toml), ElementsAre(problem)) << toml;
}

TEST_F(Configs, AllProblemsAreToldAtOnce) {
    sources.environment["NUDGED_TELEGRAM_MODE"] = "push";
    sources.environment["NUDGED_TELEGRAM_TOKEN_FIEL"] = "123:secret";
    sources.environment["NUDGED_TESTING_OF_SOMEBODY"] = "1";
    sources.listen = "here";
    EXPECT_THAT(problems_with("x = 1\n[defaults]\nsnooze = \"soon\"\n"),
                testing::UnorderedElementsAre(
                    "nudged.toml:1: there is no setting x",
                    "nudged.toml:3: [defaults] snooze: \"soon\" is no length of time; write it like 30d, 4w or 2mo",
                    "NUDGED_TELEGRAM_MODE: [telegram] mode: \"push\" is neither \"poll\" nor \"webhook\"",
                    "NUDGED_TELEGRAM_TOKEN_FIEL: there is no such setting; did you mean NUDGED_TELEGRAM_TOKEN_FILE?",
                    "--listen: [http] listen: \"here\" is no address to listen on; write it like 127.0.0.1:8765"));
}

TEST_F(Configs, OfSyntaxErrorsTheFirstIsToldWithItsLine) {
    EXPECT_THAT(problems_with("[http]\nlisten = \n"), ElementsAre(testing::StartsWith("nudged.toml:2: ")));
    EXPECT_THAT(problems_with("a = 1\na = 2\n"), ElementsAre(testing::StartsWith("nudged.toml:2: ")));
}

TEST_F(Configs, ANamedFileThatCannotBeReadIsAProblem) {
    sources.config = (folder.path() / "absent.toml").string();
    EXPECT_THAT(problems(), ElementsAre("absent.toml: cannot read the config file: No such file or directory"));
    sources.config = folder.path().string();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("cannot read the config file: Is a directory")));
}

TEST_F(Configs, ThePasswordOfAStoreIsHiddenFromTheLog) {
    sources.store = "postgresql://nudged:correct-horse@db.example/nudged";
    EXPECT_EQ(load_config(sources).store.kind, StoreUrl::Kind::postgresql);
    EXPECT_EQ(redact("cannot reach postgresql://nudged:correct-horse@db"), "cannot reach postgresql://nudged:***@db");
}
