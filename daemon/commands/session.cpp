#include "daemon/commands/session.hpp"

#include <nlohmann/json.hpp>

namespace nudged::commands {

const runtime::Config& Session::config() {
    if (!config_) config_ = runtime::load_config(sources_);
    return *config_;
}

void Session::reach_store() {
    if (daemon_ || store_) return;
    daemon_ = runtime::ControlClient::connect(runtime::control_path(config()));
    if (daemon_) return;
    store_ = program_.open_store(config().store);
    operations_ = std::make_unique<runtime::Operations>(*store_, config(), clock_);
}

nlohmann::json Session::run(const std::string& operation, const nlohmann::json& arguments) {
    reach_store();
    return daemon_ ? daemon_->run(operation, arguments) : operations_->run(operation, arguments);
}

bool Session::daemon_runs() {
    reach_store();
    return daemon_ != nullptr;
}

}  // namespace nudged::commands
