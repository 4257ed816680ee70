#include "daemon/runtime/web_translation.hpp"

#include <httplib.h>

namespace nudged::web {

bool matches(std::string_view route, std::string_view path) {
    if (!route.ends_with("/*")) return route == path;
    route.remove_suffix(1);
    return path.size() > route.size() && path.starts_with(route);
}

Request request_of(const httplib::Request& from, const Connection& connection) {
    Request request;
    request.method = from.method;
    request.path = from.path;
    if (const auto mark = from.target.find('?'); mark != std::string::npos)
        request.query = from.target.substr(mark + 1);
    for (const auto& [name, value] : from.headers) {
        const auto [found, is_new] = request.headers.emplace(lower(name), value);
        if (!is_new) found->second.append(found->first == "cookie" ? "; " : ", ").append(value);
    }
    request.content_length = connection.content_length();
    request.remote = connection.remote();
    return request;
}

void give(const Response& response, httplib::Response& to) {
    to.status = response.status;
    for (const auto& [name, value] : response.headers) to.set_header(name, value);
    if (!response.body.empty()) to.set_content(response.body, response.content_type);
}

}  // namespace nudged::web
