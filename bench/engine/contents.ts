import { createHash } from 'node:crypto'
import { pieceBytes } from '../../src/main/mime/index.ts'
import { readRaw, type Store } from '../../src/main/store/index.ts'
import type { MessageId } from '../../src/shared/ids.ts'
import { querySql } from '../../test/support/store.ts'

/** A message as the store holds it. */
export type StoredMail = {
  readonly id: MessageId
  readonly uid: number | null
  /** IMAP flags and keywords in lower case, sorted, joined by a space; without `\recent`. */
  readonly flags: string
  /** Hex, of the bytes that are stored; null where none are. */
  readonly sha256: string | null
  /** The hash that was written beside the bytes is theirs. */
  readonly isHashRight: boolean
  /** It is in the search index, and its text beside it. */
  readonly isSearchable: boolean
}

/** What the store holds of mail, and what it still has to tell the server. */
export type StoreContents = {
  readonly mailboxes: readonly {
    readonly path: string
    readonly messages: readonly StoredMail[]
  }[]
  /** Actions that the server hasn't been told, those it refused not included. */
  readonly actions: number
  /** Own copies that aren't in Sent yet. */
  readonly unfiledCopies: number
  readonly refusedActions: number
  /** What SQLite's checks find, index rows, texts and bytes that belong to nothing. */
  readonly strays: readonly string[]
}

/** Reads everything, bytes included: for accounts of a thousand messages. */
export function contentsOf(store: Store): StoreContents {
  const count = (query: string): number => Number(querySql(store, query)[0]?.['count'])
  const indexed = new Set(querySql(store, 'SELECT id FROM message_search_docsize').map(({ id }) => id))
  const texts = new Set(
    querySql(store, 'SELECT message_id FROM message_texts').map((row) => row['message_id']),
  )
  const rows = querySql(store, 'SELECT * FROM messages ORDER BY uid')
  const mailOf = (row: Record<string, unknown>): StoredMail => {
    const id = Number(row['id']) as MessageId
    const hash = row['raw_sha256']
    const raw = readRaw(store, id)
    const sha256 = raw === null ? null : createHash('sha256').update(raw).digest('hex')
    return {
      id,
      uid: row['uid'] === null ? null : Number(row['uid']),
      flags: flagsOf(row),
      sha256,
      isHashRight:
        hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') === sha256 : sha256 === null,
      isSearchable: indexed.has(id) && texts.has(id),
    }
  }
  const ids = new Set(rows.map(({ id }) => id))
  return {
    mailboxes: querySql(store, 'SELECT id, path FROM mailboxes ORDER BY path').map(({ id, path }) => ({
      path: String(path),
      messages: rows.filter((row) => row['mailbox_id'] === id).map(mailOf),
    })),
    actions: count(`SELECT count(*) AS count FROM server_actions WHERE state <> 'failed'`),
    refusedActions: count(`SELECT count(*) AS count FROM server_actions WHERE state = 'failed'`),
    unfiledCopies: count(`SELECT count(*) AS count FROM sent_copies WHERE state <> 'appended'`),
    strays: [
      ...[...indexed].filter((id) => !ids.has(id)).map((id) => `index row ${String(id)} of no message`),
      ...[...texts].filter((id) => !ids.has(id)).map((id) => `text ${String(id)} of no message`),
      ...querySql(store, 'PRAGMA integrity_check')
        .map((row) => String(Object.values(row)[0]))
        .filter((word) => word !== 'ok'),
      ...querySql(store, 'PRAGMA foreign_key_check').map((row) => `foreign key: ${JSON.stringify(row)}`),
      ...strayBytes(store),
    ],
  }
}

/** Pieces of bytes that no row of any table refers to. */
function strayBytes(store: Store): string[] {
  const holders = querySql(
    store,
    `SELECT t.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND c.name = 'blob_first'`,
  )
  const owned = new Set<number>()
  for (const { name } of holders) {
    const rows = querySql(
      store,
      `SELECT blob_first, blob_size FROM "${String(name)}" WHERE blob_first IS NOT NULL`,
    )
    for (const { blob_first: first, blob_size: size } of rows) {
      const pieces = Math.max(1, Math.ceil(Number(size) / pieceBytes))
      for (let piece = 0; piece < pieces; piece++) owned.add(Number(first) + piece)
    }
  }
  return querySql(store, 'SELECT id FROM blob_chunks')
    .filter(({ id }) => !owned.has(Number(id)))
    .map(({ id }) => `bytes ${String(id)} of nothing`)
}

const systemFlags = [
  ['is_answered', '\\answered'],
  ['is_deleted', '\\deleted'],
  ['is_draft', '\\draft'],
  ['is_flagged', '\\flagged'],
  ['is_seen', '\\seen'],
] as const

function flagsOf(row: Record<string, unknown>): string {
  const keywords = JSON.parse(String(row['keywords_json'])) as string[]
  const set = systemFlags.flatMap(([column, flag]) => (row[column] === 1 ? [flag] : []))
  return [...set, ...keywords.map((keyword) => keyword.toLowerCase())].sort().join(' ')
}
