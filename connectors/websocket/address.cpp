#include "connectors/websocket/address.hpp"

#include <algorithm>

namespace nudged::websocket {

namespace {

bool takes_off(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

bool is_loopback(std::string_view host) {
    const bool digits = host.find_first_not_of("0123456789.") == host.npos;
    return host == "localhost" || host == "::1" || (digits && host.starts_with("127."));
}

}  // namespace

std::optional<Address> address_in(std::string_view url) {
    Address address;
    address.encrypted = takes_off(url, "wss://");
    if (!address.encrypted && !takes_off(url, "ws://")) return std::nullopt;
    auto place = url.substr(0, url.find_first_of("/?"));
    url.remove_prefix(place.size());
    address.target = url.starts_with('/') ? std::string(url) : "/" + std::string(url);
    if (const auto fragment = address.target.find('#'); fragment != std::string::npos) address.target.resize(fragment);
    if (place.find('@') != place.npos) return std::nullopt;
    if (takes_off(place, "[")) {
        const auto end = place.find(']');
        if (end == place.npos) return std::nullopt;
        address.host = place.substr(0, end);
        place.remove_prefix(end + 1);
    } else {
        address.host = place.substr(0, place.find(':'));
        place.remove_prefix(address.host.size());
    }
    address.port = address.encrypted ? "443" : "80";
    if (takes_off(place, ":")) address.port = place;
    const bool digits = !address.port.empty() && address.port.size() <= 5 &&
                        std::ranges::all_of(address.port, [](char c) { return c >= '0' && c <= '9'; });
    if (address.host.empty() || !digits) return std::nullopt;
    if (!address.encrypted && !is_loopback(address.host)) return std::nullopt;
    return address;
}

}  // namespace nudged::websocket
