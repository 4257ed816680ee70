#include "daemon/import/table.hpp"

#include <algorithm>
#include <utility>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

constexpr std::size_t most_people = 250'000;  // what has more is no address book, and would take minutes
constexpr int most_rows_before_header = 10;   // LinkedIn puts a few lines of notes there

// The parts of a cell that holds several values.
std::vector<std::string_view> values_of(std::string_view cell, std::string_view separators) {
    std::vector<std::string_view> values;
    for (auto part : split(cell, " ::: ")) {
        while (true) {
            const auto end = part.find_first_of(separators);
            values.push_back(trim(part.substr(0, end)));
            if (end == std::string_view::npos) break;
            part.remove_prefix(end + 1);
        }
    }
    return values;
}

int rank_of(std::string_view detail, std::string_view label) {
    if (detail == "primary" || label.starts_with("* ")) return -1;
    return detail == "mobile" || ascii_lower(label).find("mobile") != std::string::npos ? 0 : 1;
}

bool is_fax(std::string_view label) {
    const auto lowered = ascii_lower(label);
    return lowered.find("fax") != std::string::npos || lowered.find("pager") != std::string::npos;
}

bool is_blank(std::string_view cell) { return trim(cell).empty(); }

// The cells of one row, some of which only make sense together.
class Cells {
public:
    Cells(const std::vector<Column>& columns, const Row& row, Draft& draft) : line_(row.line), draft_(draft) {
        const auto count = std::min(columns.size(), row.fields.size());
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i].role == Role::label) labels_.emplace_back(columns[i].group, to_utf8(row.fields[i]));
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i].role != Role::ignored && !is_blank(row.fields[i])) take(columns[i], to_utf8(row.fields[i]));
        for (const auto& post : posts_) draft_.add_post(post.text);
    }

private:
    struct Post {
        std::string_view group;
        std::string text;
        bool whole = false;
    };

    void take(const Column& column, const std::string& cell) {
        switch (column.role) {
            case Role::ignored:
            case Role::label:
            case Role::not_read:
                return;
            case Role::name:
                draft_.full_name = cell;
                return;
            case Role::given:
                draft_.given = cell;
                return;
            case Role::middle:
                draft_.middle = cell;
                return;
            case Role::family:
                draft_.family = cell;
                return;
            case Role::company:
                draft_.company = cell;
                return;
            case Role::position:
                draft_.position = cell;
                return;
            case Role::email:
                return take_emails(column, cell);
            case Role::phone:
                return take_phones(column, cell);
            case Role::link:
                for (const auto link : values_of(cell, " ")) draft_.add_link(link, column.detail);
                return;
            case Role::post:
                return take_post(column, cell);
            case Role::birthday:
                return draft_.add_date(line_, "birthday", cell);
            case Role::anniversary:
                return draft_.add_date(line_, "anniversary", cell);
            case Role::event:
                return draft_.add_date(line_, event_named(label_of(column)), cell);
            case Role::note:
                return draft_.add_note(cell);
            case Role::tags:
                for (const auto tag : values_of(cell, ",;")) draft_.add_tag(tag);
                return;
            case Role::cadence:
                return draft_.set_cadence(line_, cell);
            case Role::last_touch:
                return draft_.set_last_touch(line_, cell);
            case Role::uid:
                return draft_.set_uid(cell);
            case Role::importance:
                return draft_.set_importance(line_, cell);
            case Role::needs:
                return draft_.set_needs(cell);
            case Role::why:
                return draft_.set_why(cell);
        }
    }

    void take_emails(const Column& column, const std::string& cell) {
        for (const auto email : values_of(cell, ",; "))
            draft_.add_email(line_, email, rank_of(column.detail, label_of(column)));
    }

    void take_phones(const Column& column, const std::string& cell) {
        const auto label = label_of(column);
        if (is_fax(label)) return;
        for (const auto phone : values_of(cell, ";")) draft_.add_phone(line_, phone, rank_of(column.detail, label));
    }

    void take_post(const Column& column, const std::string& cell) {
        auto post =
            std::find_if(posts_.begin(), posts_.end(), [&](const Post& one) { return one.group == column.group; });
        if (post == posts_.end()) post = posts_.insert(posts_.end(), {column.group, {}, false});
        if (post->whole) return;
        post->whole = column.detail == "whole";
        if (post->whole) post->text.clear();
        if (!post->text.empty()) post->text += '\n';
        post->text += cell;
    }

    [[nodiscard]] std::string_view label_of(const Column& column) const {
        for (const auto& [group, label] : labels_)
            if (group == column.group) return label;
        return {};
    }

    static std::string event_named(std::string_view label) {
        const auto name = ascii_lower(trim(label.starts_with("* ") ? label.substr(2) : label));
        return name.empty() || name == "other" ? "date" : name;
    }

    std::size_t line_;
    Draft& draft_;
    std::vector<std::pair<std::string_view, std::string>> labels_;  // by group
    std::vector<Post> posts_;
};

}  // namespace

