import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, text } from '../rows.ts'

/** An address that mail was exchanged with. */
export type Correspondent = {
  readonly address: string
  readonly name: string
  readonly receivedCount: number
  readonly sentCount: number
  readonly firstAt: number
  readonly lastAt: number
}

export type Encounter = {
  readonly address: string
  readonly name: string
  readonly direction: 'received' | 'sent'
  readonly at: number
}

/** Counts one message from or to each address. */
export function recordEncounters(tx: Tx, encounters: readonly Encounter[]): void {
  for (const { address, name, direction, at } of encounters) {
    tx[sql].run(
      `INSERT INTO correspondents (address, name, received_count, sent_count, first_at, last_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5)
       ON CONFLICT (address) DO UPDATE SET
         name = CASE WHEN excluded.name <> '' AND excluded.last_at >= last_at THEN excluded.name ELSE name END,
         received_count = received_count + excluded.received_count,
         sent_count = sent_count + excluded.sent_count,
         first_at = min(first_at, excluded.first_at),
         last_at = max(last_at, excluded.last_at)`,
      address,
      name,
      direction === 'received' ? 1 : 0,
      direction === 'sent' ? 1 : 0,
      at,
    )
  }
}

export function findCorrespondent(reader: Reader, address: string): Correspondent | null {
  const row = reader[sql].get('SELECT * FROM correspondents WHERE address = ?', address)
  return row === undefined ? null : correspondentOf(row)
}

/** Those written to most often first: for completion and for the look-alike check. */
export function listCorrespondents(reader: Reader, limit: number): Correspondent[] {
  return reader[sql]
    .all('SELECT * FROM correspondents ORDER BY sent_count DESC, last_at DESC LIMIT ?', limit)
    .map(correspondentOf)
}

function correspondentOf(row: SqlRow): Correspondent {
  return {
    address: text(row, 'address'),
    name: text(row, 'name'),
    receivedCount: int(row, 'received_count'),
    sentCount: int(row, 'sent_count'),
    firstAt: int(row, 'first_at'),
    lastAt: int(row, 'last_at'),
  }
}
