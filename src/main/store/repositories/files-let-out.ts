import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type Tx } from '../connection.ts'
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

/** Newest first. */
export function listFilesLetOut(reader: Reader, limit: number): FileLetOut[] {
  return reader[sql].all('SELECT * FROM files_let_out ORDER BY id DESC LIMIT ?', limit).map((row) => ({
    at: int(row, 'at'),
    way: text(row, 'way') as FileLetOut['way'],
    path: textOrNull(row, 'path'),
    name: text(row, 'name'),
    sizeBytes: int(row, 'size_bytes'),
    messageId: intOrNull(row, 'message_id') as MessageId | null,
  }))
}
