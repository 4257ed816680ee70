// How many replies a second are applied durably when several threads have some at once. Each thread is a person of
// their own; one thread alone waits for the disk each time.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "daemon/conversation/conversation.hpp"
#include "tests/bench/made_up.hpp"

namespace nudged::bench {

namespace {

using Clock = std::chrono::steady_clock;

class Town {
public:
    Town(const std::string& file, int people) : store_(open_sqlite_store(file)) {
        store_->transact([&](Tables& tables) {
            for (int id = 1; id <= people; ++id) {
                auto owner = made_up_owner(id);
                owner.pairings = {{"slack", "T1", chat_of(id), chat_of(id)}};
                owner.id = tables.owners.add(owner);
                for (std::size_t i = 0; i < 20; ++i) {
                    const auto person = made_up_contact(owner.id, i);
                    if (i == 0) name_ = person.name;
                    tables.contacts.put(person, conversation::keys_of(person, owner, rules_.followup));
                }
            }
        });
    }

    // Replies a second, over all of them.
    double replies(int people, int each) {
        std::vector<std::thread> threads;
        const auto begin = Clock::now();
        for (int id = 1; id <= people; ++id)
            threads.emplace_back([this, id, each] {
                for (int i = 0; i < each; ++i) say(id, "done " + name_);
            });
        for (auto& thread : threads) thread.join();
        return people * each / std::chrono::duration<double>(Clock::now() - begin).count();
    }

private:
    static std::string chat_of(int id) { return "U" + std::to_string(id); }
    void say(int id, const std::string& text) {
        const Event event{"slack", "T1", std::to_string(++said_), chat_of(id), chat_of(id),
                          "Ana",   "en", TextSaid{text, ""}};
        store_->transact([&](Tables& tables) {
            conversation::receive(tables, event, rules_, {this_morning + std::chrono::hours{1}, this_morning});
        });
    }

    const conversation::Rules rules_;
    std::unique_ptr<Store> store_;
    std::string name_;
    std::atomic<int> said_ = 0;
};

}  // namespace

}  // namespace nudged::bench

// bench_together [--replies N] [--folder DIR]; the folder is to be on the disk that is meant.
int main(int argc, char** argv) {
    int replies = 2'000;
    std::string folder = std::filesystem::temp_directory_path();
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view option = argv[i];
        if (option == "--replies") replies = std::atoi(argv[i + 1]);
        if (option == "--folder") folder = argv[i + 1];
    }
    const nudged::bench::Folder made(folder, "together");
    nudged::bench::Town town(made.file("town"), 16);
    for (int round = 1; round <= 3; ++round)
        for (const int threads : {1, 4, 16})
            std::printf("round %d, %2d threads: %.0f replies/s\n", round, threads,
                        town.replies(threads, std::max(1, replies / threads)));
}
