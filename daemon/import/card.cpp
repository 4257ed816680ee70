#include "daemon/import/card.hpp"

#include <algorithm>

#include "daemon/import/lines.hpp"
#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

// Smallest first: what the book prefers, then mobile phones, then the order of the card.
int rank_of(const Property& property) {
    if (property.is("pref") || property.parameter("PREF") == "1") return -1;
    return property.is("cell") || property.is("mobile") || property.is("iphone") ? 0 : 1;
}

// Apple's own words stand in "_$!<Anniversary>!$_".
std::string plain_label(std::string_view label) {
    if (label.starts_with("_$!<") && label.ends_with(">!$_")) return ascii_lower(label.substr(4, label.size() - 8));
    return std::string(label);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const auto& part : parts) {
        if (trim(part).empty()) continue;
        if (!text.empty()) text += between;
        text += trim(part);
    }
    return text;
}

std::string_view network_of(const Property& property) {
    for (const std::string_view network : {"telegram", "linkedin", "instagram", "facebook"}) {
        const bool by_name = property.name.starts_with("X-") && same_word(property.name.substr(2), network);
        if (by_name || property.is(network) || same_word(property.parameter("X-SERVICE-TYPE"), network) ||
            same_word(property.parameter("SERVICE-TYPE"), network))
            return network;
    }
    return {};
}

}  // namespace

bool Card::has_room_for(std::size_t bytes) {
    bytes_ += bytes;
    return bytes_ <= longest_line;
}

void Card::take(std::size_t line, const Property& property) {
    const auto& name = property.name;
    agent_open_ = name == "AGENT" && trim(property.value).empty();
    if (name == "VERSION") {
        version_2_ = trim(property.value).starts_with('2');
    } else if (name == "TEL") {
        if (!property.is("fax") && !property.is("pager"))
            draft_.add_phone(line, unescaped(property.value), rank_of(property));
    } else if (name == "EMAIL") {
        draft_.add_email(line, unescaped(property.value), rank_of(property));
    } else if (name == "BDAY" || name == "ANNIVERSARY" || name == "X-ANNIVERSARY") {
        draft_.add_date(line, name == "BDAY" ? "birthday" : "anniversary", unescaped(property.value));
    } else if (name == "X-ABDATE") {
        dates_.push_back({ascii_lower(property.group), "date", unescaped(property.value), line});
    } else if (name == "X-NUDGED-EVERY") {  // as our own export writes it
        draft_.set_cadence(line, unescaped(property.value));
    } else if (name == "X-NUDGED-LAST-TOUCH") {
        draft_.set_last_touch(line, unescaped(property.value));
    } else if (name == "X-NUDGED-IMPORTANCE") {
        draft_.set_importance(line, unescaped(property.value));
    } else if (name == "X-NUDGED-NEEDS") {
        draft_.set_needs(unescaped(property.value));
    } else if (name == "X-NUDGED-WHY") {
        draft_.set_why(unescaped(property.value));
    } else if (name == "X-ABLABEL") {
        labels_.emplace_back(ascii_lower(property.group), plain_label(unescaped(property.value)));
    } else {
        take_kind(property);
    }
}

void Card::take_kind(const Property& property) {
    const auto& name = property.name;
    if (name == "FN") {
        if (draft_.full_name.empty()) draft_.full_name = unescaped(property.value);
    } else if (name == "N") {
        auto parts = unescaped_parts(property.value, ';');
        parts.resize(std::max<std::size_t>(parts.size(), 3));
        draft_.family = std::move(parts[0]);
        draft_.given = std::move(parts[1]);
        draft_.middle = std::move(parts[2]);
    } else if (name == "ORG") {
        draft_.company = joined(unescaped_parts(property.value, ';'), ", ");
    } else if (name == "TITLE") {
        draft_.position = unescaped(property.value);
    } else if (name == "URL" || name == "X-SOCIALPROFILE" || name == "SOCIALPROFILE" || name == "IMPP" ||
               !network_of(property).empty()) {
        draft_.add_link(unescaped(property.value), network_of(property));
    } else if (name == "ADR") {
        draft_.add_post(joined(unescaped_parts(property.value, ';'), ", "));
    } else if (name == "NOTE") {
        draft_.add_note(unescaped(property.value));
    } else if (name == "CATEGORIES") {
        for (const auto& tag : unescaped_parts(property.value, ',')) draft_.add_tag(tag);
    } else if (name == "UID") {
        draft_.set_uid(unescaped(property.value));
    } else if (name == "DEATHDATE") {
        draft_.set_died();
    } else if (name == "KIND" || name == "X-ADDRESSBOOKSERVER-KIND") {
        is_group_ = same_word(trim(property.value), "group");
    }
}

void Card::finish() {
    if (is_group_) return;  // a list of people, who have cards of their own
    std::stable_sort(labels_.begin(), labels_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& date : dates_) {
        const auto label = std::lower_bound(labels_.begin(), labels_.end(), date.group,
                                            [](const auto& a, const std::string& group) { return a.first < group; });
        if (label != labels_.end() && label->first == date.group && label->second != "other" && !date.group.empty())
            date.what = label->second;
        draft_.add_date(date.line, date.what, date.text);
    }
    draft_.finish("nameless_card");
}

}  // namespace nudged::address_book
