#include "daemon/runtime/secret.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "daemon/runtime/log.hpp"
#include "tests/settings/temporary_folder.hpp"

using namespace nudged::runtime;
using nudged::test::TemporaryFolder;

namespace {

std::string refusal(const std::filesystem::path& file) {
    try {
        (void)read_secret(file);
    } catch (const SecretError& error) {
        return error.what();
    }
    return "no refusal";
}

}  // namespace

TEST(Secrets, AreOneTrimmedLineOfAFileThatOnlyItsOwnerReads) {
    const TemporaryFolder folder;
    EXPECT_EQ(read_secret(folder.write("token", "  s3cret-value\r\n")).reveal(), "s3cret-value");
    EXPECT_EQ(read_secret(folder.write("read-only", "s3cret-value", 0400)).reveal(), "s3cret-value");
}

TEST(Secrets, AreRefusedWhenOthersCanReadThem) {
    const TemporaryFolder folder;
    for (const unsigned mode : {0640u, 0604u, 0644u, 0620u}) {
        const auto file = folder.write("token", "s3cret-value", mode);
        EXPECT_EQ(refusal(file),
                  file.string() + " can be read by others; make it yours alone: chmod 600 " + file.string());
    }
}

TEST(Secrets, AreRefusedWithAReasonThatHoldsNoContent) {
    const TemporaryFolder folder;
    const auto two = folder.write("two", "first-line\nsecond-line\n");
    EXPECT_EQ(refusal(two), two.string() + " has more than one line; put the secret alone in it");
    EXPECT_THAT(refusal(folder.write("empty", " \n")), testing::HasSubstr("is empty"));
    EXPECT_THAT(refusal(folder.write("large", std::string(20'000, 'x'))), testing::HasSubstr("larger than any secret"));
    EXPECT_THAT(refusal(folder.path() / "absent"), testing::HasSubstr("No such file"));
    EXPECT_THAT(refusal(folder.path()), testing::HasSubstr("is not a file"));
}

TEST(Secrets, MayBeTwoInOneFileWhileOneTakesTheOthersPlace) {
    const TemporaryFolder folder;
    const auto two = read_secrets(folder.write("two", "first-line\n\n second-line\r\n"), 2);
    ASSERT_EQ(two.size(), 2u);
    EXPECT_EQ(two[0].reveal() + "," + two[1].reveal(), "first-line,second-line");
    EXPECT_EQ(read_secrets(folder.write("one", "first-line\n"), 2).size(), 1u);
    EXPECT_THROW((void)read_secrets(folder.write("three", "aaaaaaaa\nbbbbbbbb\ncccccccc"), 2), SecretError);
}

TEST(Secrets, AreKeptOutOfTheLogFromTheMomentTheyAreRead) {
    const TemporaryFolder folder;
    (void)read_secret(folder.write("token", "correct-horse-battery"));
    EXPECT_EQ(redact("sent correct-horse-battery"), "sent ***");
}

TEST(Credentials, ComeFromTheFolderOfSystemdOrAreAbsent) {
    const TemporaryFolder folder;
    folder.write("telegram-token", "from-systemd\n", 0440);
    setenv("CREDENTIALS_DIRECTORY", folder.path().c_str(), 1);
    EXPECT_EQ(read_credential("telegram-token").value().reveal(), "from-systemd");
    EXPECT_FALSE(read_credential("slack-token"));
    unsetenv("CREDENTIALS_DIRECTORY");
    EXPECT_FALSE(read_credential("telegram-token"));
}
