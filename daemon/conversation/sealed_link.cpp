#include "daemon/conversation/sealed_link.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <vector>

namespace nudged::conversation {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t mark_size = 16;
constexpr std::size_t longest = 4'096;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Bytes hmac(std::string_view key, std::string_view text) {
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size) == nullptr)
        throw std::runtime_error("SHA-256 is not available");
    digest.resize(size);
    return digest;
}

// Two uses of a key take two keys.
std::string derived(std::string_view key, std::string_view use) {
    const auto bytes = hmac(key, use);
    return {bytes.begin(), bytes.end()};
}

// The mark of the text is what it is counted from: a text that differs anywhere is hidden in another way.
std::string hidden_or_shown(std::string_view text, const Bytes& mark, std::string_view key) {
    const auto secret = derived(key, "words");
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher(EVP_CIPHER_CTX_new(),
                                                                                 EVP_CIPHER_CTX_free);
    std::string out(text.size(), '\0');
    int size = 0;
    if (!cipher ||
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_ctr(), nullptr,
                           reinterpret_cast<const unsigned char*>(secret.data()), mark.data()) != 1 ||
        EVP_EncryptUpdate(cipher.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                          reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) != 1)
        throw std::runtime_error("AES is not available");
    return out;
}

Bytes mark_of(std::string_view text, std::string_view key) {
    auto mark = hmac(derived(key, "mark"), text);
    mark.resize(mark_size);
    return mark;
}

std::string in_letters(std::string_view bytes) {
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = held << 8U | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) text += alphabet[held >> static_cast<unsigned>(bits - 6) & 63U];
    }
    if (bits > 0) text += alphabet[held << static_cast<unsigned>(6 - bits) & 63U];
    return text;
}

std::optional<std::string> from_letters(std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const auto place = alphabet.find(c);
        if (place == std::string_view::npos) return std::nullopt;
        held = held << 6U | static_cast<std::uint32_t>(place);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(held >> static_cast<unsigned>(bits) & 255U);
    }
    return bytes;
}

std::string written(const SealedLink& link) {
    std::string text;
    for (const std::int64_t number :
         {link.owner, link.contact, static_cast<std::int64_t>(link.last.time_since_epoch().count())})
        text += std::to_string(number) + " ";
    return text + link.way + " " + link.words;
}

// Of a text whose mark is right, so that it was written above.
SealedLink read(std::string_view text) {
    const auto word = [&text] {
        const auto space = text.find(' ');
        const auto found = text.substr(0, space);
        text.remove_prefix(std::min(text.size(), found.size() + 1));
        return found;
    };
    const auto number = [&word] {
        std::int64_t value = 0;
        const auto digits = word();
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    SealedLink link;
    link.owner = number();
    link.contact = number();
    link.last = Date{days{number()}};
    link.way = word();
    link.words = text;
    return link;
}

}  // namespace

std::string seal(const SealedLink& link, std::string_view key) {
    const auto text = written(link);
    const auto mark = mark_of(text, key);
    return in_letters(std::string(mark.begin(), mark.end()) + hidden_or_shown(text, mark, key));
}

std::optional<SealedLink> unseal(std::string_view text, std::string_view key) {
    if (text.size() > longest) return std::nullopt;
    const auto bytes = from_letters(text);
    if (!bytes || bytes->size() <= mark_size) return std::nullopt;
    const Bytes mark(bytes->begin(), bytes->begin() + mark_size);
    const auto shown = hidden_or_shown(std::string_view(*bytes).substr(mark_size), mark, key);
    if (CRYPTO_memcmp(mark.data(), mark_of(shown, key).data(), mark_size) != 0) return std::nullopt;
    return read(shown);
}

}  // namespace nudged::conversation
