// What keeps a clause from being a command, until it becomes a question.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

// A piece of the original text and what it is to be replaced by.
struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string with = {};
};

// What keeps a clause from being a command. The choices are made of it when the end of the clause is known.
struct Trouble {
    struct Option {
        std::string label = {};
        std::string with = {};  // stands in the place of the unclear words
        std::int64_t person = 0;
        std::vector<std::string> answers = {};
        bool whole = false;  // `with` is the whole command
    };
    AskCode code = AskCode::unknown;
    std::string subject = {};
    Edit place = {};          // `with` is not used
    std::string before = {};  // stands before whatever is put into the place
    std::vector<Option> options = {};
    bool fillable = true;  // a typed answer may be put into the place
};

// A question with two answers: yes means the command `yes`, no means nothing.
[[nodiscard]] Trouble yes_or_no(AskCode code, const Person& about, std::string yes);
// "zoe called": `verb` and whatever stands behind it in `words`. Did the owner, or did they?
[[nodiscard]] Trouble who_contacted_whom(std::string subject, const std::string& target, const std::string& verb,
                                         const std::string& words);
// STOP and CANCEL mean too many things to guess one.
// `target`: who may be closed; empty = nobody was named, and then `names` is too.
[[nodiscard]] Trouble stop_what(const std::string& said, const std::string& target, const std::string& names);
// "never contact karl again": are they to come off the list?
[[nodiscard]] Trouble take_off(const std::string& target, const std::string& names);
[[nodiscard]] Trouble no_or_skip(const std::string& target);
// "undo all": one thing at a time is taken back, and the owner sees which.
[[nodiscard]] Trouble undo_one(const std::string& said);

}  // namespace nudged::replies
