/**
 * Exported logs and evidence binders of others, which are read in this vault. What is wrong with a log stands beside it, and
 * its records stay; a binder that doesn't hold isn't kept.
 */
export const readLogTables = `
  -- One log as far as its exports agree; a copy that doesn't hold, or contradicts them, is one of its own.
  CREATE TABLE read_logs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Random id of the log itself.
    log        TEXT NOT NULL,
    -- Fingerprint of the key that signed the exports; null where their manifest can't be believed.
    signer     TEXT,
    title      TEXT NOT NULL,
    names_json TEXT NOT NULL CHECK (json_valid(names_json)),
    fault      TEXT,
    -- Number at which that shows; null: with a file as a whole.
    bad_seq    INTEGER,
    -- First number of which nothing is proven.
    unproven_from INTEGER CHECK ((unproven_from IS NULL) = (fault IS NULL))
  ) STRICT;
  CREATE UNIQUE INDEX read_logs_whole ON read_logs (log) WHERE fault IS NULL;

  CREATE TABLE read_exports (
    file_hash  BLOB PRIMARY KEY CHECK (length(file_hash) = 32),
    read_log   INTEGER NOT NULL REFERENCES read_logs (id) ON DELETE CASCADE,
    added_at   INTEGER NOT NULL,
    -- As its manifest says.
    created_at INTEGER,
    first_seq  INTEGER NOT NULL,
    last_seq   INTEGER NOT NULL,
    -- Hash of the record before the first; null where nothing is proven.
    prev       TEXT,
    withheld   INTEGER NOT NULL,
    head_seq   INTEGER NOT NULL,
    head_hash  TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX read_exports_of ON read_exports (read_log);

  CREATE TABLE read_records (
    read_log  INTEGER NOT NULL REFERENCES read_logs (id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    -- Empty: only its hash is here.
    type      TEXT NOT NULL,
    canonical BLOB NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (read_log, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX read_records_type ON read_records (read_log, type, seq);

  -- As audit_references.
  CREATE TABLE read_references (
    read_log  INTEGER NOT NULL REFERENCES read_logs (id) ON DELETE CASCADE,
    reference TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    PRIMARY KEY (read_log, reference, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE read_binders (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    file_hash  BLOB NOT NULL UNIQUE CHECK (length(file_hash) = 32),
    title      TEXT NOT NULL,
    added_at   INTEGER NOT NULL,
    -- As it was signed.
    content    BLOB NOT NULL
  ) STRICT;
`
