#include "daemon/import/columns.hpp"

#include <algorithm>
#include <array>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

struct Known {
    std::string_view shape;  // of the column's name: lower case, letters only
    Role role;
    std::string_view detail = {};
};

constexpr Known known[] = {
    {"name", Role::name},
    {"fullname", Role::name},
    {"displayname", Role::name},
    {"contact", Role::name},
    {"contactname", Role::name},
    {"nombrecompleto", Role::name},
    {"person", Role::name},
    {"firstname", Role::given},
    {"givenname", Role::given},
    {"first", Role::given},
    {"vorname", Role::given},
    {"pr\u00e9nom", Role::given},
    {"prenom", Role::given},
    {"nombre", Role::given},
    {"forename", Role::given},
    {"middlename", Role::middle},
    {"additionalname", Role::middle},
    {"lastname", Role::family},
    {"familyname", Role::family},
    {"last", Role::family},
    {"surname", Role::family},
    {"nachname", Role::family},
    {"nom", Role::family},
    {"apellido", Role::family},
    {"apellidos", Role::family},
    {"company", Role::company},
    {"organization", Role::company},
    {"organisation", Role::company},
    {"organizationname", Role::company},
    {"firma", Role::company},
    {"employer", Role::company},
    {"position", Role::position},
    {"jobtitle", Role::position},
    {"organizationtitle", Role::position},
    {"email", Role::email},
    {"mail", Role::email},
    {"emails", Role::email},
    {"emailaddress", Role::email},
    {"emailvalue", Role::email},
    {"emailadresse", Role::email},
    {"correo", Role::email},
    {"phone", Role::phone},
    {"phones", Role::phone},
    {"phonenumber", Role::phone},
    {"phonevalue", Role::phone},
    {"tel", Role::phone},
    {"telephone", Role::phone},
    {"telefon", Role::phone},
    {"t\u00e9l\u00e9phone", Role::phone},
    {"homephone", Role::phone},
    {"businessphone", Role::phone},
    {"workphone", Role::phone},
    {"otherphone", Role::phone},
    {"primaryphone", Role::phone, "primary"},
    {"mobile", Role::phone, "mobile"},
    {"mobilephone", Role::phone, "mobile"},
    {"cell", Role::phone, "mobile"},
    {"cellphone", Role::phone, "mobile"},
    {"handy", Role::phone, "mobile"},
    {"emaillabel", Role::label},
    {"emailtype", Role::label},
    {"phonelabel", Role::label},
    {"phonetype", Role::label},
    {"eventlabel", Role::label},
    {"eventtype", Role::label},
    {"url", Role::link},
    {"website", Role::link},
    {"websitevalue", Role::link},
    {"webpage", Role::link},
    {"profile", Role::link},
    {"profileurl", Role::link},
    {"web", Role::link},
    {"homepage", Role::link},
    {"linkedin", Role::link, "linkedin"},
    {"linkedinurl", Role::link, "linkedin"},
    {"linkedinprofile", Role::link, "linkedin"},
    {"telegram", Role::link, "telegram"},
    {"instagram", Role::link, "instagram"},
    {"facebook", Role::link, "facebook"},
    {"address", Role::post},
    {"postaladdress", Role::post},
    {"homeaddress", Role::post},
    {"addressformatted", Role::post, "whole"},
    {"post", Role::post},
    {"adresse", Role::post},
    {"birthday", Role::birthday},
    {"birthdate", Role::birthday},
    {"bday", Role::birthday},
    {"dateofbirth", Role::birthday},
    {"geburtstag", Role::birthday},
    {"anniversary", Role::anniversary},
    {"eventvalue", Role::event},
    {"note", Role::note},
    {"notes", Role::note},
    {"comment", Role::note},
    {"comments", Role::note},
    {"notizen", Role::note},
    {"tags", Role::tags},
    {"tag", Role::tags},
    {"labels", Role::tags},
    {"groups", Role::tags},
    {"group", Role::tags},
    {"groupmembership", Role::tags},
    {"categories", Role::tags},
    {"category", Role::tags},
    {"every", Role::cadence},
    {"cadence", Role::cadence},
    {"cadencedays", Role::cadence},
    {"frequency", Role::cadence},
    {"rhythm", Role::cadence},
    {"lasttouch", Role::last_touch},
    {"lastcontact", Role::last_touch},
    {"lastcontacted", Role::last_touch},
    {"uid", Role::uid},
    {"importance", Role::importance},
    {"needs", Role::needs},
    {"why", Role::why},
    {"backon", Role::not_read},
    {"theysaid", Role::not_read},
    {"reason", Role::not_read},
    {"snoozedto", Role::not_read},
};

constexpr std::array<std::string_view, 6> places = {"home", "business", "work", "other", "address", "mailing"};
constexpr std::array<std::string_view, 12> address_parts = {"street", "extendedaddress", "pobox",   "city",
                                                            "town",   "region",          "state",   "postalcode",
                                                            "zip",    "zipcode",         "country", "countryregion"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "E-mail 1 - Value" -> "email1value"
std::string compact(std::string_view name) {
    auto text = unicode_lower(to_utf8(std::string(name)));
    std::erase_if(text,
                  [](char c) { return static_cast<signed char>(c) >= 0 && !is_digit(c) && (c < 'a' || c > 'z'); });
    return text;
}

Column column_named(std::string_view name) {
    const auto text = compact(name);
    auto shape = text;
    std::erase_if(shape, is_digit);
    const auto number_end = text.find_last_of("0123456789");
    const auto group = number_end == std::string::npos ? text : text.substr(0, number_end + 1);
    for (const auto& one : known)
        if (one.shape == shape) return {one.role, group, std::string(one.detail)};

    std::string place;
    for (const auto one : places)
        if (shape.starts_with(one)) place = one;
    const auto part = shape.substr(place.size());
    if (std::find(address_parts.begin(), address_parts.end(), part) == address_parts.end()) return {};
    if (place.empty()) return {Role::post, "address", {}};
    return {Role::post, place == "address" ? group : place, {}};
}

}  // namespace

std::optional<std::vector<Column>> read_header(const std::vector<std::string>& fields) {
    std::vector<Column> columns;
    for (const auto& field : fields) columns.push_back(field.size() > 200 ? Column{} : column_named(field));
    const bool named = std::any_of(columns.begin(), columns.end(), [](const Column& column) {
        return column.role == Role::name || column.role == Role::given || column.role == Role::family;
    });
    return named ? std::optional(std::move(columns)) : std::nullopt;
}

char separator_of(std::string_view header) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {',', ';', '\t'}) {
        const auto count = std::count(header.begin(), header.end(), candidate);
        if (count > most) {
            best = candidate;
            most = count;
        }
    }
    return best;
}

}  // namespace nudged::address_book
