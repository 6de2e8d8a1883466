/** Drafts, the queue, own sealed copies and the keys that bind answers. */
export const outboundTables = `
  CREATE TABLE drafts (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The same on every computer of the practice.
    lasting_id   TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL CHECK (kind IN ('new', 'reply', 'forward')),
    -- The message that this answers or forwards; it may be gone by now.
    in_reply_to  INTEGER,
    -- How the answered message was protected when it came; NULL: not, or it answers none.
    answered_method TEXT CHECK (answered_method IN ('openpgp', 'smime', 'sealed-message')),
    content_json TEXT NOT NULL CHECK (json_valid(content_json)),
    -- Findings that the writer said are no PHI, in this draft alone.
    dismissed_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(dismissed_json)),
    revision     INTEGER NOT NULL,
    -- The revision that another computer's text last came with; 0: none did.
    taken_revision INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    -- Set while the message waits to leave: the draft is kept for undo and hidden from the list.
    logical_id   INTEGER REFERENCES logical_messages (id) ON DELETE SET NULL,
    -- The copy on the host that holds the text as it was in copied_revision; NULL: none does.
    copy_message_id TEXT,
    copied_revision INTEGER,
    -- What the host would not have: it is not offered again, and stands nowhere but here.
    given_up_revision INTEGER,
    copied_at    INTEGER,
    -- Message-IDs of the copies that this text came after, the newest first.
    versions_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(versions_json)),
    -- A legal hold kept it as it was before its addresses or its account were changed.
    was_held     INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX drafts_logical ON drafts (logical_id) WHERE logical_id IS NOT NULL;

  -- Sealed copies of drafts in the host's Drafts mailbox, of this computer and of others of the practice. They outlive
  -- their draft: what is left of it has to be removed there.
  CREATE TABLE draft_copies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    mailbox_id  INTEGER NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    draft_id    INTEGER,
    message_id  TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    -- attempting: an APPEND was under way. removed: marked as deleted on a host that can't expunge one message.
    state       TEXT NOT NULL CHECK (state IN ('attempting', 'there', 'removed')),
    made_here   INTEGER NOT NULL CHECK (made_here IN (0, 1)),
    -- NULL: not known (any more).
    uid         INTEGER
  ) STRICT;
  CREATE INDEX draft_copies_message ON draft_copies (account_id, message_id);
  CREATE UNIQUE INDEX draft_copies_uid ON draft_copies (mailbox_id, uid) WHERE uid IS NOT NULL;

  CREATE TABLE draft_attachments (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id     INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content_id   TEXT,
    blob_first   INTEGER NOT NULL,
    blob_size    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX draft_attachments_draft ON draft_attachments (draft_id);

  -- One message as its writer sees it. Subject and people are the true ones.
  CREATE TABLE logical_messages (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    subject      TEXT NOT NULL,
    people_json  TEXT NOT NULL CHECK (json_valid(people_json)),
    in_reply_to  INTEGER,
    -- As in drafts, for a draft that is made of this again.
    answered_method TEXT CHECK (answered_method IN ('openpgp', 'smime', 'sealed-message')),
    -- Categories and counts, never values.
    scan_json    TEXT NOT NULL CHECK (json_valid(scan_json)),
    -- The one line of the hold.
    line         TEXT NOT NULL,
    -- When its writer wants it to leave; NULL: as soon as the hold is over.
    scheduled_for INTEGER,
    created_at   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX logical_messages_answers ON logical_messages (in_reply_to) WHERE in_reply_to IS NOT NULL;

  -- One copy on its way: own Message-ID, fixed bytes. See states in repositories/submission-states.ts.
  CREATE TABLE submissions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    logical_id    INTEGER NOT NULL REFERENCES logical_messages (id) ON DELETE CASCADE,
    account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    message_id    TEXT NOT NULL UNIQUE,
    method        TEXT NOT NULL CHECK (method IN ('openpgp', 'smime', 'sealed-message', 'pickup', 'tls')),
    form          TEXT CHECK (form IN ('html', 'pdf', 'both')),
    reason_json   TEXT NOT NULL CHECK (json_valid(reason_json)),
    -- How the bytes are protected; the MAC covers it.
    protection_json TEXT NOT NULL CHECK (json_valid(protection_json)),
    -- What let it pass: version of the rules; categories and counts of the scan.
    decision_json TEXT NOT NULL CHECK (json_valid(decision_json)),
    envelope_from TEXT NOT NULL,
    blob_first    INTEGER NOT NULL,
    blob_size     INTEGER NOT NULL,
    mac           BLOB NOT NULL,
    -- What a host's report names it by (RFC 3461 ENVID).
    envelope_id   TEXT NOT NULL UNIQUE,
    state         TEXT NOT NULL CHECK (state IN ('held', 'queued', 'attempting', 'sent', 'refused', 'unknown')),
    -- How far the attempt got: after 'data' began, an interrupted attempt is 'unknown'.
    stage         TEXT CHECK (stage IN ('connect', 'data')),
    -- held: when the hold ends (NULL: kept until told). queued: no attempt before.
    not_before    INTEGER,
    attempts      INTEGER NOT NULL DEFAULT 0,
    -- When the host first asked to wait (4xx) for those who still wait; NULL before.
    deferred_since INTEGER,
    error_code    TEXT,
    error_detail_json TEXT CHECK (json_valid(error_detail_json)),
    -- Where the data of the last attempt went and over what TLS, noted before its first byte.
    connection_json TEXT CHECK (json_valid(connection_json)),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    attempted_at  INTEGER,
    finished_at   INTEGER
  ) STRICT;
  CREATE INDEX submissions_logical ON submissions (logical_id);
  CREATE INDEX submissions_due ON submissions (state, not_before);

  CREATE TABLE submission_recipients (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    address       TEXT NOT NULL,
    contact_id    INTEGER,
    -- What opens it for this person: fingerprint of a certificate, or id of a passphrase.
    certificate   TEXT,
    passphrase_id INTEGER,
    outcome       TEXT NOT NULL CHECK (outcome IN ('pending', 'accepted', 'refused')),
    error_code    TEXT,
    settled_at    INTEGER,
    -- When a person let it leave again without requiring TLS on the way; NULL: it requires it.
    tls_waived_at INTEGER,
    -- What a report said later; whether it named the envelope id, which only hosts know.
    report_code   TEXT,
    report_is_vouched INTEGER CHECK (report_is_vouched IN (0, 1)),
    reported_at   INTEGER,
    PRIMARY KEY (submission_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX submission_recipients_address ON submission_recipients (address, submission_id);

  -- Our own copy, encrypted to our own key, for the Sent mailbox.
  CREATE TABLE sent_copies (
    logical_id  INTEGER PRIMARY KEY REFERENCES logical_messages (id) ON DELETE CASCADE,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    message_id  TEXT NOT NULL UNIQUE,
    blob_first  INTEGER NOT NULL,
    blob_size   INTEGER NOT NULL,
    mac         BLOB NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'pending', 'attempting', 'appended')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    not_before  INTEGER NOT NULL DEFAULT 0,
    error_code  TEXT,
    uid         INTEGER,
    updated_at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sent_copies_due ON sent_copies (account_id, state, not_before);

  -- Further copies of a message of ours that a host keeps beside the one that is listed: known, and not shown.
  CREATE TABLE twins (
    mailbox_id  INTEGER NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    uid         INTEGER NOT NULL,
    logical_id  INTEGER NOT NULL REFERENCES logical_messages (id) ON DELETE CASCADE,
    PRIMARY KEY (mailbox_id, uid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twins_logical ON twins (logical_id);

  -- An answer that carries an HMAC under its key was written by someone who opened the message.
  CREATE TABLE reply_keys (
    reply_id      TEXT PRIMARY KEY,
    logical_id    INTEGER REFERENCES logical_messages (id) ON DELETE SET NULL,
    contact_id    INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
    passphrase_id INTEGER REFERENCES passphrases (id) ON DELETE SET NULL,
    key           BLOB NOT NULL,
    created_at    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`
