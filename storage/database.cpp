#include "storage/database.hpp"

namespace nudged {

namespace {

template <class T>
const T& as(const std::vector<Row::Value>& values, std::size_t column) {
    const T* value = column < values.size() ? std::get_if<T>(&values[column]) : nullptr;
    if (value == nullptr) throw StoreError("the store holds a value of an unexpected type; run `nudged doctor`");
    return *value;
}

}  // namespace

bool Row::is_null(std::size_t column) const { return std::holds_alternative<std::monostate>(values_.at(column)); }

std::int64_t Row::integer(std::size_t column) const { return as<std::int64_t>(values_, column); }

const std::string& Row::text(std::size_t column) const { return as<std::string>(values_, column); }

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<Instant> Row::maybe_instant(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
}

std::optional<Date> Row::maybe_date(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(date(column));
}

}  // namespace nudged
