// Address books, row by row: the rows come twice, first to be counted, then to be written, 1,000 a transaction.
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/person_json.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "storage/record_json.hpp"

namespace nudged::runtime {

using conversation::Exchange;
using conversation::Imported;
using nlohmann::json;

namespace {

constexpr std::size_t most_rows = 1'000;
constexpr std::int64_t longest_cadence = 3'650;  // days

const char* name_of(Imported what) {
    switch (what) {
        case Imported::added:
            return "added";
        case Imported::updated:
            return "updated";
        case Imported::unchanged:
            return "unchanged";
        case Imported::unclear:
            return "unclear";
    }
    return "";
}

std::vector<address_book::Person> people_in(const json& rows) {
    if (rows.size() > most_rows) throw OperationError("more than 1,000 rows at once");
    std::vector<address_book::Person> people;
    people.reserve(rows.size());
    try {
        for (const auto& row : rows) people.push_back(conversation::person_from(row));
    } catch (const RecordError& error) {
        throw OperationError(error.what());
    }
    return people;
}

Exchange exchange_of(Tables& tables, const Desk& desk, const Import& import) {
    auto owner = tables.owners.find(import.owner);
    if (!owner) throw OperationError("the owner of this import is not there any more");
    return {tables, *std::move(owner), desk.rules, import.moment, "import"};
}

// The command line, which is for the one who runs nudged, says in English what it says of an import.
constexpr auto spoken = Language::english;

}  // namespace

json begin_import(Desk& desk, const Arguments& arguments) {
    auto import = std::make_shared<Import>();
    import->moment = desk.moment(arguments);
    import->pass.never = arguments.flag("never");
    if (const auto days = arguments.number("cadence_days")) {
        if (*days < 1 || *days > longest_cadence)
            throw OperationError("a cadence is 1 day to 10 years", OperationError::wrong_usage);
        import->pass.cadence_days = static_cast<int>(*days);
    }
    import->owner =
        desk.store.transact([&](Tables& tables) { return desk.owner(tables, arguments, import->moment).id;
});
return desk.imports.begin(std::move(import));
}  // namespace nudged::runtime

// What becomes of each row, or would; nothing is told with `silent`. The first post that does not count begins the
// second pass.
json import_rows(Desk& desk, const Arguments& arguments) {
    const auto import = desk.imports.find(arguments.number("import").value_or(0));
    const std::lock_guard lock(import->mutex);
    auto& pass = import->pass;
    if (!arguments.flag("counting")) {
        pass.counting = false;
        pass.seen.clear();
    }
    const auto people = people_in(arguments.list("rows"));
    desk.must_be_wanted();
    const auto rows = desk.store.transact([&](Tables& tables) {
        auto exchange = exchange_of(tables, desk, *import);
        exchange.speaking.go_on_in(spoken);
        return conversation::import_people(exchange, pass, people);
    });
    auto results = json::array();
    if (arguments.flag("silent")) return results;
    for (const auto& row : rows) {
        results.push_back({{"line", row.line}, {"name", row.name}, {"what", name_of(row.what)}});
        if (!row.why.empty()) results.back()["why"] = row.why;
    }
    return results;
}

// Says how often everybody now gets their turn; null while everybody fits.
json end_import(Desk& desk, const Arguments& arguments) {
    const auto id = arguments.number("import").value_or(0);
    const auto import = desk.imports.find(id);
    desk.imports.end(id);
    desk.changed();
    return desk.store.transact([&](Tables& tables) {
        auto exchange = exchange_of(tables, desk, *import);
        exchange.speaking.go_on_in(spoken);
        const auto sentence =
            messages::plan_sentence(tables.contacts.count(exchange.owner.id, ContactState::open), exchange.plan());
        return sentence.empty() ? json() : json(sentence);
    });
}

}  // namespace nudged::runtime
