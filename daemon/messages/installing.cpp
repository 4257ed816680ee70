#include "daemon/messages/installing.hpp"

#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

std::string shown(const std::string& workspace) {
    const std::string name = one_line(workspace);
    return name.empty() ? "your workspace" : name;
}

}  // namespace

std::string installed_in(const std::string& workspace) {
    return "nudged is installed in " + shown(workspace) + ". Write to it in Slack.";
}

std::string installed_already(const std::string& workspace) {
    return "nudged is in " + shown(workspace) +
           " already, for whoever runs it. Ask them for a code, and write that to it in Slack.";
}

std::string not_for_organisations(const std::string& where) {
    return "Nothing was installed: nudged is installed into one workspace at a time, not into a whole organisation. "
           "Choose a workspace at " +
           where + ".";
}

std::string not_allowed() { return "Nothing was installed: Slack was told no."; }

std::string begin_installing_again(const std::string& where) {
    return "This page belongs to another browser, or ten minutes are over. Begin again at " + where + ".";
}

std::string installing_failed(const std::string& reason, const std::string& where) {
    return "Nothing was installed: Slack says " + one_line(reason) + ". Begin again at " + where + ".";
}

std::string installation_not_kept(const std::string& where) {
    return "Slack agreed, but nudged could not write it down. Tell whoever runs it, then begin again at " + where + ".";
}

std::string installing_is_busy() { return "Others are installing nudged at this moment. Reload this page shortly."; }

}  // namespace nudged::messages
