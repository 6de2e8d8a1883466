/** Patients, colleagues and others, their addresses, groups, certificates and the passphrases agreed with them. */
export const peopleTables = `
  CREATE TABLE contacts (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    kind               TEXT NOT NULL CHECK (kind IN ('patient', 'colleague', 'other')),
    name               TEXT NOT NULL,
    nicknames_json     TEXT NOT NULL CHECK (json_valid(nicknames_json)),
    birth_date         TEXT,
    record_number      TEXT,
    phones_json        TEXT NOT NULL CHECK (json_valid(phones_json)),
    reads_mail_on      TEXT NOT NULL CHECK (reads_mail_on IN ('phone', 'computer', 'unsure')),
    -- Which form of the sealed message she is known to have opened.
    form_that_worked   TEXT CHECK (form_that_worked IN ('html', 'pdf')),
    language           TEXT CHECK (language IN ('en', 'es')),
    -- YYYY-MM-DD; NULL: not agreed, or not known.
    agreed_to_email_on TEXT,
    is_blocked         INTEGER NOT NULL DEFAULT 0 CHECK (is_blocked IN (0, 1)),
    -- No longer written to: off the lists, still known to the scan and to old messages.
    archived_at        INTEGER,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX contacts_name ON contacts (name COLLATE NOCASE);

  CREATE TABLE contact_addresses (
    contact_id   INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    address      TEXT NOT NULL COLLATE NOCASE,
    confirmed_at INTEGER,
    PRIMARY KEY (contact_id, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_addresses_address ON contact_addresses (address);

  CREATE TABLE contact_groups (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL COLLATE NOCASE UNIQUE,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE contact_group_members (
    group_id   INTEGER NOT NULL REFERENCES contact_groups (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, contact_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_group_members_contact ON contact_group_members (contact_id);

  -- Addresses that turned out wrong: corrected by a person, or refused by their host.
  CREATE TABLE wrong_addresses (
    address  TEXT PRIMARY KEY COLLATE NOCASE,
    reason   TEXT NOT NULL CHECK (reason IN ('corrected', 'refused')),
    -- The address that took its place, where that is known.
    instead  TEXT COLLATE NOCASE,
    noted_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- A certificate without a contact is a hint that was seen in mail.
  CREATE TABLE certificates (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id  INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('openpgp', 'smime')),
    fingerprint TEXT NOT NULL,
    data        TEXT NOT NULL,
    user_ids_json TEXT NOT NULL CHECK (json_valid(user_ids_json)),
    trust       TEXT NOT NULL CHECK (trust IN ('seen', 'accepted', 'verified', 'rejected')),
    -- Who vouches for it (S/MIME), and what its owner's program announced in signed mail, and when.
    issuer      TEXT,
    capabilities_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(capabilities_json)),
    capabilities_at   INTEGER NOT NULL DEFAULT 0,
    source      TEXT NOT NULL CHECK (source IN ('import', 'attached', 'autocrypt', 'wkd', 'signature', 'vcard')),
    made_at     INTEGER NOT NULL,
    expires_at  INTEGER,
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL,
    accepted_at INTEGER,
    verified_at INTEGER,
    verified_way TEXT,
    UNIQUE (contact_id, kind, fingerprint)
  ) STRICT;
  CREATE INDEX certificates_fingerprint ON certificates (fingerprint);

  CREATE TABLE certificate_addresses (
    certificate_id INTEGER NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    address        TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (certificate_id, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX certificate_addresses_address ON certificate_addresses (address);

  -- Old passphrases stay for old messages; at most one is in use. told_at NULL: not told yet.
  CREATE TABLE passphrases (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    card        INTEGER NOT NULL CHECK (card > 0),
    words       TEXT NOT NULL,
    origin      TEXT NOT NULL CHECK (origin IN ('generated', 'typed')),
    salt        BLOB NOT NULL,
    kdf_json    TEXT NOT NULL CHECK (json_valid(kdf_json)),
    derived_key BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    told_way    TEXT CHECK (told_way IN ('in-person', 'by-phone', 'printed-card')),
    told_at     INTEGER,
    retired_at  INTEGER,
    CHECK ((told_way IS NULL) = (told_at IS NULL))
  ) STRICT;
  CREATE UNIQUE INDEX passphrases_in_use ON passphrases (contact_id) WHERE retired_at IS NULL;
  CREATE INDEX passphrases_contact ON passphrases (contact_id);

  -- Every address ever written to or heard from: completion, first-time and look-alike checks.
  CREATE TABLE correspondents (
    address        TEXT PRIMARY KEY COLLATE NOCASE,
    name           TEXT NOT NULL,
    received_count INTEGER NOT NULL DEFAULT 0,
    sent_count     INTEGER NOT NULL DEFAULT 0,
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`
