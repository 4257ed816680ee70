#include "connectors/slack/calls.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <utility>

#include "connectors/slack/answer.hpp"

namespace nudged::slack {

namespace {

using wire::member;
using wire::string_at;

bool is_its_own_fault(const std::string& error) {
    constexpr std::string_view codes[] = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"};
    return std::find(std::begin(codes), std::end(codes), error) != std::end(codes);
}

Trouble trouble_of(const Answer& answer, const HttpResponse& response) {
    using Kind = Trouble::Kind;
    if (response.status == 0) return {Kind::back_off, {}, response.error};
    const std::string reason = reason_of(answer);
    if (is_too_fast(answer)) return {Kind::wait, retry_after(response), reason};
    if (!answer.readable || answer.status >= 500 || is_its_own_fault(answer.error)) return {Kind::back_off, {}, reason};
    if (refuses_account(answer.error)) return {Kind::refused, {}, reason};
    return {Kind::in_vain, {}, reason};
}

// The whole answer, or why there is none.
std::variant<ParsedJson, Trouble> result_of(const HttpResponse& response) {
    Answer answer = read_answer(response);
    if (answer.readable && answer.ok && answer.status < 300) return std::move(answer.body);
    return trouble_of(answer, response);
}

Trouble unexpected(const char* what) {
    return {Trouble::Kind::back_off, {}, std::string("Slack's answer is not ") + what};
}

std::string base64(const std::string& text) {
    std::string out(4 * ((text.size() + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()),
                    static_cast<int>(text.size()));
    return out;
}

}  // namespace

HttpRequest auth_test(const Api& api) { return ask(api, "auth.test", {}); }

std::variant<Identity, Trouble> read_identity(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson& body = std::get<ParsedJson>(result);
    Identity who{string_at(body, "team_id"), string_at(body, "team"), string_at(body, "url"),
                 string_at(body, "user_id"), string_at(body, "bot_id")};
    if (who.account.empty()) who.account = string_at(body, "enterprise_id");
    if (who.account.empty() || who.user.empty()) return unexpected("about who we are");
    return who;
}

HttpRequest open_conversation(const Api& api, const std::string& user) {
    return ask(api, "conversations.open", {{"users", user}});
}

std::variant<std::string, Trouble> read_conversation(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    std::string channel = string_at(member(std::get<ParsedJson>(result), "channel"), "id");
    if (channel.empty()) return unexpected("a conversation");
    return channel;
}

HttpRequest user_info(const Api& api, const std::string& user) { return ask(api, "users.info", {{"user", user}}); }

std::variant<Person, Trouble> read_person(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson user = member(std::get<ParsedJson>(result), "user");
    if (!user.is_object()) return unexpected("a person");
    Person person;
    const ParsedJson profile = member(user, "profile");
    const std::string names[] = {string_at(profile, "display_name"), string_at(profile, "real_name"),
                                 string_at(user, "real_name"), string_at(user, "name")};
    const auto* const shown =
        std::find_if(std::begin(names), std::end(names), [](const auto& n) { return !n.empty(); });
    if (shown != std::end(names)) person.name = *shown;
    person.zone = string_at(user, "tz");
    person.gone = wire::true_at(user, "deleted");
    person.is_bot = wire::true_at(user, "is_bot");
    person.is_stranger = wire::true_at(user, "is_stranger");
    if (auto team = string_at(user, "team_id"); !team.empty()) person.teams.push_back(std::move(team));
    // In an organisation the one above is where they came in; here are all.
    for (const ParsedJson& team : wire::elements(member(member(user, "enterprise_user"), "teams")))
        if (team.is_string()) person.teams.push_back(wire::text_of(team));
    return person;
}

HttpRequest publish_home(const Api& api, const std::string& user, const std::string& view) {
    return ask(api, "views.publish", {{"user_id", user}, {"view", view}});
}

std::optional<Trouble> read_done(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    return std::nullopt;
}

HttpRequest open_socket(const Api& app) { return ask(app, "apps.connections.open", {}); }

std::variant<std::string, Trouble> read_socket_url(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    std::string url = string_at(std::get<ParsedJson>(result), "url");
    if (!url.starts_with("wss://") && !url.starts_with("ws://")) return unexpected("the address of a socket");
    return url;
}

std::string install_url(const std::string& client_id, const std::string& redirect, const std::string& state) {
    return "https://slack.com/oauth/v2/authorize?" +
           write_form({{"client_id", client_id}, {"scope", scopes}, {"redirect_uri", redirect}, {"state", state}});
}

HttpRequest exchange_code(const std::string& api_url, const Client& client, const std::string& code,
                          const std::string& redirect) {
    HttpRequest request = ask({api_url, ""}, "oauth.v2.access", {{"code", code}, {"redirect_uri", redirect}});
    request.headers.emplace_back("Authorization", "Basic " + base64(client.id + ":" + client.secret));
    request.repeatable = false;
    return request;
}

std::variant<Installation, Trouble> read_installation(const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson& body = std::get<ParsedJson>(result);
    const ParsedJson team = member(body, "team");
    const ParsedJson where = team.is_object() ? team : member(body, "enterprise");
    Installation made{string_at(where, "id"),
                      string_at(where, "name"),
                      string_at(body, "app_id"),
                      string_at(body, "bot_user_id"),
                      string_at(body, "access_token"),
                      string_at(body, "scope"),
                      string_at(member(body, "authed_user"), "id"),
                      wire::true_at(body, "is_enterprise_install")};
    if (made.account.empty() || made.token.empty()) return unexpected("an installation");
    return made;
}

}  // namespace nudged::slack
