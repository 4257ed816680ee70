#include "daemon/import/rows.hpp"

#include <algorithm>
#include <utility>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

constexpr std::size_t most_fields = 1000;  // no address book has more columns; what a row has beyond is one field
constexpr std::string_view never_closed = "open_quote", closed_too_late = "long_quote";

}  // namespace

void Rows::take(const Line& line) {
    if (!line.too_long) return scan(line.number, line.text, true);
    if (in_quotes_) abandon(closed_too_late);
    trouble_(line.number, "long_line");
}

void Rows::finish() {
    if (in_quotes_) abandon(never_closed);
}

// `may_go_on`: a quoted field may hold the line's end.
void Rows::scan(std::size_t number, std::string_view text, bool may_go_on) {
    if (!in_quotes_) {
        row_.fields.clear();
        row_.line = number;
    }
    switch (read_fields(number, text)) {
        case End::row:
            held_.clear();
            return row_sink_(row_);
        case End::open:
            if (may_go_on) return hold(number, text);
            in_quotes_ = false;
            return trouble_(quote_line_, never_closed);
        case End::broken:
            abandon(never_closed);
            return scan(number, text, true);
    }
}

Rows::End Rows::read_fields(std::size_t number, std::string_view text) {
    std::size_t at = 0;
    if (in_quotes_) {
        row_.fields.back() += '\n';
        if (const auto end = read_quoted(number, text, at); end != End::row) return end;
        if (at == text.size()) return End::row;
        ++at;  // the separator
    }
    while (true) {
        auto& field = row_.fields.emplace_back();
        const auto begin = at;
        while (at < text.size() && text[at] == ' ') ++at;
        const bool full = row_.fields.size() > most_fields;
        if (!full && at < text.size() && text[at] == '"') {
            in_quotes_ = true;
            quote_line_ = number;
            held_.clear();
            ++at;
            if (const auto end = read_quoted(number, text, at); end != End::row) return end;
        } else {
            at = full ? text.size() : std::min(text.find(separator_, begin), text.size());
            field = text.substr(begin, at - begin);
        }
        if (at == text.size()) return End::row;
        ++at;
    }
}

// From behind the opening quote to behind the closing one and the blanks that follow it.
Rows::End Rows::read_quoted(std::size_t number, std::string_view text, std::size_t& at) {
    auto& field = row_.fields.back();
    while (true) {
        const auto quote = text.find('"', at);
        field += text.substr(at, quote - at);
        if (quote == std::string_view::npos) return End::open;
        at = quote + 1;
        if (at < text.size() && text[at] == '"') {
            field += '"';
            ++at;
            continue;
        }
        const auto next = std::min(text.find_first_not_of(' ', at), text.size());
        if (next == text.size() || text[next] == separator_) {
            at = next;
            in_quotes_ = false;
            return End::row;
        }
        // Within one line someone forgot to double a quote; over several, the opening one was never closed.
        if (number != quote_line_) return End::broken;
        field += '"';
    }
}

void Rows::hold(std::size_t number, std::string_view text) {
    if (number == quote_line_) return;
    (held_ += text) += '\n';
    if (held_.size() > longest_line) abandon(closed_too_late);
}

// The lines since the quote are read again, each as a row of its own: so that no line is read more than twice.
void Rows::abandon(std::string_view why) {
    trouble_(quote_line_, why);
    in_quotes_ = false;
    const auto held = std::exchange(held_, {});
    auto number = quote_line_;
    for (std::string_view rest = held; !rest.empty();) {
        const auto end = rest.find('\n');
        scan(++number, rest.substr(0, end), false);
        rest.remove_prefix(end + 1);
    }
}

}  // namespace nudged::address_book
