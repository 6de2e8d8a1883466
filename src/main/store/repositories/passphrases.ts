import type { ContactId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'

export type ToldWay = 'in-person' | 'by-phone' | 'printed-card'

export type PassphraseRow = {
  readonly id: number
  readonly contactId: ContactId
  /** The person's first, second, …: stands on the printed card, so that two cards can be told apart. */
  readonly card: number
  /** The words as told, separated by one space. */
  readonly words: string
  readonly origin: 'generated' | 'typed'
  readonly salt: Uint8Array
  /** Parameters of the derivation; the sealing room owns their shape. */
  readonly kdf: unknown
  /** Derived once per patient, so that sealing doesn't pay for Argon2 each time. */
  readonly derivedKey: Uint8Array
  readonly createdAt: number
  /** Null: not told yet. */
  readonly told: { readonly way: ToldWay; readonly at: number } | null
  readonly retiredAt: number | null
}

export type NewPassphrase = Pick<
  PassphraseRow,
  'contactId' | 'words' | 'origin' | 'salt' | 'kdf' | 'derivedKey'
>

/** The one in use, or null. */
export function currentPassphrase(reader: Reader, contactId: ContactId): PassphraseRow | null {
  const row = reader[sql].get(
    'SELECT * FROM passphrases WHERE contact_id = ? AND retired_at IS NULL',
    contactId,
  )
  return row === undefined ? null : passphraseOf(row)
}

/** All of one patient, newest first: old messages and late answers need the old ones. */
export function listPassphrases(reader: Reader, contactId: ContactId): PassphraseRow[] {
  return reader[sql]
    .all('SELECT * FROM passphrases WHERE contact_id = ? ORDER BY id DESC', contactId)
    .map(passphraseOf)
}

/** Every passphrase in use, for the scan of outgoing mail. */
export function listPassphrasesInUse(reader: Reader): PassphraseRow[] {
  return reader[sql].all('SELECT * FROM passphrases WHERE retired_at IS NULL ORDER BY id').map(passphraseOf)
}

/** Patients whose passphrase exists but wasn't told yet. */
export function listNotToldYet(reader: Reader): ContactId[] {
  return reader[sql]
    .all(
      'SELECT contact_id FROM passphrases WHERE retired_at IS NULL AND told_at IS NULL ORDER BY created_at',
    )
    .map((row) => int(row, 'contact_id') as ContactId)
}

/** Makes this the passphrase in use and retires the one before. */
export function addPassphrase(tx: Tx, passphrase: NewPassphrase, now: number): number {
  tx[sql].run(
    'UPDATE passphrases SET retired_at = ? WHERE contact_id = ? AND retired_at IS NULL',
    now,
    passphrase.contactId,
  )
  const { id } = tx[sql].run(
    `INSERT INTO passphrases (contact_id, card, words, origin, salt, kdf_json, derived_key, created_at)
     VALUES (?, (SELECT count(*) + 1 FROM passphrases WHERE contact_id = ?), ?, ?, ?, ?, ?, ?)`,
    passphrase.contactId,
    passphrase.contactId,
    passphrase.words,
    passphrase.origin,
    passphrase.salt,
    jsonText(passphrase.kdf),
    passphrase.derivedKey,
    now,
  )
  return id
}

export function setPassphraseTold(tx: Tx, id: number, way: ToldWay, at: number): void {
  tx[sql].run('UPDATE passphrases SET told_way = ?, told_at = ? WHERE id = ?', way, at, id)
}

function passphraseOf(row: SqlRow): PassphraseRow {
  const way = textOrNull(row, 'told_way') as ToldWay | null
  return {
    id: int(row, 'id'),
    contactId: int(row, 'contact_id') as ContactId,
    card: int(row, 'card'),
    words: text(row, 'words'),
    origin: text(row, 'origin') as PassphraseRow['origin'],
    salt: bytes(row, 'salt'),
    kdf: json(row, 'kdf_json'),
    derivedKey: bytes(row, 'derived_key'),
    createdAt: int(row, 'created_at'),
    told: way === null ? null : { way, at: int(row, 'told_at') },
    retiredAt: intOrNull(row, 'retired_at'),
  }
}
