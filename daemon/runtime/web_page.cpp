#include "daemon/runtime/web_page.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "connectors/webchat/page_assets.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/page.hpp"

namespace nudged::runtime {

namespace {

web::Response unchanged_or(const web::Request& request, const webchat::Asset& file) {
    web::Response response;
    response.headers = {{"Cache-Control", "no-cache"}, {"ETag", std::string(file.etag)}};
    response.content_type = file.type;
    if (request.header("if-none-match") == file.etag)
        response.status = 304;
    else
        response.body = file.bytes;
    return response;
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '"')
            html += "&quot;";
        else
            html += c;
    }
    return html;
}

std::string as_html(const Text& text) {
    std::string html;
    for (const auto& span : text)
        html += span.style == Style::code ? "<code>" + escaped(span.text) + "</code>" : escaped(span.text);
    return html;
}

// Within a script element, which a "<" could end.
std::string words_as_json() {
    nlohmann::json words = nlohmann::json::object();
    for (const auto& [name, said] : messages::words_of_scripts()) words[std::string(name)] = said;
    auto json = words.dump();
    for (auto at = json.find('<'); at != std::string::npos; at = json.find('<', at)) json.replace(at, 1, "\\u003c");
    return json;
}

std::string put_in(std::string_view name) {
    if (name == "words") return words_as_json();
    const auto label = messages::label_of_page(name);
    return label ? as_html(*label) : "{{" + std::string(name) + "}}";
}

// In thousandths: 700 of "de;q=0.7", 1000 where nothing is said, 0 of what is not wanted or cannot be read.
int weight_of(std::string_view one) {
    constexpr int whole = 1000;
    const auto begin = one.find("q=", std::min(one.find(';'), one.size()));
    if (begin == one.npos) return whole;
    auto digits = one.substr(begin + 2);
    digits = digits.substr(0, digits.find_first_of("; \t"));
    if (digits.empty() || (digits.front() != '0' && digits.front() != '1')) return 0;
    int weight = (digits.front() - '0') * whole;
    digits.remove_prefix(1);
    if (digits.starts_with('.')) digits.remove_prefix(1);
    for (int place = whole / 10; !digits.empty() && place > 0; place /= 10, digits.remove_prefix(1)) {
        if (digits.front() < '0' || digits.front() > '9') return 0;
        weight += (digits.front() - '0') * place;
    }
    return digits.empty() && weight <= whole ? weight : 0;
}

}  // namespace

void serve_page_files(web::WebServer& server) {
    for (const auto& file : webchat::page_assets())
        if (!file.path.ends_with(".html"))
            server.get(std::string(file.path),
                       [&file](const web::Request& request) { return unchanged_or(request, file); });
}

web::Response page_document(std::string_view path, int status) {
    constexpr std::string_view opens = "{{", closes = "}}";
    const auto assets = webchat::page_assets();
    const auto& file = *std::ranges::find(assets, path, &webchat::Asset::path);
    web::Response response;
    response.status = status;
    response.content_type = file.type;
    auto rest = file.bytes;
    for (auto open = rest.find(opens); open != rest.npos; open = rest.find(opens)) {
        const auto begin = open + opens.size(), end = rest.find(closes, begin);
        response.body += rest.substr(0, open);
        response.body += put_in(rest.substr(begin, end - begin));
        rest.remove_prefix(end + closes.size());
    }
    response.body += rest;
    return response;
}

Language language_of(const web::Request& request) {
    auto best = Language::english;
    int dearest = 0;
    auto wanted = request.header("accept-language");
    while (!wanted.empty()) {
        const auto one = wanted.substr(0, wanted.find(','));
        const auto begin = std::min(one.find_first_not_of(" \t"), one.size());
        const auto known = messages::language_of(one.substr(begin, one.find_first_of("-; \t", begin) - begin));
        const int weight = weight_of(one);
        if (known && weight > dearest) {
            best = *known;
            dearest = weight;
        }
        wanted.remove_prefix(std::min(one.size() + 1, wanted.size()));
    }
    return best;
}

}  // namespace nudged::runtime
