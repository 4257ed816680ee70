#include "connectors/telegram/json.hpp"

namespace nudged::telegram {

HttpRequest call(const Api& api, const char* method, const Json& parameters) {
    HttpRequest request;
    std::string_view base = api.url;
    while (base.ends_with('/')) base.remove_suffix(1);
    request.url = std::string(base) + "/bot" + api.token + "/" + method;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = dump(parameters);
    return request;
}

}  // namespace nudged::telegram
