// In which language this thread says what it says.
#pragma once

#include "storage/records.hpp"

namespace nudged::messages {

// From here to the end of its scope. English is said without one.
class Speaking {
public:
    explicit Speaking(Language);
    ~Speaking();
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;

    void go_on_in(Language);  // to the end of the same scope

private:
    Language before_;
};

}  // namespace nudged::messages
