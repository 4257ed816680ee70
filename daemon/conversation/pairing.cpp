#include "daemon/conversation/pairing.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "daemon/conversation/newcomers.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t code_bytes = 10;
// Crockford's alphabet in lower case: no i, l, o, u.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

// The code in "/start CODE", "pair CODE" or "CODE"; empty when the text has no such shape.
std::string code_in(const std::string& text) {
    std::string word, last;
    int words = 0;
    for (const char c : text + " ") {
        if (c == ' ' || c == '\n' || c == '\t') {
            if (!word.empty()) ++words, last = std::exchange(word, {});
        } else {
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    const bool shape =
        words >= 1 && words <= 2 && last.size() == code_bytes * 8 / 5 && last.find_first_not_of(alphabet) == last.npos;
    return shape ? last : std::string{};
}

void answer(Tables& tables, std::int64_t owner, const Event& event, const std::string& text, Moment moment) {
    post(tables, owner, {event.connector, event.account, event.chat}, messages::answer({text}, {}), {}, moment);
}

// In the language of the service that they use, when that is not the one they are spoken to in: how to have it.
std::string offer_of_a_language(const Owner& owner, const Event& event) {
    const auto theirs = messages::language_of(std::string_view(event.language).substr(0, 2));
    if (!theirs || *theirs == owner.language) return {};
    const messages::Speaking speaking(*theirs);
    return "\n" + messages::language_offer();
}

// Nobody's but this owner's from now on; and of this account they have this chat alone.
void pair(Tables& tables, Owner owner, const Event& event, Moment moment) {
    const Pairing pairing{event.connector, event.account, event.chat, event.user};
    const auto is_of_account = [&](const Pairing& one) {
        return one.connector == pairing.connector && one.account == pairing.account;
    };
    if (auto before = tables.owners.find_by_pairing(event.connector, event.account, event.user);
        before && before->id != owner.id) {
        std::erase_if(before->pairings,
                      [&](const Pairing& one) { return is_of_account(one) && one.user == pairing.user; });
        tables.owners.put(*before);
    }
    std::erase_if(owner.pairings, is_of_account);
    owner.pairings.push_back(pairing);
    tables.owners.put(owner);
    const messages::Speaking speaking(owner.language);
    answer(tables, owner.id, event, messages::paired(owner, event.connector) + offer_of_a_language(owner, event),
           moment);
}

// Whose code it is; absent when it is no good.
std::optional<Owner> owner_by_code(Tables& tables, const std::string& code, const Stranger& who, Moment moment) {
    const auto id = redeem_pairing_code(tables, code, who, moment.real);
    return id ? tables.owners.find(*id) : std::nullopt;
}

}  // namespace

std::string random_text(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        throw std::runtime_error("the system gives no randomness");
    std::string text;
    unsigned bits = 0, held = 0;
    for (const auto byte : random) {
        held = (held << 8U) | byte;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31U];
    }
    return text;
}

std::string hash_of(const std::string& secret) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (EVP_Digest(secret.data(), secret.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available");
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) (text += hex[digest[i] >> 4U]) += hex[digest[i] & 15U];
    return text;
}

std::string make_pairing_code(Tables& tables, std::int64_t owner, const std::string& connector, Instant real) {
    const auto code = random_text(code_bytes);
    tables.access.put_code(hash_of(code), {connector, owner, real + code_lives, code_tries});
    return code;
}

std::optional<std::int64_t> redeem_pairing_code(Tables& tables, const std::string& code, const Stranger& who,
                                                Instant real) {
    const auto good = tables.access.redeem(hash_of(code), who.connector, real);
    if (good) return good->owner;
    tables.access.wrong_code(who, real);
    return std::nullopt;
}

std::optional<Owner> meet_stranger(Tables& tables, const Event& event, const Rules& rules, Moment moment) {
    const auto* said = std::get_if<TextSaid>(&event.body);
    if (said == nullptr) return std::nullopt;
    const Stranger who{event.connector, event.account, event.user};
    if (const auto code = code_in(said->text); !code.empty() && tables.access.may_try_code(who, moment.real)) {
        if (auto owner = owner_by_code(tables, code, who, moment))
            pair(tables, *std::move(owner), event, moment);
        else
            answer(tables, 0, event, messages::wrong_code(), moment);
        return std::nullopt;
    }
    if (rules.newcomer) return tables.owners.find(make_newcomer(tables, event, *rules.newcomer, moment));
    if (tables.access.first_word_of_stranger(who, moment.real)) answer(tables, 0, event, messages::stranger(), moment);
    return std::nullopt;
}

bool change_owner(Tables& tables, const Event& event, Moment moment) {
    const auto* said = std::get_if<TextSaid>(&event.body);
    if (said == nullptr) return false;
    const Stranger who{event.connector, event.account, event.user};
    const auto code = code_in(said->text);
    if (code.empty() || !tables.access.may_try_code(who, moment.real)) return false;
    auto owner = owner_by_code(tables, code, who, moment);
    if (owner) pair(tables, *std::move(owner), event, moment);
    return owner.has_value();
}

}  // namespace nudged::conversation
