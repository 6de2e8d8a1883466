/** What the server holds, as last seen, and what was done here that it doesn't know yet. */
export const mailTables = `
  CREATE TABLE mailboxes (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    path           TEXT NOT NULL,
    delimiter      TEXT NOT NULL,
    name           TEXT NOT NULL,
    role           TEXT NOT NULL CHECK (role IN ('inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'other')),
    is_subscribed  INTEGER NOT NULL CHECK (is_subscribed IN (0, 1)),
    is_selectable  INTEGER NOT NULL CHECK (is_selectable IN (0, 1)),
    uid_validity   INTEGER,
    uid_next       INTEGER,
    -- 63 bits (RFC 7162): text, because JavaScript numbers have 53.
    highest_modseq TEXT,
    server_total   INTEGER,
    -- Where an interrupted sync goes on; only inbound reads it.
    progress_json  TEXT CHECK (json_valid(progress_json)),
    synced_at      INTEGER,
    UNIQUE (account_id, path)
  ) STRICT;

  CREATE TABLE threads (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
  ) STRICT;

  -- Message-IDs known to belong to a thread, also of messages that were never seen.
  CREATE TABLE thread_links (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    thread_id  INTEGER NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX thread_links_thread ON thread_links (thread_id);

  -- id is the time in seconds times 1024 plus a tie-breaker: descending ids are newest first, in lists and in search
  -- alike (the full-text index has the same rowid).
  CREATE TABLE messages (
    id              INTEGER PRIMARY KEY,
    -- Its mailbox's. Not a reference of its own: to check one, every message would be read when an account goes.
    account_id      INTEGER NOT NULL,
    mailbox_id      INTEGER NOT NULL REFERENCES mailboxes (id),
    -- NULL: only here (moved and not yet confirmed, imported, or its mailbox was renumbered).
    uid             INTEGER,
    modseq          TEXT,
    is_seen         INTEGER NOT NULL CHECK (is_seen IN (0, 1)),
    is_flagged      INTEGER NOT NULL CHECK (is_flagged IN (0, 1)),
    is_answered     INTEGER NOT NULL CHECK (is_answered IN (0, 1)),
    is_draft        INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
    is_deleted      INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
    keywords_json   TEXT NOT NULL CHECK (json_valid(keywords_json)),
    internal_date   INTEGER NOT NULL,
    sent_date       INTEGER,
    size_bytes      INTEGER NOT NULL,
    -- The host's own lasting id (RFC 8474 EMAILID, X-GM-MSGID): the same message in several mailboxes.
    email_id        TEXT,
    body_state      TEXT NOT NULL CHECK (body_state IN ('absent', 'stored', 'too-complex')),
    -- 1: what came of it says that all of it is needed, since it is encrypted or signed.
    needs_whole     INTEGER NOT NULL DEFAULT 0 CHECK (needs_whole IN (0, 1)),
    blob_first      INTEGER,
    blob_size       INTEGER,
    raw_sha256      BLOB,
    message_id      TEXT,
    thread_id       INTEGER NOT NULL REFERENCES threads (id),
    envelope_json   TEXT NOT NULL CHECK (json_valid(envelope_json)),
    subject         TEXT NOT NULL,
    snippet         TEXT NOT NULL,
    has_attachments INTEGER NOT NULL CHECK (has_attachments IN (0, 1)),
    attachments_json TEXT NOT NULL CHECK (json_valid(attachments_json)),
    mark            TEXT CHECK (mark IN ('sealed', 'encrypted', 'not-encrypted', 'suspicious')),
    protection_json TEXT CHECK (json_valid(protection_json)),
    authenticity_json TEXT CHECK (json_valid(authenticity_json)),
    logical_id      INTEGER REFERENCES logical_messages (id) ON DELETE SET NULL,
    -- 1: the mailbox was renumbered and this row hasn't met its message again.
    is_stale        INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
    added_at        INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX messages_uid ON messages (mailbox_id, uid) WHERE uid IS NOT NULL;
  CREATE INDEX messages_listed ON messages (mailbox_id, is_deleted, id);
  CREATE INDEX messages_unread ON messages (mailbox_id, id) WHERE is_seen = 0 AND is_deleted = 0;
  CREATE INDEX messages_any_unread ON messages (is_seen, id) WHERE is_seen = 0;
  CREATE INDEX messages_any_flagged ON messages (is_flagged, id) WHERE is_flagged = 1;
  CREATE INDEX messages_any_deleted ON messages (is_deleted, id) WHERE is_deleted = 1;
  CREATE INDEX messages_any_attachment ON messages (has_attachments, id) WHERE has_attachments = 1;
  CREATE INDEX messages_thread ON messages (thread_id, id);
  CREATE INDEX messages_message_id ON messages (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX messages_bodiless ON messages (mailbox_id, id) WHERE body_state = 'absent';
  CREATE INDEX messages_unplaced ON messages (mailbox_id, id) WHERE uid IS NULL;
  CREATE INDEX messages_logical ON messages (logical_id) WHERE logical_id IS NOT NULL;

  -- Done here, not yet on the server; replayed in the order of id.
  CREATE TABLE server_actions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN (
      'set-flags', 'move', 'delete', 'append', 'create-mailbox', 'rename-mailbox', 'delete-mailbox')),
    -- Where the message lay when it was done, and its UID there: what the server has to be told.
    mailbox_id  INTEGER,
    uid         INTEGER,
    message_id  INTEGER,
    payload_json TEXT NOT NULL CHECK (json_valid(payload_json)),
    state       TEXT NOT NULL CHECK (state IN ('pending', 'attempting', 'failed')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    not_before  INTEGER NOT NULL DEFAULT 0,
    error_code  TEXT,
    created_at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX server_actions_account ON server_actions (account_id, state, id);
  CREATE INDEX server_actions_mailbox ON server_actions (mailbox_id, uid);
  CREATE INDEX server_actions_message ON server_actions (message_id) WHERE message_id IS NOT NULL;
`
