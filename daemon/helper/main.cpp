// nudged-helper holidays FIRST LAST: reads a calendar from its input and prints its days, one a line.
#include <exception>
#include <iostream>
#include <iterator>
#include <string_view>

#include "daemon/helper/holidays.hpp"

int main(int count, char** words) {
    constexpr int wrong_usage = 2;
    if (count != 4 || std::string_view(words[1]) != "holidays") {
        std::cerr << "usage: nudged-helper holidays FIRST LAST < FILE.ics\n";
        return wrong_usage;
    }
    try {
        const std::string calendar{std::istreambuf_iterator<char>(std::cin), {}};
        for (const auto& day : nudged::helper::holidays(calendar, words[2], words[3])) std::cout << day << "\n";
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
