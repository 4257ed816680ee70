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

HttpRequest call_with_file(const Api& api, const char* method, const Json& parameters, const File& file) {
    HttpRequest request = call(api, method, parameters);
    std::string boundary = "nudged-part";
    while (file.bytes.find(boundary) != std::string::npos || request.body.find(boundary) != std::string::npos)
        boundary += '-';
    const auto part = [&](const std::string& name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    };
    request.body.clear();
    for (const auto& [name, value] : parameters.items())
        request.body += part(name) + "\r\n\r\n" + (value.is_string() ? value.get<std::string>() : dump(value)) + "\r\n";
    request.body += part(file.field) + "; filename=\"" + file.name + "\"\r\nContent-Type: " + file.type + "\r\n\r\n";
    request.body.append(file.bytes).append("\r\n--" + boundary + "--\r\n");
    request.headers = {{"Content-Type", "multipart/form-data; boundary=" + boundary}};
    return request;
}

}  // namespace nudged::telegram
