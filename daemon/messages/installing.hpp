// What a browser shows while nudged is installed in a workspace: one sentence a page.
#pragma once

#include <string>

namespace nudged::messages {

[[nodiscard]] std::string installed_in(const std::string& workspace);  // may be empty
[[nodiscard]] std::string installed_already(const std::string& workspace);
[[nodiscard]] std::string not_for_organisations(const std::string& where);
[[nodiscard]] std::string not_allowed();                                     // the person said no
[[nodiscard]] std::string begin_installing_again(const std::string& where);  // the way back is not ours any more
[[nodiscard]] std::string installing_failed(const std::string& reason, const std::string& where);
[[nodiscard]] std::string installation_not_kept(const std::string& where);  // our disk's fault
[[nodiscard]] std::string installing_is_busy();

}  // namespace nudged::messages
