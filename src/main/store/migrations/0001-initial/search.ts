/**
 * Full-text index. The rowid is the message's id, so newest first needs no sort. The index holds no text
 * (contentless): snippets and re-indexing use `message_texts`.
 */
export const searchTables = `
  CREATE TABLE message_texts (
    message_id       INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    subject          TEXT NOT NULL,
    sender           TEXT NOT NULL,
    recipients       TEXT NOT NULL,
    body             TEXT NOT NULL,
    attachment_names TEXT NOT NULL,
    -- 1: some of it was encrypted and is known only because it was opened here.
    is_decrypted     INTEGER NOT NULL CHECK (is_decrypted IN (0, 1))
  ) STRICT;

  CREATE VIRTUAL TABLE message_search USING fts5(
    subject, sender, recipients, body, attachment_names,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2"
  );
`
