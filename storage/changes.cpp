// What a journal entry changed, as JSON: an object of fields for the contact and one for the owner, each field with its
// value before and after. A field at its default, like every field of a record that is not there, is null.
#include <nlohmann/json.hpp>

#include "storage/record_json.hpp"
#include "storage/store.hpp"

namespace nudged {

using nlohmann::json;

namespace {

constexpr std::size_t page_size = 1'000;

json difference(const json& before, const json& after) {
    json fields = json::object();
    for (const auto& item : before.items()) {
        const auto is = after.find(item.key());
        if (is == after.end())
            fields[item.key()] = json::array({item.value(), nullptr});
        else if (*is != item.value())
            fields[item.key()] = json::array({item.value(), *is});
    }
    for (const auto& item : after.items())
        if (!before.contains(item.key())) fields[item.key()] = json::array({nullptr, item.value()});
    return fields;
}

std::string changes_of(const std::string& record, const std::string& fields) {
    return fields.empty() ? "" : "{\"" + record + "\":" + fields + "}";
}

json parsed(const std::string& changes) {
    json object = changes.empty() ? json::object() : json::parse(changes, nullptr, false);
    if (!object.is_object()) throw RecordError("the changes of a journal entry are unreadable");
    for (const json& fields : object) {
        if (!fields.is_object()) throw RecordError("the changes of a journal entry are unreadable");
        for (const json& pair : fields)
            if (!pair.is_array() || pair.size() != 2)
                throw RecordError("the changes of a journal entry are unreadable");
    }
    return object;
}

enum Side { before = 0, after = 1 };

// Sets the fields that changed to what they were on one side.
void apply(json& document, const json& changes, const char* record, Side side) {
    const auto found = changes.find(record);
    if (found == changes.end()) return;
    for (const auto& [field, values] : found->items()) {
        if (values[side].is_null())
            document.erase(field);
        else
            document[field] = values[side];
    }
}

// A contact that is not there has no id.
std::optional<Contact> contact_with(const std::optional<Contact>& record, const std::string& changes, Side side) {
    json document = record ? json_of(*record) : json::object();
    apply(document, parsed(changes), "contact", side);
    if (!document.contains("id")) return std::nullopt;
    return from_json_object<Contact>(document);
}

Owner owner_with(const Owner& record, const std::string& changes, Side side) {
    json document = json_of(record);
    apply(document, parsed(changes), "owner", side);
    return from_json_object<Owner>(document);
}

// What the entries of a contact amount to; absent when that is nobody, or nobody any more.
std::optional<json> replayed(Tables& tables, std::int64_t owner, std::int64_t contact) {
    json document = json::object();
    std::int64_t seq = 0;
    for (bool more = true; more;) {
        const auto entries = tables.journal.page_of(owner, contact, seq, page_size);
        for (const JournalEntry& entry : entries) {
            seq = entry.seq;
            apply(document, parsed(entry.changes), "contact", after);
        }
        more = entries.size() == page_size;
    }
    return document.contains("id") ? std::optional(std::move(document)) : std::nullopt;
}

std::string described(const std::string& name, std::int64_t id) {
    return name + " (contact " + std::to_string(id) + ")";
}

// Reads in pages, so that it holds little however long the journal is.
class Comparison {
public:
    explicit Comparison(std::int64_t owner) : owner_(owner) {}

    // Compares one page; false when it was the last.
    bool step(Tables& tables) { return contacts_left_ ? contacts(tables) : removed(tables); }
    std::vector<std::string> differences;

private:
    bool contacts(Tables& tables) {
        const auto page = tables.contacts.page(owner_, after_, page_size);
        for (const Contact& contact : page) {
            after_ = contact.id;
            compare(contact, replayed(tables, owner_, contact.id));
        }
        contacts_left_ = page.size() == page_size;
        if (!contacts_left_) after_ = 0;
        return true;
    }
    void compare(const Contact& contact, const std::optional<json>& expected) {
        if (!expected) {
            differences.push_back(described(contact.name, contact.id) + " is not in the journal");
            return;
        }
        const json fields = difference(*expected, json_of(contact));
        for (const auto& item : fields.items())
            differences.push_back(described(contact.name, contact.id) + ": `" + item.key() +
                                  "` differs from the journal");
    }
    bool removed(Tables& tables) {
        const auto page = tables.journal.removed_contacts(owner_, after_, page_size);
        for (const auto id : page) {
            after_ = id;
            if (const auto document = replayed(tables, owner_, id))
                differences.push_back(described(document->value("name", ""), id) +
                                      " is in the journal but not among the contacts");
        }
        return page.size() == page_size;
    }

    std::int64_t owner_;
    std::int64_t after_ = 0;
    bool contacts_left_ = true;
};

}  // namespace

std::string changes_between(const std::optional<Contact>& was, const std::optional<Contact>& is) {
    return changes_of("contact", changed_fields(was.value_or(Contact{}), is.value_or(Contact{})));
}

std::string shelf_changes(const std::optional<ShelfItem>& was, const ShelfItem& is) {
    json fields = json::parse(changed_fields(was.value_or(ShelfItem{}), is));
    fields["id"] = json::array({was ? json(was->id) : json(), is.id});
    return changes_of("shelf", document_of(fields));
}

std::optional<std::int64_t> shelf_item_in(const std::string& changes) {
    const json object = parsed(changes);
    const auto fields = object.find("shelf");
    if (fields == object.end() || !fields->contains("id")) return std::nullopt;
    const json& id = (*fields)["id"];
    for (const Side side : {after, before})
        if (id[side].is_number_integer()) return id[side].get<std::int64_t>();
    return std::nullopt;
}

std::optional<ShelfItem> without_shelf_changes(const ShelfItem& item, const std::string& changes) {
    json document = json_of(item);
    apply(document, parsed(changes), "shelf", before);
    if (!document.contains("id")) return std::nullopt;
    return from_json_object<ShelfItem>(document);
}

std::string changes_between(const Owner& was, const Owner& is) { return changes_of("owner", changed_fields(was, is)); }

std::optional<Contact> with_changes(const std::optional<Contact>& record, const std::string& changes) {
    return contact_with(record, changes, after);
}
std::optional<Contact> without_changes(const std::optional<Contact>& record, const std::string& changes) {
    return contact_with(record, changes, before);
}
Owner with_changes(const Owner& record, const std::string& changes) { return owner_with(record, changes, after); }
Owner without_changes(const Owner& record, const std::string& changes) { return owner_with(record, changes, before); }

std::string reversed(const std::string& changes) {
    if (changes.empty()) return "";
    json object = parsed(changes);
    for (json& fields : object)
        for (json& values : fields) std::swap(values[before], values[after]);
    return document_of(object);
}

std::vector<std::string> journal_differences(Tables& tables, std::int64_t owner) {
    Comparison comparison(owner);
    while (comparison.step(tables)) {
    }
    return std::move(comparison.differences);
}

std::vector<std::string> journal_differences(Store& store, std::int64_t owner, const std::function<void()>& between) {
    Comparison comparison(owner);
    do between();
    while (store.transact([&](Tables& tables) { return comparison.step(tables); }));
    return std::move(comparison.differences);
}

}  // namespace nudged
