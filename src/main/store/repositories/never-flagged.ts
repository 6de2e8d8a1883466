import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, text } from '../rows.ts'

/** A value that the practice never wants flagged in its letters. */
export type NeverFlagged = {
  readonly id: number
  /** Safe Harbor category, A to R. */
  readonly category: string
  readonly value: string
  readonly addedAt: number
}

/** Newest first. */
export function listNeverFlagged(reader: Reader): NeverFlagged[] {
  return reader[sql].all('SELECT * FROM never_flagged ORDER BY id DESC').map(neverFlaggedOf)
}

export function findNeverFlagged(reader: Reader, id: number): NeverFlagged | null {
  const row = reader[sql].get('SELECT * FROM never_flagged WHERE id = ?', id)
  return row === undefined ? null : neverFlaggedOf(row)
}

/**
 * Adding the same again changes nothing.
 * @param entry `key`: the value as the scanner compares it
 */
export function addNeverFlagged(
  tx: Tx,
  { category, key, value, addedAt }: Omit<NeverFlagged, 'id'> & { readonly key: string },
): void {
  tx[sql].run(
    'INSERT INTO never_flagged (category, key, value, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    category,
    key,
    value,
    addedAt,
  )
}

export function findNeverFlaggedByKey(reader: Reader, key: string): NeverFlagged | null {
  const row = reader[sql].get('SELECT * FROM never_flagged WHERE key = ?', key)
  return row === undefined ? null : neverFlaggedOf(row)
}

export function removeNeverFlagged(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM never_flagged WHERE id = ?', id)
}

function neverFlaggedOf(row: SqlRow): NeverFlagged {
  return {
    id: int(row, 'id'),
    category: text(row, 'category'),
    value: text(row, 'value'),
    addedAt: int(row, 'added_at'),
  }
}
