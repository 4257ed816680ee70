#include "storage/record_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "storage/time_text.hpp"

namespace nudged {

using nlohmann::json;

namespace {

constexpr std::array state_names{"open", "waiting", "closed", "parted", "book"};
constexpr std::array touch_names{"soft", "help", "ask", "straight", "reply"};
constexpr std::array reason_names{"your_turn", "promise",  "check_back", "important_date", "snoozed",
                                  "deal",      "straight", "walk_away",  "overdue",        "help"};
constexpr std::array weekday_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr const auto& names_of(ContactState) { return state_names; }
constexpr const auto& names_of(TouchKind) { return touch_names; }
constexpr const auto& names_of(Reason) { return reason_names; }

// Every field of a record, once, for reading and writing alike. What INTERFACE spells in a way of its own is below.
template <class Visitor>
void fields(Visitor& field, const Owner*) {
    field("id", &Owner::id);
    field("name", &Owner::name);
    field("zone", &Owner::zone);
    field("nudge_at", &Owner::nudge_at);
    field("weekdays", &Owner::weekdays);
    field("daily_cap", &Owner::daily_cap);
    field("quiet", &Owner::quiet);
    field("cadence_days", &Owner::cadence_days);
    field("tag_cadences", &Owner::tag_cadences);
    field("holidays", &Owner::holidays);
    field("pause", &Owner::pause);
    field("private", &Owner::private_mode);
    field("created", &Owner::created);
    field("pairs", &Owner::pairings);
}
template <class Visitor>
void fields(Visitor& field, const Pairing*) {
    field("connector", &Pairing::connector);
    field("account", &Pairing::account);
    field("chat", &Pairing::chat);
    field("user", &Pairing::user);
}
template <class Visitor>
void fields(Visitor& field, const DateRange*) {
    field("first", &DateRange::first);
    field("last", &DateRange::last);
}
template <class Visitor>
void fields(Visitor& field, const Contact*) {
    field("id", &Contact::id);
    field("owner", &Contact::owner);
    field("name", &Contact::name);
    field("state", &Contact::state);
    field("cadence_days", &Contact::cadence_days);
    field("importance", &Contact::importance);
    field("tags", &Contact::tags);
    field("addresses", &Contact::addresses);
    field("zone", &Contact::zone);
    field("needs", &Contact::needs);
    field("why", &Contact::why);
    field("note", &Contact::note);
    field("dates", &Contact::dates);
    field("last_touch", &Contact::last_touch);
    field("last_outward", &Contact::last_outward);
    field("base", &Contact::base);
    field("offset_days", &Contact::offset_days);
    field("snooze", &Contact::snooze);
    field("their_words", &Contact::their_words);
    field("closed_reason", &Contact::closed_reason);
    field("died", &Contact::died);
    field("silence", &Contact::silence);
    field("skips", &Contact::skips);
    field("sample", &Contact::sample);
    field("uid", &Contact::uid);
}
template <class Visitor>
void fields(Visitor& field, const ImportantDate*) {
    field("what", &ImportantDate::what);
    field("year", &ImportantDate::year);
    field("month", &ImportantDate::month);
    field("day", &ImportantDate::day);
}
template <class Visitor>
void fields(Visitor& field, const Snooze*) {
    field("until", &Snooze::until);
    field("named_day", &Snooze::named_day);
    field("at", &Snooze::at);
}
template <class Visitor>
void fields(Visitor& field, const Touch*) {
    field("id", &Touch::id);
    field("owner", &Touch::owner);
    field("contact", &Touch::contact);
    field("at", &Touch::at);
    field("kind", &Touch::kind);
    field("channel", &Touch::channel);
    field("note", &Touch::note);
    field("entry", &Touch::entry);
}
template <class Visitor>
void fields(Visitor& field, const JournalEntry*) {
    field("seq", &JournalEntry::seq);
    field("owner", &JournalEntry::owner);
    field("at", &JournalEntry::at);
    field("contact", &JournalEntry::contact);
    field("name", &JournalEntry::name);
    field("what", &JournalEntry::what);
    field("kind", &JournalEntry::kind);
    field("channel", &JournalEntry::channel);
    field("note", &JournalEntry::note);
    field("reason", &JournalEntry::reason);
    field("until", &JournalEntry::until);
    field("source", &JournalEntry::source);
    field("batch", &JournalEntry::batch);
    field("undone_by", &JournalEntry::undone_by);
}
template <class Visitor>
void fields(Visitor& field, const ListItem*) {
    field("number", &ListItem::number);
    field("contact", &ListItem::contact);
    field("name", &ListItem::name);
    field("reason", &ListItem::reason);
    field("fixed", &ListItem::fixed);
    field("days_overdue", &ListItem::days_overdue);
    field("why_now", &ListItem::why_now);
    field("suggestion", &ListItem::suggestion);
    field("settled", &ListItem::settled);
    field("batch", &ListItem::batch);
    field("settled_what", &ListItem::settled_what);
}
template <class Visitor>
void fields(Visitor& field, const DayList*) {
    field("owner", &DayList::owner);
    field("date", &DayList::date);
    field("items", &DayList::items);
    field("fixed_left_over", &DayList::fixed_left_over);
    field("nudged", &DayList::nudged);
    field("nudged_at", &DayList::nudged_at);
    field("shown_at", &DayList::shown_at);
    field("answered", &DayList::answered);
}
template <class Visitor>
void fields(Visitor& field, const NudgeState*) {
    field("last_nudge", &NudgeState::last_nudge);
    field("unanswered", &NudgeState::unanswered);
    field("nobody_days", &NudgeState::nobody_days);
    field("last_looked", &NudgeState::last_looked);
    field("last_sent", &NudgeState::last_sent);
    field("last_outcome", &NudgeState::last_outcome);
}
template <class Visitor>
void fields(Visitor& field, const Attention*) {
    field("shown", &Attention::shown);
    field("rests", &Attention::rests);
    field("rest_until", &Attention::rest_until);
    field("turn_shown", &Attention::turn_shown);
    field("turn_last", &Attention::turn_last);
}

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

// ---- writing

template <class Record>
json encode_record(const Record& record, Detail detail);

template <class T>
json encode(const T& value, Detail detail) {
    if constexpr (std::is_same_v<T, Weekdays>) {
        json names = json::array();
        for (unsigned day = 1; day <= 7; ++day)
            if ((value >> (day % 7)) & 1) names.push_back(weekday_names[day % 7]);
        return names;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        return value;
    } else if constexpr (std::is_enum_v<T>) {
        return names_of(value)[static_cast<std::size_t>(value)];
    } else if constexpr (std::is_same_v<T, Date>) {
        return date_text(value);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return instant_text(value);
    } else if constexpr (std::is_same_v<T, TimeOfDay>) {
        return time_of_day_text(value);
    } else if constexpr (std::is_same_v<T, QuietHours>) {
        return json::array({time_of_day_text(value.begin), time_of_day_text(value.end)});
    } else if constexpr (is_optional<T>) {
        return value ? encode(*value, detail) : json();
    } else if constexpr (is_vector<T>) {
        json list = json::array();
        for (const auto& item : value) list.push_back(encode(item, detail));
        return list;
    } else if constexpr (is_map<T>) {
        json map = json::object();
        for (const auto& [key, item] : value) map[key] = encode(item, detail);
        return map;
    } else {
        return encode_record(value, detail);
    }
}

template <class Record>
class Writer {
public:
    Writer(const Record& record, Detail detail) : record_(record), detail_(detail) {}

