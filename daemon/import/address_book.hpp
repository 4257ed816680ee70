// Address-book bytes -> people. Pure: vCard 2.1, 3.0 and 4.0, and tables (CSV) as people, Google and LinkedIn write
// them.
//
// Nothing is guessed: what cannot be read for sure is a Trouble that names the line, and everything else comes in.
// Every string handed out is valid UTF-8, without control characters (line ends in `Person::note` apart).
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::address_book {

// The columns of a table say what they are, so the last three are read alike.
enum class Format { vcard, csv, google, linkedin };

// How 3/4/1985 is read. With `unknown` it is a trouble, unless one of the two can only be the day.
enum class DateOrder { unknown, dmy, mdy };

struct Person {
    std::size_t line = 0;  // where the card or row begins, from 1
    std::string uid;       // of the address book; may be empty
    std::string name;      // never empty
    // Keys as in Contact::addresses: phone, email, telegram, linkedin, instagram, facebook, web, post; then phone2, ...
    // Phones as written; telegram to web are addresses to open ("https://..."); post is one line.
    std::map<std::string, std::string> addresses;
    std::vector<ImportantDate> dates;
    std::vector<std::string> tags;  // as in Contact::tags
    std::string note;               // one a line; the last one is "Position, Company" where the book says so
    std::string needs, why;         // as our own export writes them, and importance too
    std::optional<double> importance;
    std::optional<int> cadence_days;
    bool never = false;  // the cadence column says never
    std::optional<Date> last_touch;
    bool died = false;
};

struct Trouble {
    std::size_t line = 0;
    std::string_view kind;   // "email": what is the matter, for which others have the words
    std::string said = {};   // the value that cannot be read, in quotes; of a row how many values it has
    std::string about = {};  // the date that it would be; of a row how many columns there are
};

struct Callbacks {
    std::function<void(Person&&)> person;
    std::function<void(Trouble&&)> trouble;
};

// Reads in pieces of any size, which never change the result, in a few MiB of memory whatever the file holds: a line,
// card or row of more than 1 MiB is a trouble (pictures in a card are passed over silently).
// Text is UTF-8 or UTF-16, or the charset a card declares. A value that declares nothing and is not UTF-8 is read as
// windows-1252. Callbacks are called from feed() and finish(), in file order; what they throw passes through.
class Reader {
public:
    explicit Reader(Format, Callbacks, DateOrder = DateOrder::unknown);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void feed(std::string_view bytes);
    void finish();  // once, after the last feed()

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// From the first few KiB of a file, and its name where these do not tell. Absent: not an address book.
[[nodiscard]] std::optional<Format> guess_format(std::string_view first_bytes, std::string_view file_name);

// For telling that two addresses are the same. phone_key: the digits, with a leading '+' (00 becomes one), without an
// extension; empty when there are none. email_key: trimmed, lower case, without "mailto:".
[[nodiscard]] std::string phone_key(std::string_view phone);
[[nodiscard]] std::string email_key(std::string_view email);

}  // namespace nudged::address_book
