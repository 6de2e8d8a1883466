import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, text, textOrNull } from '../rows.ts'

/** A file that left the store's protection because the person wanted it. `path` is null for a printout. */
export type FileLetOut = {
  readonly at: number
  readonly way: 'saved' | 'opened' | 'printed' | 'exported'
  readonly path: string | null
  readonly name: string
  readonly sizeBytes: number
  readonly messageId: MessageId | null
}

export function recordFileLetOut(tx: Tx, file: FileLetOut): void {
  tx[sql].run(
    'INSERT INTO files_let_out (at, way, path, name, size_bytes, message_id) VALUES (?, ?, ?, ?, ?, ?)',
    file.at,
    file.way,
    file.path,
    file.name,
    file.sizeBytes,
    file.messageId,
  )
}

export type FileLetOutRow = FileLetOut & { readonly id: number }

/** Newest first. `before`: the last id of the page before; null for the newest page. */
export function listFilesLetOut(
  reader: Reader,
  page: { readonly before: number | null; readonly limit: number },
): FileLetOutRow[] {
  return reader[sql]
    .all(
      'SELECT * FROM files_let_out WHERE id < ? ORDER BY id DESC LIMIT ?',
      page.before ?? Number.MAX_SAFE_INTEGER,
      page.limit,
    )
    .map(fileOf)
}

export function findFileLetOut(reader: Reader, id: number): FileLetOutRow | null {
  const row = reader[sql].get('SELECT * FROM files_let_out WHERE id = ?', id)
  return row === undefined ? null : fileOf(row)
}

function fileOf(row: SqlRow): FileLetOutRow {
  return {
    id: int(row, 'id'),
    at: int(row, 'at'),
    way: text(row, 'way') as FileLetOut['way'],
    path: textOrNull(row, 'path'),
    name: text(row, 'name'),
    sizeBytes: int(row, 'size_bytes'),
    messageId: intOrNull(row, 'message_id') as MessageId | null,
  }
}
