/** Mail brought in from files and taken along to files. */
export const carryTables = `
  CREATE TABLE transfers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    direction  TEXT NOT NULL CHECK (direction IN ('import', 'export')),
    -- Where it is read from or written to.
    place      TEXT NOT NULL,
    name       TEXT NOT NULL,
    -- running and not in work: the program or the vault was closed before its end was recorded.
    state      TEXT NOT NULL CHECK (state IN ('running', 'complete', 'stopped', 'failed', 'interrupted')),
    -- What came of it so far; the engine owns the shape.
    counts_json TEXT NOT NULL CHECK (json_valid(counts_json)),
    started_at INTEGER NOT NULL,
    ended_at   INTEGER
  ) STRICT;

  -- What was imported, so that nothing is imported twice. identity: SHA-256 of the message without what mail
  -- programs note in it for themselves.
  CREATE TABLE imported_messages (
    mailbox_id  INTEGER NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    identity    BLOB NOT NULL CHECK (length(identity) = 32),
    message_id  INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    transfer_id INTEGER NOT NULL REFERENCES transfers (id),
    PRIMARY KEY (mailbox_id, identity)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX imported_messages_message ON imported_messages (message_id);
  CREATE INDEX imported_messages_transfer ON imported_messages (transfer_id);

  -- What an import found and couldn't bring.
  CREATE TABLE import_problems (
    transfer_id INTEGER NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    path        TEXT NOT NULL,
    reason      TEXT NOT NULL,
    PRIMARY KEY (transfer_id, path, reason)
  ) STRICT, WITHOUT ROWID;
`