Table::Table(Callbacks callbacks, DateOrder order)
    : callbacks_(std::move(callbacks)),
      order_(order),
      rows_([this](Row& row) { take_row(row); },
            [this](std::size_t line, std::string_view kind) {
                if (!given_up_) callbacks_.trouble({line, kind});
            }) {}

void Table::take(const Line& line) {
    if (given_up_) return;
    if (!columns_ && rows_.between_rows() && !separator_said_) {
        if (line.text.size() == 5 && starts_with_word(line.text, "sep=")) {
            separator_said_ = true;
            return rows_.set_separator(line.text.back());
        }
        rows_.set_separator(separator_of(line.text));
    }
    rows_.take(line);
}

void Table::finish() {
    rows_.finish();
    if (!columns_ && !given_up_ && first_row_ == 0) callbacks_.trouble({1, "empty"});
    if (!columns_ && !given_up_ && first_row_ > 0) give_up();
}

void Table::take_row(const Row& row) {
    if (given_up_ || std::all_of(row.fields.begin(), row.fields.end(), is_blank)) return;
    if (first_row_ == 0) first_row_ = row.line;
    if (columns_)
        take_person(row);
    else
        look_for_header(row);
}

void Table::look_for_header(const Row& row) {
    columns_ = read_header(row.fields);
    if (columns_ || ++rows_before_header_ < most_rows_before_header) return;
    give_up();
}

// Only of a table of our own: what another program writes besides, nobody misses here.
void Table::tell_what_is_not_read(const Row& row) {
    const auto is_not_read = [](const Column& column) { return column.role == Role::not_read; };
    if (not_read_told_ || std::count_if(columns_->begin(), columns_->end(), is_not_read) < 2) return;
    for (std::size_t i = 0; i < std::min(columns_->size(), row.fields.size()) && !not_read_told_; ++i)
        not_read_told_ = is_not_read((*columns_)[i]) && !is_blank(row.fields[i]);
    if (not_read_told_) callbacks_.trouble({row.line, "not_read"});
}

void Table::give_up() {
    given_up_ = true;
    callbacks_.trouble({first_row_, "no_names"});
}

void Table::take_person(const Row& row) {
    if (++people_ > most_people) {
        given_up_ = true;
        return callbacks_.trouble({row.line, "many_rows"});
    }
    const auto& columns = *columns_;
    const auto named = std::min(columns.size(), row.fields.size());
    if (!std::all_of(row.fields.begin() + static_cast<std::ptrdiff_t>(named), row.fields.end(), is_blank))
        return callbacks_.trouble(
            {row.line, "many_values", std::to_string(row.fields.size()), std::to_string(columns.size())});
    const auto foreign = std::find_if_not(row.fields.begin(), row.fields.end(), valid_utf8);
    if (foreign != row.fields.end() && !std::exchange(foreign_told_, true))
        callbacks_.trouble({row.line, "not_utf8", '"' + shortened(one_line(to_utf8(*foreign)), 40) + '"'});
    tell_what_is_not_read(row);
    Draft draft(row.line, order_, callbacks_);
    const Cells cells(columns, row, draft);
    draft.finish("nameless_row");
}

}  // namespace nudged::address_book
