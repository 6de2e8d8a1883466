import { sql, type Reader, type Tx } from '../connection.ts'
import { int, text, textOrNull } from '../rows.ts'

/** An address that turned out wrong: a person put another in its place, or its host doesn't know it. */
export type WrongAddress = {
  readonly address: string
  readonly reason: 'corrected' | 'refused'
  /** The address that took its place; null where that isn't known. */
  readonly instead: string | null
  readonly notedAt: number
}

/** The latest word counts; a refusal keeps what a person said to use instead. */
export function noteWrongAddress(tx: Tx, wrong: WrongAddress): void {
  tx[sql].run(
    `INSERT INTO wrong_addresses (address, reason, instead, noted_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (address) DO UPDATE SET reason = excluded.reason,
       instead = coalesce(excluded.instead, instead), noted_at = excluded.noted_at`,
    wrong.address,
    wrong.reason,
    wrong.instead,
    wrong.notedAt,
  )
}

export function findWrongAddress(reader: Reader, address: string): WrongAddress | null {
  const row = reader[sql].get('SELECT * FROM wrong_addresses WHERE address = ?', address)
  return row === undefined
    ? null
    : {
        address: text(row, 'address'),
        reason: text(row, 'reason') as WrongAddress['reason'],
        instead: textOrNull(row, 'instead'),
        notedAt: int(row, 'noted_at'),
      }
}

/** It is right after all: a person says so, or its host took mail for it. */
export function forgetWrongAddress(tx: Tx, address: string): void {
  tx[sql].run('DELETE FROM wrong_addresses WHERE address = ?', address)
}
