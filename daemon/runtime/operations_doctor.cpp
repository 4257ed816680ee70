// Is all well? One finding a line, and what to do about it.
#include <algorithm>

#include "daemon/conversation/morning.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/examination.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/rfc3339.hpp"

namespace nudged::runtime {

using conversation::Exchange;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_told = 5;  // of one kind

void told(json& findings, const std::string& what, const std::vector<std::string>& problems, const std::string& fine,
          const std::string& to_do) {
    if (problems.empty()) findings.push_back(finding(what, true, fine));
    for (std::size_t i = 0; i < std::min(problems.size(), most_told); ++i)
        findings.push_back(finding(what, false, problems[i], to_do));
    if (problems.size() > most_told)
        findings.push_back(finding(what, false, "and " + std::to_string(problems.size() - most_told) + " more", to_do));
}

std::string in_seconds(Instant at) { return format_rfc3339(std::chrono::floor<std::chrono::seconds>(at)); }

std::string when(const Exchange& exchange, Instant at) {
    if (at == Instant{}) return "never";
    const auto local = exchange.zone.local(at);
    return messages::day_text(local.date, exchange.today()) + " at " + messages::time_text(local.time);
}

std::string state_of_nudges(const Exchange& exchange) {
    const auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    auto text = "last looked: " + when(exchange, state.last_looked) + "; last sent: " + when(exchange, state.last_sent);
    if (!state.last_outcome.empty()) text += " (" + state.last_outcome + ")";
    const auto next = conversation::next_nudge_text(exchange);
    return text + "; next nudge: " + (next.empty() ? "none within two years" : next);
}

void look_at_owner(json& findings, Exchange& exchange) {
    const auto what = "owner " + exchange.owner.name;
    if (!Zone::find(exchange.owner.zone))
        findings.push_back(finding(what, false, "this machine does not know the zone " + exchange.owner.zone,
                                   "install the package tzdata, or set another zone: nudged owner set " +
                                       exchange.owner.name + " --zone ..."));
    const auto outcome = exchange.tables.owners.nudge_state(exchange.owner.id).last_outcome;
    if (outcome.empty() || outcome == "delivered")
        findings.push_back(finding(what, true, state_of_nudges(exchange)));
    else
        findings.push_back(finding(what, false, state_of_nudges(exchange),
                                   "`nudged outbox` has the reason; let the bot write there again, or pair another "
                                   "chat: nudged pair telegram --owner " +
                                       exchange.owner.name));
    const auto people = exchange.tables.contacts.count(exchange.owner.id, ContactState::open);
    const auto sentence = messages::plan_sentence(people, exchange.plan());
    if (!sentence.empty()) findings.push_back(finding(what, true, sentence));
}

// The web chat is there for everybody; whoever was paired with something else looks there.
void look_at_chats(json& findings, const Owner& owner, const OperationPorts& ports) {
    if (!ports.is_in_slack || owner.pairings.empty()) return;
    const auto is_cut_off = [&](const Pairing& pairing) {
        return pairing.connector == "slack" && !ports.is_in_slack(pairing.account);
    };
    if (!std::ranges::all_of(owner.pairings, is_cut_off)) return;
    findings.push_back(finding(
        "owner " + owner.name, false,
        "nudged is not in the Slack workspace " + owner.pairings.back().account + ", where alone they are written to",
        "install it there, or pair another chat: nudged pair telegram --owner " + owner.name));
}

std::string queue_text(const std::map<OutboxState, std::size_t>& counts) {
    const auto count = [&](OutboxState state) {
        const auto found = counts.find(state);
        return std::to_string(found == counts.end() ? 0 : found->second);
    };
    return count(OutboxState::ready) + " to be sent, " + count(OutboxState::sending) + " under way, " +
           count(OutboxState::sent) + " sent, " + count(OutboxState::dropped) + " dropped";
}

}  // namespace

json examine(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    auto findings = json::array();
    told(findings, "store", desk.store.check(), "sound", "stop the daemon and put the newest backup in its place");
    const auto owners = desk.store.transact([](Tables& tables) { return tables.owners.all(); });
    for (const auto& owner : owners) {
        desk.must_be_wanted();
        desk.store.transact([&](Tables& tables) {
            Exchange exchange(tables, owner, desk.rules, moment, "command");
            exchange.speaking.go_on_in(Language::english);  // as all that the command line says of itself
            look_at_owner(findings, exchange);
        });
        look_at_chats(findings, owner, desk.ports);
        told(findings, "owner " + owner.name, journal_differences(desk.store, owner.id, [&] { desk.must_be_wanted(); }),
             "the journal replays to the same contacts", "make an export now, and report this");
    }
    for (const auto& [connector, trouble] : desk.ports.trouble ? desk.ports.trouble() : Troubles())
        if (!trouble.empty())
            findings.push_back(finding(connector, false, trouble, "nothing is lost meanwhile; see the log for more"));
    if (std::chrono::abs(desk.clock.now() - desk.clock.real()) > 1s)
        findings.push_back(finding(
            "people's time", true,
            "for nudges and dates it is " + in_seconds(desk.clock.now()) + ", because the daemon runs with --clock"));
    if (owners.empty()) findings.push_back(finding("owners", true, "none yet; the first `nudged run` makes one"));
    findings.push_back(finding("outbox", true,
                               queue_text(desk.store.transact([](Tables& tables) { return tables.outbox.counts(); }))));
    return findings;
}

}  // namespace nudged::runtime
