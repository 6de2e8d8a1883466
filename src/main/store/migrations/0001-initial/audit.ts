/** The audit log. Rows are added, never changed: the triggers catch mistakes, the hash chain catches the rest. */
export const auditTables = `
  CREATE TABLE audit_events (
    seq       INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    type      TEXT NOT NULL,
    -- The exact bytes that the hash covers (docs/audit-log.md).
    canonical BLOB NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
  ) STRICT;
  CREATE INDEX audit_events_at ON audit_events (at);
  CREATE INDEX audit_events_type ON audit_events (type, seq);

  CREATE TRIGGER audit_events_never_change BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
  CREATE TRIGGER audit_events_never_go BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
  CREATE TRIGGER audit_events_in_order BEFORE INSERT ON audit_events
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_events)
  BEGIN SELECT RAISE(ABORT, 'audit events are numbered without a gap'); END;

  -- Which events speak of a person ('person:CODE') or of a message ('message:ID').
  CREATE TABLE audit_references (
    reference TEXT NOT NULL,
    seq       INTEGER NOT NULL REFERENCES audit_events (seq),
    PRIMARY KEY (reference, seq)
  ) STRICT, WITHOUT ROWID;

  -- Random codes that stand for people in events. The name stays here after the contact is gone.
  CREATE TABLE audit_people (
    code       TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('user', 'patient', 'colleague', 'other')),
    contact_id INTEGER UNIQUE,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What protected each copy that was handed over: signed, and named by its hash in the event that tells of it. No foreign key:
  -- a receipt outlives its copy.
  CREATE TABLE receipts (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    submission_id INTEGER NOT NULL,
    logical_id    INTEGER NOT NULL,
    hash          BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    signed        BLOB NOT NULL
  ) STRICT;
  CREATE INDEX receipts_logical ON receipts (logical_id);
  CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipts
  BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;
  CREATE TRIGGER receipts_never_go BEFORE DELETE ON receipts
  BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;

  -- Heads of the chain that were signed or kept outside this file.
  CREATE TABLE audit_checkpoints (
    seq       INTEGER NOT NULL,
    hash      BLOB NOT NULL,
    place     TEXT NOT NULL CHECK (place IN ('keychain', 'export', 'mail', 'syslog')),
    signature BLOB,
    at        INTEGER NOT NULL,
    PRIMARY KEY (seq, place)
  ) STRICT, WITHOUT ROWID;
`
