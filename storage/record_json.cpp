#include "storage/record_json.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "storage/json_text.hpp"
#include "storage/record_fields.hpp"
#include "storage/time_text.hpp"

namespace nudged {

using nlohmann::json;

namespace {

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_map = false;
template <class T>
constexpr bool is_map<std::map<std::string, T>> = true;
using Weekdays = std::uint8_t;  // the only field of this type

// ---- writing: straight into the text, since every reply and every person imported is written several times

void write(const std::string& text, std::string& document) { append_json_text(document, text); }

template <class Record>
void write_record(const Record& record, Detail detail, std::string& document);

template <class List, class WriteItem>
void write_list(const List& list, std::string& document, const WriteItem& write_item) {
    document += '[';
    for (const auto& item : list) {
        if (document.back() != '[') document += ',';
        write_item(item);
    }
    document += ']';
}

void write_key(const std::string& key, std::string& document) {
    if (document.back() != '{') document += ',';
    write(key, document);
    document += ':';
}

template <class T>
void write_value(const T& value, Detail detail, std::string& document) {
    if constexpr (std::is_same_v<T, Weekdays>) {
        std::vector<std::string> names;
        for (unsigned day = 1; day <= 7; ++day)
            if ((value >> (day % 7)) & 1) names.emplace_back(weekday_names[day % 7]);
        write_value(names, detail, document);
    } else if constexpr (std::is_same_v<T, bool>) {
        document += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        document += std::to_string(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        document += json(value).dump();
    } else if constexpr (std::is_same_v<T, std::string>) {
        write(value, document);
    } else if constexpr (std::is_enum_v<T>) {
        write(names_of(value)[static_cast<std::size_t>(value)], document);
    } else if constexpr (std::is_same_v<T, Date>) {
        write(date_text(value), document);
    } else if constexpr (std::is_same_v<T, Instant>) {
        write(instant_text(value), document);
    } else if constexpr (std::is_same_v<T, TimeOfDay>) {
        write(time_of_day_text(value), document);
    } else if constexpr (std::is_same_v<T, QuietHours>) {
        write_value(std::vector{value.begin, value.end}, detail, document);
    } else if constexpr (is_optional<T>) {
        if (value)
            write_value(*value, detail, document);
        else
            document += "null";
    } else if constexpr (is_vector<T>) {
        write_list(value, document, [&](const auto& item) { write_value(item, detail, document); });
    } else if constexpr (is_map<T>) {
        document += '{';
        for (const auto& [key, item] : value) {
            write_key(key, document);
            write_value(item, detail, document);
        }
        document += '}';
    } else {
        write_record(value, detail, document);
    }
}

template <class Record>
const Record& defaults() {
    static const Record record{};
    return record;
}

template <class Record>
class Writer {
public:
    Writer(const Record& record, Detail detail, std::string& document)
        : record_(record), detail_(detail), document_(document) {}

    template <class Get>
    void operator()(const char* name, Get get) {
        const auto& value = std::invoke(get, record_);
        if (detail_ == Detail::compact && value == std::invoke(get, defaults<Record>())) return;
        write_key(name, document_);
        write_value(value, detail_, document_);
    }

private:
    const Record& record_;
    Detail detail_;
    std::string& document_;
};

// In a document of its own a change is an object, so that a line reads as one piece of JSON.
void write_rest(const JournalEntry& entry, std::string& document) {
    if (entry.changes.empty()) return;
    write_key("changes", document);
    if (json::accept(entry.changes))
        document += entry.changes;
    else
        write(entry.changes, document);
}
template <class Record>
void write_rest(const Record&, std::string&) {}

template <class Record>
void write_record(const Record& record, Detail detail, std::string& document) {
    document += '{';
    Writer<Record> writer(record, detail, document);
    fields(writer, static_cast<const Record*>(nullptr));
    own_fields(writer, static_cast<const Record*>(nullptr));
    write_rest(record, document);
    document += '}';
}

// Of two records the fields that differ, each with both values, a default as null.
template <class Record>
class Comparer {
public:
    Comparer(const Record& was, const Record& is, std::string& document) : was_(was), is_(is), document_(document) {}

    template <class Get>
    void operator()(const char* name, Get get) {
        const auto& was = std::invoke(get, was_);
        const auto& is = std::invoke(get, is_);
        if (was == is) return;
        write_key(name, document_);
        document_ += '[';
        write_side(was, get);
        document_ += ',';
        write_side(is, get);
        document_ += ']';
    }

private:
    template <class T, class Get>
    void write_side(const T& value, Get get) {
        if (value == std::invoke(get, defaults<Record>()))
            document_ += "null";
        else
            write_value(value, Detail::compact, document_);
    }

    const Record& was_;
    const Record& is_;
    std::string& document_;
};

template <class Record>
std::string differences(const Record& was, const Record& is) {
    std::string document = "{";
    Comparer<Record> comparer(was, is, document);
    fields(comparer, static_cast<const Record*>(nullptr));
    own_fields(comparer, static_cast<const Record*>(nullptr));
    return document.size() == 1 ? "" : document + '}';
}

// ---- reading

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
    throw RecordError("`" + name + "` must be " + what);
}

template <class Record>
Record decode_record(const json& object, const std::string& name);

template <class T>
T decode_integer(const json& value, const std::string& name) {
    if (!value.is_number_integer()) refuse(name, "a whole number");
    const bool too_large = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
    const std::int64_t number = too_large ? 0 : value.get<std::int64_t>();
    if (too_large || !std::in_range<T>(number)) refuse(name, "a smaller number");
    return static_cast<T>(number);
}

const std::string& decode_text(const json& value, const std::string& name, const char* what = "a text") {
    if (!value.is_string()) refuse(name, what);
    return value.get_ref<const std::string&>();
}

template <class Names>
std::size_t decode_choice(const json& value, const std::string& name, const Names& names) {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (value == names[i]) return i;
        all += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    refuse(name, "one of " + all);
}

template <class T>
T decode(const json& value, const std::string& name) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!value.is_boolean()) refuse(name, "true or false");
        return value.get<bool>();
    } else if constexpr (std::is_same_v<T, Weekdays>) {
        if (!value.is_array()) refuse(name, "a list of weekdays");
        unsigned weekdays = 0;
        for (const json& day : value) weekdays |= 1U << decode_choice(day, name, weekday_names);
        return static_cast<Weekdays>(weekdays);
    } else if constexpr (std::is_integral_v<T>) {
        return decode_integer<T>(value, name);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!value.is_number()) refuse(name, "a number");
        return value.get<T>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        return decode_text(value, name);
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<T>(decode_choice(value, name, names_of(T{})));
    } else if constexpr (std::is_same_v<T, Date>) {
        return date_from(decode_text(value, name, "a date like 2027-03-28"), name);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return instant_from(decode_text(value, name, "an instant like 2027-03-28T08:29:50Z"), name);
    } else if constexpr (std::is_same_v<T, TimeOfDay>) {
        return time_of_day_from(decode_text(value, name, "a time like 08:30"), name);
    } else if constexpr (std::is_same_v<T, QuietHours>) {
        if (!value.is_array() || value.size() != 2) refuse(name, "two times like [\"21:00\",\"07:30\"]");
        return {decode<TimeOfDay>(value[0], name), decode<TimeOfDay>(value[1], name)};
    } else if constexpr (is_optional<T>) {
        return decode<typename T::value_type>(value, name);
    } else if constexpr (is_vector<T>) {
        if (!value.is_array()) refuse(name, "a list");
        T list;
        for (const json& item : value) list.push_back(decode<typename T::value_type>(item, name));
        return list;
    } else if constexpr (is_map<T>) {
        if (!value.is_object()) refuse(name, "an object");
        T map;
        for (const auto& [key, item] : value.items())
            if (!item.is_null()) map[key] = decode<typename T::mapped_type>(item, name + "." + key);
        return map;
    } else {
        return decode_record<T>(value, name);
    }
}

