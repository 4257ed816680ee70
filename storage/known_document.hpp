// The document that was last read or written, and what it says: the next reply mostly comes back to the same, and
// reading it anew would cost more than finding it. It is known by its whole text, so it cannot be out of date.
#pragma once

#include <string>
#include <utility>

#include "storage/record_json.hpp"

namespace nudged {

template <class Record>
class KnownDocument {
public:
    [[nodiscard]] const Record& read(const std::string& document) {
        if (document != document_) {
            record_ = from_document<Record>(document);
            document_ = document;
        }
        return record_;
    }
    // Returns the document.
    const std::string& written(const Record& record) {
        document_ = document_of(record);
        record_ = record;
        return document_;
    }

private:
    std::string document_;
    Record record_;
};

}  // namespace nudged
