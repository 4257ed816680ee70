#include "daemon/messages/installing.hpp"

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

std::string shown(const std::string& workspace) {
    const std::string name = one_line(workspace);
    return name.empty() ? worded("install.workspace") : name;
}

}  // namespace

std::string installed_in(const std::string& workspace) {
    return worded("install.done", {{"workspace", shown(workspace)}});
}

std::string installed_already(const std::string& workspace) {
    return worded("install.already", {{"workspace", shown(workspace)}});
}

std::string not_for_organisations(const std::string& where) {
    return worded("install.no_organisation", {{"where", where}});
}

std::string not_allowed() { return worded("install.refused"); }

std::string begin_installing_again(const std::string& where) { return worded("install.again", {{"where", where}}); }

std::string installing_failed(const std::string& reason, const std::string& where) {
    return worded("install.failed", {{"reason", one_line(reason)}, {"where", where}});
}

std::string installation_not_kept(const std::string& where) { return worded("install.not_kept", {{"where", where}}); }

std::string installing_is_busy() { return worded("install.busy"); }

}  // namespace nudged::messages
