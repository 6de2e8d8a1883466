/**
 * Full-text index. The rowid is the message's id, so newest first needs no sort. The index holds no text
 * (contentless): snippets and re-indexing use `message_texts`.
 */
export const searchTables = `
  CREATE TABLE message_texts (
    message_id       INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    subject          TEXT NOT NULL,
    -- People: names, addresses, and each address once more as one word of the index, so that from: and patient: mean
    -- this person and nobody of a similar address.
    sender           TEXT NOT NULL,
    recipients       TEXT NOT NULL,
    copied           TEXT NOT NULL,
    body             TEXT NOT NULL,
    attachment_names TEXT NOT NULL,
    -- NULL: there are files, and they haven't been read yet.
    attachment_text  TEXT,
    -- 1: some of it was encrypted and is known only because it was opened here.
    is_decrypted     INTEGER NOT NULL CHECK (is_decrypted IN (0, 1))
  ) STRICT;
  CREATE INDEX message_texts_files_unread ON message_texts (message_id) WHERE attachment_text IS NULL;

  CREATE VIRTUAL TABLE message_search USING fts5(
    subject, sender, recipients, copied, body, attachment_names, attachment_text,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2"
  );
  -- A commit of many messages goes into the index in one piece (1 MB unless told), and pieces are put together later:
  -- what is merged has to be encrypted anew. While mail comes in, 64 pieces are searched rather than merged; when it is
  -- quiet, two of a size are enough. All are kept in the index's own table.
  INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 16777216);
  INSERT INTO message_search (message_search, rank) VALUES ('automerge', 64);
  INSERT INTO message_search (message_search, rank) VALUES ('crisismerge', 128);
  INSERT INTO message_search (message_search, rank) VALUES ('usermerge', 2);
`
