import { sql, type Reader, type Tx } from '../connection.ts'
import { json, jsonText } from '../rows.ts'

/** Any JSON value under a name; the room that owns the name parses it (zod). Null when it was never saved. */
export function readSetting(reader: Reader, key: string): unknown {
  const row = reader[sql].get('SELECT value_json FROM settings WHERE key = ?', key)
  return row === undefined ? null : json(row, 'value_json')
}

export function saveSetting(tx: Tx, key: string, value: unknown, now: number): void {
  tx[sql].run(
    `INSERT INTO settings (key, value_json, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at`,
    key,
    jsonText(value),
    now,
  )
}
