#include "daemon/conversation/person_json.hpp"

#include <nlohmann/json.hpp>

#include "storage/record_json.hpp"

namespace nudged::conversation {

using nlohmann::json;

json json_of(const address_book::Person& person) {
    Contact contact;
    contact.name = person.name;
    contact.addresses = person.addresses;
    contact.dates = person.dates;
    contact.tags = person.tags;
    contact.note = person.note;
    contact.cadence_days = person.cadence_days;
    contact.last_touch = person.last_touch;
    contact.died = person.died;
    if (!person.uid.empty()) contact.uid = person.uid;
    auto object = nudged::json_of(contact);
    object["line"] = person.line;
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
    person.cadence_days = contact.cadence_days;
    person.last_touch = contact.last_touch;
    person.died = contact.died;
    return person;
}

}  // namespace nudged::conversation
