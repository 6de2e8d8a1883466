import type { AccountId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bool, flag, int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import type { NotHeld } from './not-held.ts'

/** The practice's own key pair. `secret` is armored (OpenPGP) or PKCS#8 PEM (S/MIME), protected by the store alone. */
export type OwnKey = {
  readonly id: number
  readonly kind: 'openpgp' | 'smime'
  readonly fingerprint: string
  /**
   * The account that it is the key of, by its address (OpenPGP): a key for several would tell the correspondents of one
   * account of the others. Null for S/MIME, where the issuer says whom it names.
   */
  readonly accountAddress: string | null
  readonly addresses: readonly string[]
  readonly secret: string
  readonly certificate: string
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  /** What correspondents import to learn of it. */
  readonly revokedCertificate: string | null
  /**
   * OpenPGP: the one that new messages are signed with and answers are encrypted to, one per account; a version 6 key
   * beside it never is. Never true of S/MIME, where `findSigningCertificate` says so.
   */
  readonly isDefault: boolean
}

export type NewOwnKey = Omit<OwnKey, 'id' | 'revokedAt' | 'revokedCertificate'>

/** All keys, the defaults first, then the latest; old ones stay because old mail needs them. */
export function listOwnKeys(reader: Reader, kind: OwnKey['kind']): OwnKey[] {
  return reader[sql]
    .all('SELECT * FROM own_keys WHERE kind = ? ORDER BY is_default DESC, id DESC', kind)
    .map(keyOf)
}

/** The S/MIME certificate that signs what the account sends. */
export function findSigningCertificate(reader: Reader, account: AccountId): OwnKey | null {
  return oneKey(reader, 'id = (SELECT own_key_id FROM signing_certificates WHERE account_id = ?)', account)
}

/** It takes the place of the one before, whose row stays. */
export function setSigningCertificate(tx: Tx, account: AccountId, keyId: number): void {
  tx[sql].run(
    `INSERT INTO signing_certificates (account_id, own_key_id) VALUES (?, ?)
     ON CONFLICT (account_id) DO UPDATE SET own_key_id = excluded.own_key_id`,
    account,
    keyId,
  )
}

/** The OpenPGP key in use for an account. */
export function findAccountKey(reader: Reader, accountAddress: string): OwnKey | null {
  return oneKey(reader, "kind = 'openpgp' AND is_default = 1 AND account_address = ?", accountAddress)
}

/** The OpenPGP keys in use for an account beside its default. */
export function listKeysBeside(reader: Reader, accountAddress: string): OwnKey[] {
  return reader[sql]
    .all(
      `SELECT * FROM own_keys
       WHERE kind = 'openpgp' AND is_default = 0 AND revoked_at IS NULL AND account_address = ? ORDER BY id DESC`,
      accountAddress,
    )
    .map(keyOf)
}

function oneKey(reader: Reader, where: string, ...values: (string | number)[]): OwnKey | null {
  const row = reader[sql].get(`SELECT * FROM own_keys WHERE ${where}`, ...values)
  return row === undefined ? null : keyOf(row)
}

/** Adds a key; as default it takes the place of the one before. */
export function addOwnKey(tx: Tx, key: NewOwnKey): number {
  if (key.isDefault) {
    tx[sql].run(
      'UPDATE own_keys SET is_default = 0 WHERE kind = ? AND account_address IS ?',
      key.kind,
      key.accountAddress,
    )
  }
  const { id } = tx[sql].run(
    `INSERT INTO own_keys (kind, fingerprint, account_address, addresses_json, secret, certificate, created_at, expires_at, is_default)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key.kind,
    key.fingerprint,
    key.accountAddress,
    jsonText(key.addresses),
    key.secret,
    key.certificate,
    key.createdAt,
    key.expiresAt,
    flag(key.isDefault),
  )
  return id
}

/** The same key with a later expiry: its fingerprint stays. */
export function replaceOwnKey(
  tx: Tx,
  id: number,
  renewed: Pick<OwnKey, 'secret' | 'certificate' | 'expiresAt'>,
): void {
  tx[sql].run(
    'UPDATE own_keys SET secret = ?, certificate = ?, expires_at = ? WHERE id = ?',
    renewed.secret,
    renewed.certificate,
    renewed.expiresAt,
    id,
  )
}

/** Given up: it signs nothing more and is no default, and goes on opening what was encrypted to it. */
export function markOwnKeyRevoked(
  tx: Tx,
  id: number,
  { at, certificate }: { readonly at: number; readonly certificate: string },
): void {
  tx[sql].run(
    'UPDATE own_keys SET revoked_at = ?, revoked_certificate = ?, is_default = 0 WHERE id = ?',
    at,
    certificate,
    id,
  )
}

/** What was encrypted to it can't be opened any more. */
export function removeOwnKey(tx: Tx, { id }: NotHeld<OwnKey>): void {
  tx[sql].run('DELETE FROM own_keys WHERE id = ?', id)
}

function keyOf(row: SqlRow): OwnKey {
  return {
    id: int(row, 'id'),
    kind: text(row, 'kind') as OwnKey['kind'],
    fingerprint: text(row, 'fingerprint'),
    accountAddress: textOrNull(row, 'account_address'),
    addresses: json<string[]>(row, 'addresses_json'),
    secret: text(row, 'secret'),
    certificate: text(row, 'certificate'),
    createdAt: int(row, 'created_at'),
    expiresAt: intOrNull(row, 'expires_at'),
    revokedAt: intOrNull(row, 'revoked_at'),
    revokedCertificate: textOrNull(row, 'revoked_certificate'),
    isDefault: bool(row, 'is_default'),
  }
}
