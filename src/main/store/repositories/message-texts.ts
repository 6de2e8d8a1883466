import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { searchTextMaxChars } from '../limits.ts'
import { bool, flag, text } from '../rows.ts'

/** The text by which a message is found; people as "Name address". */
export type SearchText = {
  readonly subject: string
  readonly sender: string
  readonly recipients: string
  readonly body: string
  readonly attachmentNames: string
  /** Some of it was encrypted and is known only because it was opened here. */
  readonly isDecrypted: boolean
}

/** Stores and indexes texts; replaces older ones. Long bodies are cut. */
export function saveTexts(tx: Tx, texts: readonly (readonly [MessageId, SearchText])[]): void {
  // FTS5 flushes its buffer whenever a rowid is smaller than the one before: ascending order makes it one flush.
  const ascending = [...texts].sort(([a], [b]) => a - b)
  for (const [id, searchText] of ascending) {
    removeText(tx, id)
    const values = [
      clip(searchText.subject),
      clip(searchText.sender),
      clip(searchText.recipients),
      clip(searchText.body),
      clip(searchText.attachmentNames),
    ]
    tx[sql].run(
      `INSERT INTO message_texts (message_id, subject, sender, recipients, body, attachment_names, is_decrypted)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      id,
      ...values,
      flag(searchText.isDecrypted),
    )
    tx[sql].run(
      `INSERT INTO message_search (rowid, subject, sender, recipients, body, attachment_names)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      ...values,
    )
  }
}

export function saveText(tx: Tx, id: MessageId, searchText: SearchText): void {
  saveTexts(tx, [[id, searchText]])
}

export function removeText(tx: Tx, id: MessageId): void {
  const { changes } = tx[sql].run('DELETE FROM message_texts WHERE message_id = ?', id)
  if (changes > 0) tx[sql].run('DELETE FROM message_search WHERE rowid = ?', id)
}

export function readText(reader: Reader, id: MessageId): SearchText | null {
  const row = reader[sql].get('SELECT * FROM message_texts WHERE message_id = ?', id)
  return row === undefined ? null : textOf(row)
}

function textOf(row: SqlRow): SearchText {
  return {
    subject: text(row, 'subject'),
    sender: text(row, 'sender'),
    recipients: text(row, 'recipients'),
    body: text(row, 'body'),
    attachmentNames: text(row, 'attachment_names'),
    isDecrypted: bool(row, 'is_decrypted'),
  }
}

/** SQLite ends text at NUL in many functions; lone surrogates can't be stored as UTF-8. */
function clip(value: string): string {
  return value.slice(0, searchTextMaxChars).toWellFormed().replaceAll('\0', ' ')
}
