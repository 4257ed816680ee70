// The secrets that the daemon makes for itself in its data folder.
#include "daemon/runtime/kept_secret.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/storage/temp_folder.hpp"

namespace nudged::test {

namespace {

TEST(KeptSecret, IsMadeOnceAndForItsOwnerAlone) {
    const tests::TempFolder folder;
    const std::filesystem::path file = folder / "link-key";
    const auto made = runtime::kept_secret(file).reveal();
    EXPECT_GE(made.size(), 20U);
    EXPECT_EQ(runtime::kept_secret(file).reveal(), made);
    struct stat about {};
    ASSERT_EQ(stat(file.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST(KeptSecret, IsMadeAnewWhereAStartThatWasCutShortLeftAnEmptyFile) {
    const tests::TempFolder folder;
    const std::filesystem::path file = folder / "link-key";
    std::ofstream(file).close();
    std::ofstream(folder / "link-key.new") << "half";
    EXPECT_GE(runtime::kept_secret(file).reveal().size(), 20U);
}

}  // namespace

}  // namespace nudged::test
