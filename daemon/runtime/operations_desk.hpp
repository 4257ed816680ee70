// What the operations share: their arguments, whose affairs they are about, and when.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/runtime/operations.hpp"

namespace nudged::runtime {

// The arguments of one operation. A value of the wrong kind is an OperationError that names it.
class Arguments {
public:
    explicit Arguments(const nlohmann::json& object);

    [[nodiscard]] bool has(const char* name) const;  // and not null
    [[nodiscard]] std::optional<std::string> text(const char* name) const;
    [[nodiscard]] std::string needed_text(const char* name) const;
    [[nodiscard]] std::optional<std::int64_t> number(const char* name) const;
    [[nodiscard]] bool flag(const char* name) const;
    [[nodiscard]] const nlohmann::json& list(const char* name) const;

private:
    const nlohmann::json& object_;
};

// An import under way, between its posts.
struct Import {
    std::mutex mutex;
    std::int64_t owner = 0;
    conversation::Moment moment;
    conversation::ImportPass pass;
};

class Imports {
public:
    std::int64_t begin(std::shared_ptr<Import> import);  // of those that were left lying, the oldest is forgotten
    [[nodiscard]] std::shared_ptr<Import> find(std::int64_t id);
    void end(std::int64_t id);

private:
    std::mutex mutex_;
    std::int64_t last_ = 0;
    std::map<std::int64_t, std::shared_ptr<Import>> under_way_;
};

struct Desk {
    Store& store;
    const Config& config;
    const Clock& clock;
    const OperationPorts& ports;
    const conversation::Rules& rules;
    Imports& imports;
    std::function<bool()> is_wanted;  // may be empty: it is

    // `at`, else now.
    [[nodiscard]] conversation::Moment moment(const Arguments& arguments) const;
    // `owner`, else the only one; an empty store gets one called `me`. Throws when it is not clear who.
    [[nodiscard]] Owner owner(Tables& tables, const Arguments& arguments, const conversation::Moment& moment) const;
    // Throws OperationError when nobody waits for the outcome any more.
    void must_be_wanted() const;
    void changed() const;
};

// Why there can be no such owner, as a sentence; empty = there can.
[[nodiscard]] std::string owner_trouble(const Owner&);

using Operation = nlohmann::json (*)(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json add_owner(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json set_owner(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json list_owners(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json show_list(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json list_contacts(Desk&, const Arguments&);  // a page
[[nodiscard]] nlohmann::json list_journal(Desk&, const Arguments&);   // a page
[[nodiscard]] nlohmann::json list_outbox(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json say_text(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json explain_text(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json pair_chat(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json begin_import(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json import_rows(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json end_import(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json export_to(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json restore_from(Desk&, const Arguments&);
[[nodiscard]] nlohmann::json back_up_to(Desk&, const Arguments&);

[[nodiscard]] nlohmann::json examine(Desk&, const Arguments&);

}  // namespace nudged::runtime
