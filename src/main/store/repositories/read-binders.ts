import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, text } from '../rows.ts'

/** An evidence binder of somebody else that is read in this vault; the engine owns what `content` means. */
export type ReadBinderRow = {
  readonly id: number
  readonly fileHash: Uint8Array
  readonly title: string
  readonly addedAt: number
  /** The file, byte for byte. */
  readonly content: Uint8Array
}

/** The newest first; each is read by itself, as it may be long. */
export function listReadBinderIds(reader: Reader): number[] {
  return reader[sql].all('SELECT id FROM read_binders ORDER BY id DESC').map((row) => int(row, 'id'))
}

export function findReadBinder(reader: Reader, id: number): ReadBinderRow | null {
  const row = reader[sql].get('SELECT * FROM read_binders WHERE id = ?', id)
  return row === undefined ? null : binderOf(row)
}

export function isReadBinder(reader: Reader, fileHash: Uint8Array): boolean {
  return reader[sql].get('SELECT 1 FROM read_binders WHERE file_hash = ?', fileHash) !== undefined
}

export function addReadBinder(tx: Tx, binder: Omit<ReadBinderRow, 'id'>): number {
  const { id } = tx[sql].run(
    'INSERT INTO read_binders (file_hash, title, added_at, content) VALUES (?, ?, ?, ?) RETURNING id',
    ...[binder.fileHash, binder.title, binder.addedAt, binder.content],
  )
  return id
}

export function removeReadBinder(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM read_binders WHERE id = ?', id)
}

function binderOf(row: SqlRow): ReadBinderRow {
  return {
    id: int(row, 'id'),
    fileHash: bytes(row, 'file_hash'),
    title: text(row, 'title'),
    addedAt: int(row, 'added_at'),
    content: bytes(row, 'content'),
  }
}
