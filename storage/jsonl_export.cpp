#include <nlohmann/json.hpp>

#include "storage/jsonl.hpp"
#include "storage/record_json.hpp"
#include "storage/store.hpp"

namespace nudged {

namespace {

constexpr std::size_t page_size = 1'000;

using Sink = std::function<void(const std::string&)>;

// `"type"` comes first although the other fields are in the order of their names.
std::string line_of(const char* type, const nlohmann::json& object) {
    return std::string(R"({"type":")") + type + R"(",)" + document_of(object).substr(1) + "\n";
}

// The same with null for each text that is not there.
nlohmann::json without_empty_texts(nlohmann::json object) {
    for (const char* name :
         {"needs", "why", "note", "closed_reason", "check_back_words", "their_words", "channel", "url", "via"})
        if (const auto field = object.find(name); field != object.end() && *field == "") *field = nullptr;
    return object;
}

// `read(tables, after)` gives the page of records after a key, `key` the key of a record.
template <class Read, class Key, class Add>
void export_pages(Store& store, const Sink& sink, const char* type, Detail detail, const Read& read, const Key& key,
                  const Add& add) {
    decltype(key({})) after{};
    for (bool more = true; more;) {
        const auto records = store.transact([&](Tables& tables) { return read(tables, after); });
        for (const auto& record : records) {
            auto line = without_empty_texts(json_of(record, detail));
            add(record, line);
            sink(line_of(type, line));
            after = key(record);
        }
        more = records.size() == page_size;
    }
}

void export_owner(Store& store, const Owner& owner, const Sink& sink, const Computed& computed) {
    const auto nothing_more = [](const auto&, nlohmann::json&) {};
    nlohmann::json line = without_empty_texts(json_of(owner, Detail::full));
    NudgeState state = store.transact([&](Tables& tables) { return tables.owners.nudge_state(owner.id); });
    state.keys_by.clear();  // the keys are of this store
    if (state != NudgeState{}) line["nudges"] = json_of(state);
    sink(line_of("owner", line));
    const auto attentions = store.transact([&](Tables& tables) { return tables.contacts.attentions(owner.id); });
    export_pages(
        store, sink, "contact", Detail::full,
        [&](Tables& tables, std::int64_t after) { return tables.contacts.page(owner.id, after, page_size); },
        [](const Contact& contact) { return contact.id; },
        [&](const Contact& contact, nlohmann::json& object) {
            if (computed) computed(owner, contact, object);
            if (const auto known = attentions.find(contact.id); known != attentions.end())
                object["attention"] = json_of(known->second);
        });
    export_pages(
        store, sink, "shelf", Detail::full,
        [&](Tables& tables, std::int64_t after) { return tables.shelf.page(owner.id, after, page_size); },
        [](const ShelfItem& item) { return item.id; }, nothing_more);
    export_pages(
        store, sink, "touch", Detail::full,
        [&](Tables& tables, const TouchPlace& after) { return tables.journal.touch_page(owner.id, after, page_size); },
        [](const Touch& touch) { return TouchPlace(touch); },
        [](const Touch&, nlohmann::json& object) { object.erase("id"); });
    export_pages(
        store, sink, "journal", Detail::compact,
        [&](Tables& tables, std::int64_t after) { return tables.journal.page(owner.id, after, page_size); },
        [](const JournalEntry& entry) { return entry.seq; }, nothing_more);
}

}  // namespace

void export_jsonl(Store& store, std::optional<std::int64_t> owner, const Sink& sink, const Computed& computed) {
    for (const Owner& each : store.transact([](Tables& tables) { return tables.owners.all(); }))
        if (!owner || each.id == *owner) export_owner(store, each, sink, computed);
}

}  // namespace nudged
