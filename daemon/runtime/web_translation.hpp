// Between our routes, requests and answers and cpp-httplib's.
#pragma once

#include <string>
#include <string_view>

#include "daemon/runtime/web_connection.hpp"
#include "daemon/runtime/web_message.hpp"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace nudged::web {

// A route is a path, or a prefix of paths when it ends with "/*".
[[nodiscard]] bool matches(std::string_view route, std::string_view path);

[[nodiscard]] Request request_of(const httplib::Request& from, const Connection& connection);
void give(const Response& response, httplib::Response& to);

}  // namespace nudged::web
