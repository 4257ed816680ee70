// One vCard: its properties -> a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/import/draft.hpp"
#include "daemon/import/property.hpp"

namespace nudged::address_book {

class Card {
public:
    Card(std::size_t line, DateOrder order, const Callbacks& callbacks) : line_(line), draft_(line, order, callbacks) {}

    void take(std::size_t line, const Property& property);
    void finish();

    [[nodiscard]] std::size_t line() const { return line_; }
    [[nodiscard]] bool keeps_fold_space() const { return version_2_; }
    // Whether the property before a nested card was an AGENT, as vCard 2.1 writes it.
    [[nodiscard]] bool agent_open() const { return agent_open_; }
    // Counts what the card takes; false when it has become too much.
    [[nodiscard]] bool has_room_for(std::size_t bytes);
    bool told = false;  // that something of it is left out

private:
    struct Labelled {
        std::string group, what, text;
        std::size_t line = 0;
    };
    void take_kind(const Property& property);
    std::size_t line_;
    std::size_t bytes_ = 0;
    Draft draft_;
    std::vector<Labelled> dates_;                              // their label may follow
    std::vector<std::pair<std::string, std::string>> labels_;  // X-ABLabel by group
    bool version_2_ = false;
    bool agent_open_ = false;
    bool is_group_ = false;
};

}  // namespace nudged::address_book
