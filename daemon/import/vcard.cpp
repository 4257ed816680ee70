#include "daemon/import/vcard.hpp"

#include <algorithm>
#include <utility>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

bool is_marker(std::string_view text, std::string_view marker) { return same_word(trim(text), marker); }
bool begins_card(std::string_view text) { return is_marker(text, "BEGIN:VCARD"); }
bool ends_card(std::string_view text) { return is_marker(text, "END:VCARD"); }

// Pictures, sounds and keys, which nobody is told about.
bool is_unwanted(std::string_view line) {
    const auto name = property_name(line);
    for (const std::string_view unwanted : {"PHOTO", "LOGO", "SOUND", "KEY", "X-ABCROP-RECTANGLE"})
        if (same_word(name, unwanted)) return true;
    return false;
}

bool is_folded(std::string_view text) { return text.starts_with(' ') || text.starts_with('\t'); }

}  // namespace

void VcardReader::trouble(std::size_t line, std::string_view kind) const { callbacks_.trouble({line, kind}); }

void VcardReader::take(const Line& line) {
    last_line_ = line.number;
    if (continues(line.text)) return append(line);
    end_logical();
    if (!trim(line.text).empty()) begin_logical(line);
}

// Whether `text` belongs to the property before.
bool VcardReader::continues(std::string_view text) const {
    if (logical_.empty() || begins_card(text) || ends_card(text)) return false;
    if (soft_break_) return true;
    if (trim(text).empty()) return false;
    // Some programs write pictures without indenting them; base64 has no colon.
    return is_folded(text) || (dropping_ && text.find(':') == std::string_view::npos);
}

void VcardReader::begin_logical(const Line& line) {
    logical_line_ = line.number;
    dropping_ = false;
    logical_.clear();
    append(line);
}

void VcardReader::append(const Line& line) {
    auto text = line.text;
    cut_off_ = !line.ended;
    if (!logical_.empty() && !soft_break_ && is_folded(text) && !(card_ && card_->keeps_fold_space()))
        text.remove_prefix(1);
    const bool first = logical_.empty();
    if (!dropping_) logical_ += text;
    if (first && is_unwanted(logical_)) dropping_ = true;
    if (!dropping_ && (line.too_long || logical_.size() > longest_line)) {
        dropping_ = true;
        if (card_ && !nested_) trouble(logical_line_, "long_line_of_card");
    }
    if (dropping_) logical_.resize(std::min<std::size_t>(logical_.size(), 200));
    soft_break_ = text.ends_with('=') && is_quoted_printable(logical_);
    if (soft_break_ && !dropping_) logical_.pop_back();
}

void VcardReader::end_logical() {
    if (logical_.empty()) return;
    const auto text = std::exchange(logical_, {});
    soft_break_ = false;
    if (begins_card(text)) return begin_card(logical_line_);
    if (ends_card(text)) return end_card();
    if (!card_) {
        if (!std::exchange(outside_told_, true)) trouble(logical_line_, "outside_card");
        return;
    }
    if (nested_ || dropping_) return;
    if (!card_->has_room_for(text.size())) {
        if (!std::exchange(card_->told, true)) trouble(logical_line_, "long_card");
        return;
    }
    if (const auto property = read_property(text)) return card_->take(logical_line_, *property);
    if (!std::exchange(card_->told, true)) trouble(logical_line_, "no_property");
}

void VcardReader::begin_card(std::size_t line) {
    outside_told_ = false;
    if (card_ && !nested_ && card_->agent_open()) {
        nested_ = true;
        return;
    }
    nested_ = false;
    if (card_) {
        trouble(card_->line(), "open_card");
        card_->finish();
    }
    card_.emplace(line, order_, callbacks_);
}

void VcardReader::end_card() {
    outside_told_ = false;
    if (nested_) {
        nested_ = false;
    } else if (card_) {
        card_->finish();
        card_.reset();
    } else {
        trouble(logical_line_, "end_of_no_card");
    }
}

void VcardReader::finish() {
    // Half a line could be half a name.
    if (cut_off_ && card_ && !ends_card(logical_)) logical_.clear();
    end_logical();
    if (card_) {
        trouble(card_->line(), "cut_card");
        card_->finish();
        card_.reset();
    }
    if (last_line_ == 0) trouble(1, "empty");
}

}  // namespace nudged::address_book
