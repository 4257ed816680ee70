#include "daemon/import/lines.hpp"

#include <algorithm>

namespace nudged::address_book {

void Lines::feed(std::string_view bytes) {
    // Each of the two is looked for only once it has been passed: a file that has no LF costs no more than another.
    std::size_t at = 0, lf = bytes.find('\n'), cr = bytes.find('\r');
    if (after_cr_ && lf == 0) at = 1;
    if (!bytes.empty()) after_cr_ = false;
    while (at < bytes.size()) {
        if (lf < at) lf = bytes.find('\n', at);
        if (cr < at) cr = bytes.find('\r', at);
        const auto end = std::min(lf, cr);
        if (end == std::string_view::npos) return keep(bytes.substr(at));
        give(bytes.substr(at, end - at), true);
        at = end + 1;
        if (end == cr && at == bytes.size()) after_cr_ = true;
        if (end == cr && at < bytes.size() && bytes[at] == '\n') ++at;
    }
}

void Lines::finish() {
    if (!kept_.empty()) give({}, false);
}

void Lines::keep(std::string_view bytes) {
    const auto room = longest_line - kept_.size();
    kept_ += bytes.substr(0, room);
    if (bytes.size() > room) too_long_ = true;
}

void Lines::give(std::string_view rest, bool ended) {
    Line line{number_, rest, too_long_, ended};
    if (!kept_.empty() || rest.size() > longest_line) {
        keep(rest);
        line.text = kept_;
        line.too_long = too_long_;
    }
    sink_(line);
    kept_.clear();
    too_long_ = false;
    ++number_;
}

}  // namespace nudged::address_book
