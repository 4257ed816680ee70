#include "connectors/slack/signatures.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace nudged::slack {

namespace {

constexpr std::int64_t window = 300;  // seconds
constexpr std::size_t longest_timestamp = 12;
constexpr std::size_t digest_bytes = 32;
using Digest = std::array<unsigned char, digest_bytes>;

std::optional<std::int64_t> seconds_in(std::string_view text) {
    const bool digits = !text.empty() && text.size() <= longest_timestamp &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return std::nullopt;
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return seconds;
}

// "v0=" and 64 digits, lower case.
std::optional<Digest> digest_in(std::string_view text) {
    constexpr std::string_view version = "v0=";
    if (!text.starts_with(version) || text.size() != version.size() + 2 * digest_bytes) return std::nullopt;
    text.remove_prefix(version.size());
    Digest digest{};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return std::nullopt;
        const auto value = static_cast<unsigned char>(digit ? c - '0' : c - 'a' + 10);
        digest[i / 2] = static_cast<unsigned char>(digest[i / 2] * 16 + value);
    }
    return digest;
}

std::optional<Digest> signature_of(const SignedRequest& request, const std::string& secret) {
    std::string base = "v0:";
    base.append(request.timestamp).append(":").append(request.body);
    Digest digest{};
    unsigned length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(base.data());
    const auto* made =
        HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes, base.size(), digest.data(), &length);
    if (made == nullptr || length != digest.size()) return std::nullopt;
    return digest;
}

}  // namespace

bool is_signed(const SignedRequest& request, const std::vector<std::string>& secrets, std::chrono::sys_seconds now) {
    const auto made = seconds_in(request.timestamp);
    const auto given = digest_in(request.signature);
    if (!made || !given) return false;
    const auto age = now.time_since_epoch().count() - *made;
    if (age > window || age < -window) return false;
    bool good = false;
    for (const std::string& secret : secrets) {
        const auto expected = secret.empty() ? std::nullopt : signature_of(request, secret);
        if (expected && CRYPTO_memcmp(expected->data(), given->data(), given->size()) == 0) good = true;
    }
    return good;
}

}  // namespace nudged::slack
