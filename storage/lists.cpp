#include "storage/lists.hpp"

#include "storage/database.hpp"
#include "storage/known_document.hpp"

namespace nudged {

namespace {

thread_local KnownDocument<DayList> newest_known;

std::optional<DayList> list_of(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return from_document<DayList>(rows[0].text(0));
}

std::optional<Question> question_of(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    const Row& row = rows[0];
    return Question{row.integer(0), row.integer(1), row.instant(2), row.text(3), row.boolean(4), row.boolean(5)};
}

}  // namespace

std::optional<DayList> Lists::find(std::int64_t owner, Date date) {
    if (latest_ && latest_->owner == owner && latest_->list && latest_->list->date == date) return latest_->list;
    return list_of(database_.query("SELECT document FROM list WHERE owner = $1 AND date = $2", {owner, date}));
}

std::optional<DayList> Lists::latest(std::int64_t owner) {
    if (!latest_ || latest_->owner != owner) {
        const Rows rows =
            database_.query("SELECT document FROM list WHERE owner = $1 ORDER BY date DESC LIMIT 1", {owner});
        latest_ = {owner, {}};
        if (!rows.empty()) latest_->list = newest_known.read(rows[0].text(0));
    }
    return latest_->list;
}

std::optional<DayList> Lists::before(std::int64_t owner, Date date) {
    return list_of(database_.query(
        "SELECT document FROM list WHERE owner = $1 AND date < $2 ORDER BY date DESC LIMIT 1", {owner, date}));
}

void Lists::put(const DayList& list) {
    database_.execute(
        "INSERT INTO list (owner, date, document) VALUES ($1, $2, $3) "
        "ON CONFLICT (owner, date) DO UPDATE SET document = excluded.document",
        {list.owner, list.date, newest_known.written(list)});
    if (latest_ && latest_->owner == list.owner && (!latest_->list || latest_->list->date <= list.date))
        latest_->list = list;
}

std::int64_t Lists::ask(Question question) {
    if (question.pending) no_longer_pending(question.owner);
    const Rows counted = database_.query(
        "UPDATE owner SET last_question = last_question + 1 WHERE id = $1 RETURNING last_question", {question.owner});
    if (counted.empty()) throw StoreError("there is no owner " + std::to_string(question.owner));
    question.id = counted[0].integer(0);
    database_.execute("INSERT INTO question (id, owner, asked, body, is_open, pending) VALUES ($1, $2, $3, $4, $5, $6)",
                      {question.id, question.owner, question.asked, question.body, question.open, question.pending});
    return question.id;
}

std::optional<Question> Lists::question(std::int64_t owner, std::int64_t id) {
    return question_of(database_.query(
        "SELECT id, owner, asked, body, is_open, pending FROM question WHERE owner = $1 AND id = $2", {owner, id}));
}

std::optional<Question> Lists::pending_question(std::int64_t owner) {
    return question_of(database_.query(
        "SELECT id, owner, asked, body, is_open, pending FROM question WHERE owner = $1 AND pending = 1 "
        "ORDER BY id DESC LIMIT 1",
        {owner}));
}

void Lists::no_longer_pending(std::int64_t owner) {
    database_.execute("UPDATE question SET pending = 0 WHERE owner = $1 AND pending = 1", {owner});
}

void Lists::close_question(std::int64_t owner, std::int64_t id) {
    database_.execute("UPDATE question SET is_open = 0, pending = 0 WHERE owner = $1 AND id = $2", {owner, id});
}

}  // namespace nudged