// The value of a field; absent when it is not there or null.
const json* find(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

template <class Record>
class Loader {
public:
    explicit Loader(const json& object) : object_(object) {}

    template <class T>
    void operator()(const char* name, T Record::*member) {
        if (const json* value = find(object_, name)) record_.*member = decode<T>(*value, name);
    }
    Record take() { return std::move(record_); }

private:
    const json& object_;
    Record record_;
};

template <class Record>
Record decode_record(const json& object, const std::string& name) {
    if (!object.is_object()) refuse(name, "an object");
    Loader<Record> loader(object);
    fields(loader, static_cast<const Record*>(nullptr));
    return loader.take();
}

// ---- what INTERFACE spells in a way of its own

void read_own(const json& object, Contact& contact) {
    const json* turn = find(object, "your_turn");
    const json* since = find(object, "your_turn_since");
    if (turn != nullptr && decode<bool>(*turn, "your_turn"))
        contact.your_turn = since ? decode<Date>(*since, "your_turn_since") : contact.last_touch.value_or(contact.base);
    if (const json* date = find(object, "check_back")) {
        CheckBack wish{decode<Date>(*date, "check_back"), {}, {}};
        if (const json* words = find(object, "check_back_words")) wish.words = decode_text(*words, "check_back_words");
        if (const json* said = find(object, "check_back_said")) wish.said = decode<Date>(*said, "check_back_said");
        if (const json* put_off = find(object, "check_back_put_off"))
            wish.put_off = decode<bool>(*put_off, "check_back_put_off");
        contact.check_back = std::move(wish);
    }
}

void read_own(const json& object, JournalEntry& entry) {
    if (const json* changes = find(object, "changes"))
        entry.changes = changes->is_string() ? changes->get<std::string>() : document_of(*changes);
}

template <class Record>
void read_own(const json&, Record&) {}

void write(const json& value, std::string& document) {
    if (value.is_object()) {
        char before = '{';
        for (const auto& [key, field] : value.get_ref<const json::object_t&>()) {
            document += std::exchange(before, ',');
            write(key, document);
            document += ':';
            write(field, document);
        }
        document += before == '{' ? "{}" : "}";
    } else if (value.is_array()) {
        char before = '[';
        for (const auto& element : value) {
            document += std::exchange(before, ',');
            write(element, document);
        }
        document += before == '[' ? "[]" : "]";
    } else if (value.is_string()) {
        write(value.get_ref<const std::string&>(), document);
    } else {
        document += value.dump();
    }
}

template <class Record>
json json_of_record(const Record& record, Detail detail) {
    std::string document;
    write_record(record, detail, document);
    return json::parse(document);
}

}  // namespace

