import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type SqlValue, type Tx } from '../connection.ts'
import { searchTextMaxChars } from '../limits.ts'
import { flag, int, text, textOrNull } from '../rows.ts'
import { addressToken } from '../search/address-token.ts'
import type { StoredAddress } from './message-rows.ts'

/** The text by which a message is found. */
export type SearchText = {
  readonly subject: string
  readonly sender: readonly StoredAddress[]
  /** To and Bcc. */
  readonly recipients: readonly StoredAddress[]
  readonly copied: readonly StoredAddress[]
  readonly body: string
  readonly attachmentNames: string
  /** Null: there are files, and they haven't been read yet. */
  readonly attachmentText: string | null
  /** Some of it was encrypted and is known only because it was opened here. */
  readonly isDecrypted: boolean
}

/** What a snippet is made of. */
export type SnippetText = { readonly body: string; readonly attachmentText: string }

const columns = 'subject, sender, recipients, copied, body, attachment_names, attachment_text' as const

/** `isFirst`: the message has none yet. */
export type TextOf = { readonly id: MessageId; readonly text: SearchText; readonly isFirst: boolean }

/** Stores and indexes texts; replaces older ones. Long bodies are cut. */
export function saveTexts(tx: Tx, texts: readonly TextOf[]): void {
  // FTS5 flushes its buffer whenever a rowid is smaller than the one before: ascending order makes it one flush.
  const ascending = [...texts].sort((one, other) => one.id - other.id)
  for (const { id, text: searchText, isFirst } of ascending) {
    if (!isFirst) removeText(tx, id)
    const values = [
      clip(searchText.subject),
      clip(peopleText(searchText.sender)),
      clip(peopleText(searchText.recipients)),
      clip(peopleText(searchText.copied)),
      clip(searchText.body),
      clip(searchText.attachmentNames),
      searchText.attachmentText === null ? null : clip(searchText.attachmentText),
    ]
    tx[sql].run(
      `INSERT INTO message_texts (message_id, ${columns}, is_decrypted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      ...values,
      flag(searchText.isDecrypted),
    )
    index(tx, id, values)
  }
}

export function saveText(tx: Tx, id: MessageId, searchText: SearchText): void {
  saveTexts(tx, [{ id, text: searchText, isFirst: false }])
}

/** What the files of a message say, once they were read; empty where nothing could be. Nothing for an absent text. */
export function saveAttachmentText(tx: Tx, id: MessageId, attachmentText: string): void {
  const { changes } = tx[sql].run(
    'UPDATE message_texts SET attachment_text = ? WHERE message_id = ?',
    clip(attachmentText),
    id,
  )
  if (changes === 0 || attachmentText === '') return
  const row = tx[sql].get(`SELECT ${columns} FROM message_texts WHERE message_id = ?`, id)
  tx[sql].run('DELETE FROM message_search WHERE rowid = ?', id)
  if (row !== undefined) index(tx, id, Object.values(row))
}

/** Messages whose files haven't been read, newest first. */
export function listUnreadAttachments(reader: Reader, limit: number): MessageId[] {
  return reader[sql]
    .all(
      'SELECT message_id FROM message_texts WHERE attachment_text IS NULL ORDER BY message_id DESC LIMIT ?',
      limit,
    )
    .map((row) => int(row, 'message_id') as MessageId)
}

export function removeText(tx: Tx, id: MessageId): void {
  const { changes } = tx[sql].run('DELETE FROM message_texts WHERE message_id = ?', id)
  if (changes > 0) tx[sql].run('DELETE FROM message_search WHERE rowid = ?', id)
}

export function readSnippetText(reader: Reader, id: MessageId): SnippetText | null {
  const row = reader[sql].get('SELECT body, attachment_text FROM message_texts WHERE message_id = ?', id)
  return row === undefined ? null : snippetTextOf(row)
}

/**
 * With values and not from a SELECT: SQLite opens a savepoint for a statement that could add several rows, and FTS5
 * writes its buffer out at each, one piece of the index for each message.
 * @param values in the order of `columns`
 */
function index(tx: Tx, id: MessageId, values: readonly SqlValue[]): void {
  tx[sql].run(`INSERT INTO message_search (rowid, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, id, ...values)
}

/** By name, by the words of the address, and by the address as a whole. */
function peopleText(people: readonly StoredAddress[]): string {
  return people.map(({ name, address }) => `${name} ${address} ${addressToken(address)}`).join(' ')
}

function snippetTextOf(row: SqlRow): SnippetText {
  return { body: text(row, 'body'), attachmentText: textOrNull(row, 'attachment_text') ?? '' }
}

/** SQLite ends text at NUL in many functions; lone surrogates can't be stored as UTF-8. */
function clip(value: string): string {
  return value.slice(0, searchTextMaxChars).toWellFormed().replaceAll('\0', ' ')
}
