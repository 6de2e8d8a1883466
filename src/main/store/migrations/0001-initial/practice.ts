/** The practice itself: settings, policy, accounts, own keys, trusted roots, and bytes that others point to. */
export const practiceTables = `
  CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE settings (
    key        TEXT PRIMARY KEY,
    value_json TEXT NOT NULL CHECK (json_valid(value_json)),
    updated_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Settings that protect have versions; the newest counts, of the practice that wasn't left.
  CREATE TABLE policies (
    id           INTEGER PRIMARY KEY,
    version      INTEGER NOT NULL,
    body_json    TEXT NOT NULL CHECK (json_valid(body_json)),
    signature    BLOB NOT NULL,
    signer       TEXT NOT NULL,
    effective_at INTEGER NOT NULL,
    left_at      INTEGER
  ) STRICT;

  -- Bytes of any size, in pieces of 512 KB with consecutive ids: the owner keeps the first id and the whole size.
  CREATE TABLE blob_chunks (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    bytes     BLOB NOT NULL,
    -- 1: a Zstandard frame of its own (RFC 8878).
    is_packed INTEGER NOT NULL CHECK (is_packed IN (0, 1))
  ) STRICT;

  CREATE TABLE accounts (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    position         INTEGER NOT NULL DEFAULT 0,
    address          TEXT NOT NULL COLLATE NOCASE UNIQUE,
    name             TEXT NOT NULL,
    settings_json    TEXT NOT NULL CHECK (json_valid(settings_json)),
    credentials_json TEXT CHECK (json_valid(credentials_json)),
    -- Does the host file sent mail by itself? NULL: not seen yet.
    host_files_sent  INTEGER CHECK (host_files_sent IN (0, 1)),
    size_limit_bytes INTEGER,
    -- Below what is written from here; NULL: the practice's.
    signature        TEXT,
    -- Taken away by a person; the row goes when the last of its mail has gone.
    removed_at       INTEGER,
    -- 1: the one account without a server, for mail that was imported.
    is_local         INTEGER NOT NULL DEFAULT 0 CHECK (is_local IN (0, 1)),
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
  ) STRICT;

  -- The practice's own keys. Old ones stay: old mail needs them.
  CREATE TABLE own_keys (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('openpgp', 'smime')),
    fingerprint TEXT NOT NULL,
    -- Of the account that it is the key of (OpenPGP); NULL: it names whom its issuer says (S/MIME).
    account_address TEXT COLLATE NOCASE,
    addresses_json TEXT NOT NULL CHECK (json_valid(addresses_json)),
    secret      TEXT NOT NULL,
    certificate TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,
    -- The certificate as it is handed out after revocation; what our own old mail is judged by stays as it was.
    revoked_at  INTEGER,
    revoked_certificate TEXT,
    is_default  INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    UNIQUE (kind, fingerprint),
    CHECK ((revoked_at IS NULL) = (revoked_certificate IS NULL)),
    CHECK ((kind = 'openpgp') = (account_address IS NOT NULL)),
    CHECK (kind = 'openpgp' OR is_default = 0)
  ) STRICT;
  CREATE UNIQUE INDEX own_keys_default ON own_keys (account_address) WHERE is_default = 1;

  -- Which S/MIME certificate signs what an account sends. One that names two accounts may sign for both.
  CREATE TABLE signing_certificates (
    account_id INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    own_key_id INTEGER NOT NULL REFERENCES own_keys (id) ON DELETE CASCADE
  ) STRICT;

  -- Authorities whose mail certificates the practice trusts besides those of the system's roots.
  CREATE TABLE trust_roots (
    fingerprint TEXT PRIMARY KEY,
    pem         TEXT NOT NULL,
    added_at    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Lists of revoked certificates that a person imported; one of each issuer and part, and never an id twice.
  CREATE TABLE revocation_lists (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    issuer_key_hash    TEXT NOT NULL,
    part               TEXT NOT NULL,
    issuer             TEXT NOT NULL,
    issuer_fingerprint TEXT NOT NULL,
    issued_at          INTEGER NOT NULL,
    next_at            INTEGER,
    entries            INTEGER NOT NULL,
    added_at           INTEGER NOT NULL,
    der                BLOB NOT NULL,
    UNIQUE (issuer_key_hash, part)
  ) STRICT;

  -- Findings that the practice never wants flagged; the key is the value as it is compared.
  CREATE TABLE never_flagged (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    category TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,
    value    TEXT NOT NULL,
    added_at INTEGER NOT NULL
  ) STRICT;

  -- Words that spelling takes for right; the key is the word as it is compared.
  CREATE TABLE learned_words (
    key        TEXT PRIMARY KEY,
    word       TEXT NOT NULL,
    learned_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Files that left this store's protection because the person saved, opened, printed or exported them.
  CREATE TABLE files_let_out (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    way        TEXT NOT NULL CHECK (way IN ('saved', 'opened', 'printed', 'exported')),
    path       TEXT,
    name       TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    message_id INTEGER
  ) STRICT;
  CREATE INDEX files_let_out_at ON files_let_out (at);
`
