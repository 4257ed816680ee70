// One line of a message: its clauses one after the other, each with its free text, and the question about the first
// that is not clear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/replies/clauses.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::replies {

constexpr std::size_t most_commands = 100;  // of a message

class LineReader {
public:
    LineReader(std::string_view text, std::size_t begin, std::size_t end, Names& names, const Context& context,
               Understanding& into);
    // False: the line is a question that is no command.
    bool run();

private:
    [[nodiscard]] bool is_separator(std::size_t at) const;
    [[nodiscard]] std::optional<Courtesy> courtesy_line() const;
    // "thanks! done 2"
    [[nodiscard]] std::size_t behind_courtesies();
    [[nodiscard]] bool is_question() const;
    bool question();
    // Somebody, and what is to be done or was said.
    struct Piece {
        std::size_t at = 0, end = 0;  // whom it is about
        const Person* person = nullptr;
        bool other = false;  // it may have to be asked about
    };
    bool several_in_one_breath();
    [[nodiscard]] std::vector<Piece> pieces() const;
    [[nodiscard]] std::optional<Piece> piece_at(std::size_t at) const;
    std::size_t clause(std::size_t at);
    std::size_t without_text(Head& head);
    // Who is added together with the first: "add Pia, Ben and Zoe".
    std::size_t added(Head first);
    [[nodiscard]] std::optional<Head> another_name(std::size_t at);
    // Behind somebody who is added, what would be a command by itself: "and June", ", Zoe every 2 weeks".
    [[nodiscard]] bool is_another_name(std::size_t joint, std::size_t at);
    // A separator and behind it a clause that stands for itself; not "tomorrow" behind somebody who is in doubt.
    [[nodiscard]] bool is_clause_behind(const Head& head);
    [[nodiscard]] bool stands_alone(std::size_t at);
    // Free text ends only before ";" and a command, and not within quotes.
    [[nodiscard]] std::size_t text_end(std::size_t at);
    // The other end of a quotation; the mark itself when it has none.
    [[nodiscard]] std::size_t closing_quote(std::size_t mark) const;
    [[nodiscard]] std::size_t byte_end(std::size_t token) const;
    // Where within a free text something stands that reads like a command to somebody: one note, or two commands?
    // `directly`: right behind the head, which needs no text, one may begin with a person.
    [[nodiscard]] std::optional<std::size_t> second_command(std::size_t begin, std::size_t end, bool directly);
    // "she died", "passed away last night": of the person themselves.
    [[nodiscard]] bool is_their_death(std::size_t at) const;
    void take_text(Head& head, std::size_t begin, std::size_t end);
    void ask_about_a_taken_name(Head& head);
    // Of a touch whose words are complete: how it was, and whether anybody answered.
    static void tell_the_way(Command& command);
    // A verb that is itself the beginning of the text, and the text behind it.
    [[nodiscard]] std::string joined(const std::string& verb, std::string text, std::size_t begin) const;
    // The clause from its first word to the free text, with nobody in doubt.
    [[nodiscard]] std::string resolved_head(const Head& head, std::size_t text_begin) const;
    void ask_two(Head& head, std::size_t begin, std::size_t second, std::size_t end);
    void ask_no_or_later(Head& head, std::size_t begin, std::size_t end, const std::string& reason);
    // "promise nicole send pricing by friday"
    void take_due_date(Head& head, std::size_t begin, std::size_t end, std::string& text);
    void ask_unknown(std::size_t begin, std::size_t end);
    [[nodiscard]] std::string edited(std::size_t begin, std::size_t end, std::vector<Edit> edits) const;
    // The clause [head.begin, end) is understood: a command, or the question about it.
    void settle(Head& head, std::size_t end);
    void ask_for_what_is_missing(Head& head, std::size_t end, std::size_t begin, std::size_t stop);
    void ask(const Head& head, std::size_t begin, std::size_t stop);
    [[nodiscard]] std::string for_the_others(const Head& head, std::size_t begin, std::size_t stop) const;
    static void keep_for_the_answer(Ask& ask, const std::string& clause);

    std::string_view text_;
    std::size_t end_;
    Names& names_;
    const Context& context_;
    Clauses clauses_;
    const std::vector<Token>& tokens_;
    Understanding& into_;
};

}  // namespace nudged::replies
