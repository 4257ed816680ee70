#include "daemon/conversation/person_json.hpp"

#include <nlohmann/json.hpp>

#include "storage/record_json.hpp"
#include "storage/time_text.hpp"

namespace nudged::conversation {

using nlohmann::json;

// The fields of a contact of which an address book knows. Put together here because a hundred thousand rows pass by,
// each twice, and a contact's own way goes over its text.
json json_of(const address_book::Person& person) {
    json object{{"line", person.line}, {"name", person.name}};
    const auto say = [&](const char* field, const auto& value) {
        if (!value.empty()) object[field] = value;
    };
    say("uid", person.uid);
    say("addresses", person.addresses);
    say("tags", person.tags);
    say("note", person.note);
    say("needs", person.needs);
    say("why", person.why);
    if (person.importance) object["importance"] = *person.importance;
    for (const auto& date : person.dates) {
        auto& told = object["dates"].emplace_back(json{{"what", date.what}, {"month", date.month}, {"day", date.day}});
        if (date.year) told["year"] = *date.year;
    }
    if (person.cadence_days) object["cadence_days"] = *person.cadence_days;
    if (person.last_touch) object["last_touch"] = date_text(*person.last_touch);
    if (person.died) object["died"] = true;
    if (person.never) object["never"] = true;
    return object;
}

address_book::Person person_from(const json& object) {
    auto contact = from_json_object<Contact>(object);
    if (contact.name.empty()) throw RecordError("`name` must be a text");
    address_book::Person person;
    if (const auto line = object.find("line"); line != object.end() && line->is_number_unsigned())
        person.line = line->get<std::size_t>();
    person.never = object.contains("never");
    person.uid = contact.uid.value_or("");
    person.name = std::move(contact.name);
    person.addresses = std::move(contact.addresses);
    person.dates = std::move(contact.dates);
    person.tags = std::move(contact.tags);
    person.note = std::move(contact.note);
    person.needs = std::move(contact.needs);
    person.why = std::move(contact.why);
    if (object.contains("importance")) person.importance = contact.importance;
    person.cadence_days = contact.cadence_days;
    person.last_touch = contact.last_touch;
    person.died = contact.died;
    return person;
}

}  // namespace nudged::conversation