json json_of(const Owner& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Contact& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const ShelfItem& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Touch& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const JournalEntry& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const DayList& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Attention& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const NudgeState& record, Detail detail) { return json_of_record(record, detail); }

std::string changed_fields(const Contact& was, const Contact& is) { return differences(was, is); }
std::string changed_fields(const ShelfItem& was, const ShelfItem& is) { return differences(was, is); }
std::string changed_fields(const Owner& was, const Owner& is) { return differences(was, is); }

template <class Record>
Record from_json_object(const json& object) {
    Record record = decode_record<Record>(object, "record");
    read_own(object, record);
    return record;
}

std::string document_of(const json& value) {
    std::string document;
    write(value, document);
    return document;
}

template <class Record>
std::string document_of(const Record& record) {
    std::string document;
    write_record(record, Detail::compact, document);
    return document;
}

template <class Record>
Record from_document(const std::string& document) {
    const json object = json::parse(document, nullptr, false);
    if (object.is_discarded()) throw RecordError("a document of the store is no JSON");
    return from_json_object<Record>(object);
}

#define NUDGED_RECORD(Record)                                        \
    template Record from_json_object<Record>(const nlohmann::json&); \
    template std::string document_of<Record>(const Record&);         \
    template Record from_document<Record>(const std::string&);
NUDGED_RECORD(Owner)
NUDGED_RECORD(Contact)
NUDGED_RECORD(ShelfItem)
NUDGED_RECORD(Touch)
NUDGED_RECORD(JournalEntry)
NUDGED_RECORD(DayList)
NUDGED_RECORD(Attention)
NUDGED_RECORD(NudgeState)
#undef NUDGED_RECORD

std::string_view name_of(TouchKind kind) { return touch_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(ContactState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view name_of(Reason reason) { return reason_names[static_cast<std::size_t>(reason)]; }

}  // namespace nudged