    template <class T>
    void operator()(const char* name, T Record::*member) {
        static const Record defaults{};
        if (detail_ == Detail::full || !(record_.*member == defaults.*member))
            object_[name] = encode(record_.*member, detail_);
    }
    json take() { return std::move(object_); }

private:
    const Record& record_;
    Detail detail_;
    json object_ = json::object();
};

template <class Record>
json encode_record(const Record& record, Detail detail) {
    Writer<Record> writer(record, detail);
    fields(writer, static_cast<const Record*>(nullptr));
    return writer.take();
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

void write_own(json& object, const Contact& contact, Detail detail) {
    const bool full = detail == Detail::full;
    if (full || contact.your_turn) object["your_turn"] = contact.your_turn.has_value();
    if (full || contact.your_turn) object["your_turn_since"] = encode(contact.your_turn, detail);
    if (contact.check_back) {
        object["check_back"] = date_text(contact.check_back->date);
        object["check_back_words"] = contact.check_back->words;
        object["check_back_said"] = date_text(contact.check_back->said);
        if (full || contact.check_back->put_off) object["check_back_put_off"] = contact.check_back->put_off;
    } else if (full) {
        object["check_back"] = nullptr;
    }
}

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

// In a document of its own a change is an object, so that a line reads as one piece of JSON.
void write_own(json& object, const JournalEntry& entry, Detail) {
    if (entry.changes.empty()) return;
    json changes = json::parse(entry.changes, nullptr, false);
    object["changes"] = changes.is_discarded() ? json(entry.changes) : std::move(changes);
}

void read_own(const json& object, JournalEntry& entry) {
    if (const json* changes = find(object, "changes"))
        entry.changes = changes->is_string() ? changes->get<std::string>() : document_of(*changes);
}

template <class Record>
void write_own(json&, const Record&, Detail) {}
template <class Record>
void read_own(const json&, Record&) {}

// The library's own text, byte by byte the same; but most strings need no escapes, and are then copied as a piece.
void write(const std::string& text, std::string& document) {
    const auto plain = [](unsigned char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
    if (std::all_of(text.begin(), text.end(), plain))
        document.append(1, '"').append(text).append(1, '"');
    else
        document += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

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
    json object = encode_record(record, detail);
    write_own(object, record, detail);
    return object;
}

}  // namespace

json json_of(const Owner& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Contact& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Touch& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const JournalEntry& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const DayList& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const Attention& record, Detail detail) { return json_of_record(record, detail); }
json json_of(const NudgeState& record, Detail detail) { return json_of_record(record, detail); }

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
    return document_of(json_of(record));
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
