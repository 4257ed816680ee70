#include "daemon/runtime/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <utility>
#include <vector>

namespace nudged::runtime {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

constexpr std::array<std::pair<OutboxState, const char*>, 4> states{{{OutboxState::ready, "ready"},
                                                                     {OutboxState::sending, "sending"},
                                                                     {OutboxState::sent, "sent"},
                                                                     {OutboxState::dropped, "dropped"}}};

void add(MetricFamily& family, std::vector<ClientMetric::Label> labels, double value) {
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.gauge.value = value;
    family.metric.push_back(std::move(metric));
}

}  // namespace

std::string metrics_text(Store& store, const std::map<std::string, std::string>& connectors,
                         std::optional<std::uint64_t> slack_refusals) {
    using prometheus::MetricType;
    MetricFamily build{"nudged_build_info", "The version that runs; always 1.", MetricType::Gauge, {}};
    add(build, {{"version", NUDGED_VERSION}}, 1);
    MetricFamily up{"nudged_connector_up", "Whether a chat service takes what it is sent.", MetricType::Gauge, {}};
    for (const auto& [connector, trouble] : connectors) add(up, {{"connector", connector}}, trouble.empty() ? 1 : 0);

    MetricFamily owners{"nudged_owners", "People who are nudged.", MetricType::Gauge, {}};
    MetricFamily messages{"nudged_outbox_messages",
                          "Messages by where they stand; what is long over is no longer kept.",
                          MetricType::Gauge,
                          {}};
    store.transact([&](Tables& tables) {
        add(owners, {}, static_cast<double>(tables.owners.count()));
        auto counts = tables.outbox.counts();
        for (const auto& [state, name] : states) add(messages, {{"state", name}}, static_cast<double>(counts[state]));
    });
    std::vector<MetricFamily> all{build, up, owners, messages};
    if (slack_refusals) {
        ClientMetric refused;
        refused.counter.value = static_cast<double>(*slack_refusals);
        all.push_back({"nudged_slack_requests_refused_total",
                       "Requests over HTTP that Slack had not signed.",
                       MetricType::Counter,
                       {refused}});
    }
    return prometheus::TextSerializer{}.Serialize(all);
}

}  // namespace nudged::runtime
