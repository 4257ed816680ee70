// Keys of owner data begin with the owner, those of the queues with the connector's account. Instants are milliseconds,
// dates days, both since 1970. A `document` is the whole record as JSON; the columns beside it are what is looked up.
#pragma once

namespace nudged {

inline constexpr const char* first_schema = R"sql(
CREATE TABLE owner (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    wake BIGINT NOT NULL DEFAULT 0,
    demand BIGINT NOT NULL DEFAULT 0,
    last_contact BIGINT NOT NULL DEFAULT 0,
    last_entry BIGINT NOT NULL DEFAULT 0,
    last_touch BIGINT NOT NULL DEFAULT 0,
    last_question BIGINT NOT NULL DEFAULT 0,
    last_line BIGINT NOT NULL DEFAULT 0,
    last_version BIGINT NOT NULL DEFAULT 0,
    newest_entry_at BIGINT,
    document TEXT NOT NULL,
    nudges TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX owner_wake ON owner (wake);

CREATE TABLE pairing (
    connector TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, owner BIGINT NOT NULL,
    PRIMARY KEY (connector, account, person, owner)
) {clustered};
CREATE INDEX pairing_owner ON pairing (owner);

CREATE TABLE contact (
    owner BIGINT NOT NULL, id BIGINT NOT NULL,
    name TEXT NOT NULL, folded TEXT NOT NULL,
    state BIGINT NOT NULL, wake BIGINT, demand BIGINT NOT NULL, sample BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX contact_name ON contact (owner, folded, id, name);
CREATE INDEX contact_due ON contact (owner, id, wake);
CREATE INDEX contact_next ON contact (owner, state, wake);
CREATE INDEX contact_sample ON contact (owner, id) WHERE sample = 1;

CREATE TABLE contact_date (
    owner BIGINT NOT NULL, month BIGINT NOT NULL, day BIGINT NOT NULL, contact BIGINT NOT NULL,
    PRIMARY KEY (owner, month, day, contact),
    FOREIGN KEY (owner, contact) REFERENCES contact (owner, id) ON DELETE CASCADE
) {clustered};
CREATE INDEX contact_date_of ON contact_date (owner, contact);

CREATE TABLE contact_identity (
    owner BIGINT NOT NULL, identity TEXT NOT NULL, contact BIGINT NOT NULL,
    PRIMARY KEY (owner, identity, contact),
    FOREIGN KEY (owner, contact) REFERENCES contact (owner, id) ON DELETE CASCADE
) {clustered};
CREATE INDEX contact_identity_of ON contact_identity (owner, contact);

CREATE TABLE attention (
    owner BIGINT NOT NULL, contact BIGINT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (owner, contact),
    FOREIGN KEY (owner, contact) REFERENCES contact (owner, id) ON DELETE CASCADE
) {clustered};

CREATE TABLE journal (
    owner BIGINT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL,
    contact BIGINT, name TEXT NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
    note TEXT NOT NULL, reason TEXT NOT NULL, until BIGINT, source TEXT NOT NULL,
    batch BIGINT NOT NULL, undone_by BIGINT NOT NULL, can_undo BIGINT NOT NULL, changes TEXT NOT NULL,
    PRIMARY KEY (owner, seq)
);
CREATE INDEX journal_contact ON journal (owner, contact, seq);
CREATE INDEX journal_batch ON journal (owner, batch, seq);
CREATE INDEX journal_standing ON journal (owner, seq) WHERE can_undo = 1 AND undone_by = 0;

CREATE TABLE touch (
    owner BIGINT NOT NULL, id BIGINT NOT NULL, contact BIGINT NOT NULL, at BIGINT NOT NULL,
    kind BIGINT NOT NULL, channel TEXT NOT NULL, note TEXT NOT NULL, entry BIGINT NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX touch_contact ON touch (owner, contact, at, id);
CREATE INDEX touch_entry ON touch (owner, entry);

CREATE TABLE list (
    owner BIGINT NOT NULL, date BIGINT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (owner, date)
);

CREATE TABLE question (
    owner BIGINT NOT NULL, id BIGINT NOT NULL, asked BIGINT NOT NULL, body TEXT NOT NULL,
    is_open BIGINT NOT NULL, pending BIGINT NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX question_pending ON question (owner, id) WHERE pending = 1;

CREATE TABLE outbox (
    id {serial},
    owner BIGINT NOT NULL, connector TEXT NOT NULL, account TEXT NOT NULL, chat TEXT NOT NULL,
    kind BIGINT NOT NULL, list_date BIGINT, target TEXT NOT NULL, edit_of BIGINT NOT NULL, body TEXT NOT NULL,
    state BIGINT NOT NULL, doubtful BIGINT NOT NULL, plain BIGINT NOT NULL, attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL, cut_off BIGINT, sent_at BIGINT, reference TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE UNIQUE INDEX outbox_once ON outbox (owner, list_date, kind) WHERE kind <= 1 AND list_date IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (connector, account, not_before) WHERE state <= 1;
CREATE INDEX outbox_chat ON outbox (connector, account, chat, id) WHERE state <= 1;
CREATE INDEX outbox_under_way ON outbox (connector, account, chat, id) WHERE state = 1;
CREATE INDEX outbox_list ON outbox (owner, list_date) WHERE list_date IS NOT NULL;
CREATE INDEX outbox_reference ON outbox (connector, account, chat, reference) WHERE reference <> '';

CREATE TABLE inbox (
    connector TEXT NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL, failure TEXT,
    PRIMARY KEY (connector, account, key)
) {clustered};
CREATE INDEX inbox_failed ON inbox (connector, account) WHERE failure IS NOT NULL;
CREATE TABLE poll_cursor (
    connector TEXT NOT NULL, account TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (connector, account)
) {clustered};

CREATE TABLE chat_line (
    owner BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL,
    mine BIGINT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX chat_line_version ON chat_line (owner, version);

CREATE TABLE pairing_code (
    hash TEXT PRIMARY KEY, connector TEXT NOT NULL, owner BIGINT NOT NULL, expires BIGINT NOT NULL,
    tries_left BIGINT NOT NULL
) {clustered};
CREATE TABLE web_session (hash TEXT PRIMARY KEY, owner BIGINT NOT NULL, created BIGINT NOT NULL) {clustered};
CREATE TABLE stranger (
    connector TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (connector, account, person)
) {clustered};
)sql";

}  // namespace nudged
