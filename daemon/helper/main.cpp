// What nudged has no memory for. Reads its input, prints, and ends:
//   nudged-helper holidays FIRST LAST   a calendar; its days, one a line
//   nudged-helper picture               what is to be drawn (JSON); a PNG
#include <exception>
#include <iostream>
#include <iterator>
#include <string_view>
#include <vector>

#include "daemon/helper/holidays.hpp"
#include "daemon/helper/picture.hpp"

int main(int count, char** words) {
    constexpr int wrong_usage = 2;
    const std::vector<std::string_view> said(words + 1, words + count);
    const auto input = [] { return std::string{std::istreambuf_iterator<char>(std::cin), {}}; };
    try {
        if (said.size() == 3 && said[0] == "holidays") {
            for (const auto& day : nudged::helper::holidays(input(), words[2], words[3])) std::cout << day << "\n";
        } else if (said.size() == 1 && said[0] == "picture") {
            std::cout << nudged::helper::picture(input());
        } else {
            std::cerr << "usage: nudged-helper holidays FIRST LAST < FILE.ics\n"
                         "       nudged-helper picture < PICTURE.json > PICTURE.png\n";
            return wrong_usage;
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
