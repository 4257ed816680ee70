// A reply understood, with five people on the list and 1,000 in the book whose folded names are stored.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <vector>

#include "daemon/replies/replies.hpp"
#include "tests/bench/made_up.hpp"

namespace nudged::bench {

namespace {

constexpr std::size_t listed_people = 5;
constexpr std::size_t book_size = 1'000;

std::vector<replies::Person> people(std::size_t from, std::size_t upto, bool numbered) {
    std::vector<replies::Person> people;
    for (auto i = from; i < upto; ++i) {
        const auto name = made_up_name(i);
        const int number = numbered ? static_cast<int>(i - from) + 1 : 0;
        people.push_back({static_cast<std::int64_t>(i) + 1, name, replies::fold(name), number, true});
    }
    return people;
}

void understand(benchmark::State& state, const std::string& text) {
    const auto listed = people(book_size - listed_people, book_size, true);
    const auto book = people(0, book_size, false);
    replies::Context context;
    context.now = this_morning;
    context.zone = Zone::find("Europe/Lisbon").value();
    context.listed = listed;
    context.book = [&book]() -> std::span<const replies::Person> { return book; };
    for (auto _ : state) benchmark::DoNotOptimize(replies::understand(text, context));
}

}  // namespace

BENCHMARK_CAPTURE(understand, a_number, std::string("done 1"));
BENCHMARK_CAPTURE(understand, a_date, std::string("snooze 2 until friday"));
BENCHMARK_CAPTURE(understand, a_name_only_in_the_book, std::string("done " + made_up_name(500)));
BENCHMARK_CAPTURE(understand, part_of_a_name_in_the_book, std::string("spoke with castro about the offer"));
BENCHMARK_CAPTURE(understand, a_name_that_matches_nobody, std::string("done zzyzx"));
BENCHMARK_CAPTURE(understand, a_usual_name_that_matches_nobody, std::string("done margaret"));
BENCHMARK_CAPTURE(understand, a_sentence_that_matches_nobody,
                  std::string("had lunch with that new fellow from the harbour"));

}  // namespace nudged::bench
