// Writes what SQLite appends to its write-ahead log in few large pieces. SQLite itself makes two calls for each page,
// one for a header of 24 bytes and one for the page; under load they were a seventh of what the store's thread does.
#pragma once

namespace nudged::sqlite {

// The name of a file system (https://www.sqlite.org/vfs.html) that is SQLite's usual one, but gathers the pages of a
// transaction in front of the one that commits it. When SQLite has written that one all are written, and every error
// has been answered: to SQLite, and after a crash, it is as if nothing had been gathered.
// Only for connections that write nothing before they commit (PRAGMA cache_spill=OFF): an error in writing pages of an
// open transaction could come up where SQLite only reads, and it might go on without them.
// Registered by the first call; any thread may call. Throws StoreError.
[[nodiscard]] const char* vfs_that_gathers_the_log();

}  // namespace nudged::sqlite
