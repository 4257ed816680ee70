// Records as JSON, under the names that INTERFACE gives their fields: what documents in the store, the journal's
// changes and exported lines are made of.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "storage/records.hpp"

namespace nudged {

// A value that is not what its field holds: "`zone` must be a text".
class RecordError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// compact: a field that has its default is left out. full: every field, an absent one as null.
enum class Detail { compact, full };

[[nodiscard]] nlohmann::json json_of(const Owner&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const Contact&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const ShelfItem&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const Touch&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const JournalEntry&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const DayList&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const Attention&, Detail = Detail::compact);
[[nodiscard]] nlohmann::json json_of(const NudgeState&, Detail = Detail::compact);

// The fields that differ, as an object of [before, after], a default as null; empty when none does.
[[nodiscard]] std::string changed_fields(const Contact& was, const Contact& is);
[[nodiscard]] std::string changed_fields(const ShelfItem& was, const ShelfItem& is);
[[nodiscard]] std::string changed_fields(const Owner& was, const Owner& is);

// The record an object describes; fields that are not there have their defaults, unknown ones are not looked at.
// `Record` is one of the above. Throws RecordError.
template <class Record>
[[nodiscard]] Record from_json_object(const nlohmann::json& object);

// As a document: UTF-8 that is broken is replaced, never refused.
[[nodiscard]] std::string document_of(const nlohmann::json& value);
template <class Record>
[[nodiscard]] std::string document_of(const Record& record);
// Throws RecordError, also when the text is no JSON.
template <class Record>
[[nodiscard]] Record from_document(const std::string& document);

// As INTERFACE spells them.
[[nodiscard]] std::string_view name_of(TouchKind);
[[nodiscard]] std::string_view name_of(ContactState);
[[nodiscard]] std::string_view name_of(Reason);

}  // namespace nudged
