// The tokens of installed workspaces: whole or not at all, for us alone, and in no other file.
#include "daemon/runtime/slack_tokens.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/settings/temporary_folder.hpp"

namespace nudged::runtime {
namespace {

namespace fs = std::filesystem;

InstalledWorkspace acme() { return {"T0ACME", "Acme <&> \"Co\"", "BBOT", Secret("xoxb-of-acme"), false}; }

TEST(SlackTokens, AreReadAsTheyWereWritten) {
    const test::TemporaryFolder folder;
    const SlackTokens tokens(folder.path() / "data" / "slack");
    EXPECT_TRUE(tokens.all().empty());
    tokens.put(acme());
    auto leaving = acme();
    leaving.account = "T0OTHER";
    leaving.leaving = true;
    tokens.put(leaving);
    auto all = tokens.all();
    ASSERT_EQ(all.size(), 2U);
    if (all[0].leaving) std::swap(all[0], all[1]);
    EXPECT_EQ(all[0].account + all[0].name + all[0].bot + all[0].token.reveal(),
              "T0ACMEAcme <&> \"Co\"BBOTxoxb-of-acme");
    EXPECT_TRUE(all[1].leaving);
    tokens.remove("T0ACME");
    tokens.remove("T0ACME");
    EXPECT_EQ(tokens.all().size(), 1U);
}

TEST(SlackTokens, CanBeReadByUsAlone) {
    const test::TemporaryFolder folder;
    const auto where = folder.path() / "slack";
    SlackTokens(where).put(acme());
    SlackTokens(where).put(acme());
    EXPECT_EQ(fs::status(where).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::status(where / "T0ACME.json").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::distance(fs::directory_iterator(where), {}), 1) << "nothing is left beside it";
}

TEST(SlackTokens, AFileThatIsDamagedOrOfAnotherNameIsLeftAloneAndNotUsed) {
    const test::TemporaryFolder folder;
    const auto where = folder.path() / "slack";
    const SlackTokens tokens(where);
    tokens.put(acme());
    fs::copy_file(where / "T0ACME.json", where / "T0COPY.json");
    std::ofstream(where / "T0TORN.json") << "{\"account\":";
    fs::permissions(where / "T0TORN.json", fs::perms::owner_read);
    std::ofstream(where / "T0HALF.json.new") << "{";
    ASSERT_EQ(tokens.all().size(), 1U);
    EXPECT_EQ(tokens.all()[0].account, "T0ACME");
    EXPECT_TRUE(fs::exists(where / "T0TORN.json"));
}

TEST(SlackTokens, AWorkspaceThatIsNamedLikeAPathIsRefused) {
    const test::TemporaryFolder folder;
    const SlackTokens tokens(folder.path() / "slack");
    for (const char* account : {"", "../T0", "T0/1", ".", "t0acme", "T0\n"}) {
        auto workspace = acme();
        workspace.account = account;
        EXPECT_THROW(tokens.put(workspace), std::runtime_error) << account;
    }
}

}  // namespace
}  // namespace nudged::runtime
