#include "daemon/runtime/operations.hpp"

#include <array>
#include <utility>

#include "daemon/conversation/keys.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "daemon/runtime/rules.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr std::array<std::pair<std::string_view, Operation>, 17> operations{{
    {"owner add", add_owner},
    {"owner set", set_owner},
    {"owner list", list_owners},
    {"today", show_list},
    {"contacts", list_contacts},
    {"journal", list_journal},
    {"outbox", list_outbox},
    {"say", say_text},
    {"explain", explain_text},
    {"pair", pair_chat},
    {"import begin", begin_import},
    {"import rows", import_rows},
    {"import end", end_import},
    {"export", export_to},
    {"restore", restore_from},
    {"backup", back_up_to},
    {"doctor", examine},
}};

constexpr std::size_t most_imports = 4;  // under way at once

[[noreturn]] void refuse(const char* name, const char* what) {
    throw OperationError("\"" + std::string(name) + "\" must be " + what, OperationError::wrong_usage);
}

}  // namespace

Arguments::Arguments(const json& object) : object_(object) {
    if (!object.is_object()) throw OperationError("the arguments must be an object", OperationError::wrong_usage);
}

bool Arguments::has(const char* name) const { return object_.contains(name) && !object_[name].is_null(); }

std::optional<std::string> Arguments::text(const char* name) const {
    if (!has(name)) return std::nullopt;
    if (!object_[name].is_string()) refuse(name, "a text");
    return object_[name].get<std::string>();
}

std::string Arguments::needed_text(const char* name) const {
    auto value = text(name);
    if (!value) refuse(name, "given");
    return *std::move(value);
}

std::optional<std::int64_t> Arguments::number(const char* name) const {
    if (!has(name)) return std::nullopt;
    if (!object_[name].is_number_integer()) refuse(name, "a whole number");
    return object_[name].get<std::int64_t>();
}

bool Arguments::flag(const char* name) const {
    if (!has(name)) return false;
    if (!object_[name].is_boolean()) refuse(name, "true or false");
    return object_[name].get<bool>();
}

const json& Arguments::list(const char* name) const {
    if (!has(name) || !object_[name].is_array()) refuse(name, "a list");
    return object_[name];
}

std::int64_t Imports::begin(std::shared_ptr<Import> import) {
    const std::lock_guard lock(mutex_);
    if (under_way_.size() >= most_imports) under_way_.erase(under_way_.begin());
    under_way_.emplace(++last_, std::move(import));
    return last_;
}

std::shared_ptr<Import> Imports::find(std::int64_t id) {
    const std::lock_guard lock(mutex_);
    const auto found = under_way_.find(id);
    if (found == under_way_.end()) throw OperationError("this import is not under way any more; begin it again");
    return found->second;
}

void Imports::end(std::int64_t id) {
    const std::lock_guard lock(mutex_);
    under_way_.erase(id);
}

conversation::Moment Desk::moment(const Arguments& arguments) const {
    conversation::Moment moment{clock.now(), clock.real()};
    if (const auto text = arguments.text("at")) {
        const auto at = parse_rfc3339(*text);
        if (!at)
            throw OperationError(*text + " is no instant; write it like 2027-03-28T08:30:00+01:00",
                                 OperationError::wrong_usage);
        moment.now = *at;
    }
    return moment;
}

Owner Desk::owner(Tables& tables, const Arguments& arguments, const conversation::Moment& moment) const {
    const auto named = arguments.text("owner");
    if (!named && tables.owners.count() == 0) {
        auto me = new_owner(config, "me", Zone::of_this_machine().name(), moment.now);
        me.id = tables.owners.add(me);
        conversation::keys_begin(tables, me.id, rules);
        return me;
    }
    const auto owners = tables.owners.all();
    std::vector<std::string> names;
    for (const auto& owner : owners) {
        if (named ? owner.name == *named : owners.size() == 1) return owner;
        names.push_back(owner.name);
    }
    const auto choice = names.empty() ? "there is none yet" : "there are " + messages::joined(names);
    if (named) throw OperationError("nobody here is called " + *named + "; " + choice, OperationError::wrong_usage);
    throw OperationError("whose? Say it with --owner: " + choice, OperationError::wrong_usage);
}

void Desk::must_be_wanted() const {
    if (is_wanted && !is_wanted()) throw OperationError("it was broken off, because nudged is being stopped");
}

void Desk::changed() const {
    if (ports.changed) ports.changed();
}

struct Operations::State {
    const conversation::Rules rules;
    const OperationPorts ports;
    Imports imports;
    Desk desk;

    State(Store& store, const Config& config, const Clock& clock, OperationPorts ports_)
        : rules(rules_of(config)), ports(std::move(ports_)), desk{store, config, clock, ports, rules, imports, {}} {}
};

Operations::Operations(Store& store, const Config& config, const Clock& clock, OperationPorts ports)
    : state_(std::make_unique<State>(store, config, clock, std::move(ports))) {}

Operations::~Operations() = default;

json Operations::run(const std::string& operation, const json& arguments, const std::function<bool()>& is_wanted) {
    Desk desk = state_->desk;
    desk.is_wanted = is_wanted;
    for (const auto& [name, carry_out] : operations)
        if (name == operation) return carry_out(desk, Arguments(arguments));
    throw OperationError("the running daemon does not know \"" + operation +
                         "\"; it is of another version than this program: restart it");
}

std::filesystem::path control_path(const Config& config) {
    if (config.store.kind == StoreUrl::Kind::sqlite) return config.store.location + ".control";
    return config.data / "nudged.control";
}

}  // namespace nudged::runtime
