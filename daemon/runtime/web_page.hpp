// The files of the page as they are served. Its documents speak a language: their words are put in from the catalogue.
#pragma once

#include <string_view>

#include "daemon/runtime/web_server.hpp"
#include "storage/records.hpp"

namespace nudged::runtime {

// Scripts, styles and the icon, which are nobody's: a page that is reached without the web chat needs them too.
void serve_page_files(web::WebServer& server);

// A document in the language that is being spoken. `{{page.send}}` in it is a word of the catalogue, `{{words}}` are
// all those of its scripts.
[[nodiscard]] web::Response page_document(std::string_view path, int status = 200);

// Before it is known who asks: the dearest of the browser's languages that is one of ours, else English.
[[nodiscard]] Language language_of(const web::Request& request);

}  // namespace nudged::runtime
