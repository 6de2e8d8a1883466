import type { ContactId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'

export type CertificateTrust = 'seen' | 'accepted' | 'verified' | 'rejected'
export type CertificateSource = 'import' | 'attached' | 'autocrypt' | 'wkd' | 'signature' | 'vcard'

export type CertificateRow = {
  readonly id: number
  /** Null: a hint seen in mail from someone who is no contact. */
  readonly contactId: ContactId | null
  readonly kind: 'openpgp' | 'smime'
  readonly fingerprint: string
  /** Armored (OpenPGP) or PEM (S/MIME). */
  readonly data: string
  readonly userIds: readonly string[]
  readonly addresses: readonly string[]
  readonly trust: CertificateTrust
  /** Who vouches for it; null for OpenPGP. */
  readonly issuer: string | null
  /** What its owner's program announced in signed mail (RFC 8551, section 2.5.2). */
  readonly capabilities: readonly string[]
  /** When it did; 0: never. */
  readonly capabilitiesAt: number
  readonly source: CertificateSource
  /** When its owner made it. */
  readonly madeAt: number
  readonly expiresAt: number | null
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly acceptedAt: number | null
  readonly verifiedAt: number | null
  readonly verifiedWay: string | null
}

export type NewCertificate = Pick<
  CertificateRow,
  'contactId' | 'kind' | 'fingerprint' | 'data' | 'userIds' | 'addresses' | 'source' | 'madeAt' | 'expiresAt'
> & {
  readonly issuer?: string
  /** What its owner's program announced at a time: the latest word counts, in whatever order mail comes. */
  readonly announced?: { readonly capabilities: readonly string[]; readonly at: number }
}

/** Of one contact: the most trusted first, then the newest. */
export function listCertificates(reader: Reader, contactId: ContactId): CertificateRow[] {
  return reader[sql]
    .all(`SELECT * FROM certificates WHERE contact_id = ? ORDER BY ${byTrust}, made_at DESC`, contactId)
    .map((row) => certificateOf(reader, row))
}

/** All that name this address or belong to its contact: the most trusted first. */
export function findCertificatesByAddress(reader: Reader, address: string): CertificateRow[] {
  return reader[sql]
    .all(
      `SELECT * FROM certificates WHERE id IN (
         SELECT certificate_id FROM certificate_addresses WHERE address = ?1
         UNION SELECT c.id FROM certificates c JOIN contact_addresses a ON a.contact_id = c.contact_id
         WHERE a.address = ?1)
       ORDER BY ${byTrust}, made_at DESC`,
      address,
    )
    .map((row) => certificateOf(reader, row))
}

export function findCertificate(
  reader: Reader,
  contactId: ContactId,
  fingerprint: string,
): CertificateRow | null {
  const row = reader[sql].get(
    'SELECT * FROM certificates WHERE contact_id = ? AND fingerprint = ?',
    contactId,
    fingerprint,
  )
  return row === undefined ? null : certificateOf(reader, row)
}

/** Stores a certificate as `seen`, or refreshes its data when it is known; trust never changes here. */
export function saveCertificate(tx: Tx, certificate: NewCertificate, now: number): number {
  const known = tx[sql].get(
    'SELECT id FROM certificates WHERE contact_id IS ? AND kind = ? AND fingerprint = ?',
    certificate.contactId,
    certificate.kind,
    certificate.fingerprint,
  )
  const id =
    known === undefined ? insert(tx, certificate, now) : refresh(tx, int(known, 'id'), certificate, now)
  if (certificate.announced !== undefined) {
    const { capabilities, at } = certificate.announced
    tx[sql].run(
      `UPDATE certificates SET capabilities_json = ?1, capabilities_at = ?2 WHERE id = ?3 AND capabilities_at <= ?2`,
      jsonText(capabilities),
      at,
      id,
    )
  }
  for (const address of certificate.addresses) {
    tx[sql].run(
      'INSERT INTO certificate_addresses (certificate_id, address) VALUES (?, ?) ON CONFLICT DO NOTHING',
      id,
      address,
    )
  }
  return id
}

/** A person's decision. `way` says how a fingerprint was compared (`in-person`, `by-phone`). */
export function setCertificateTrust(
  tx: Tx,
  id: number,
  trust: CertificateTrust,
  now: number,
  way: string | null = null,
): void {
  tx[sql].run(
    `UPDATE certificates SET trust = ?2,
       accepted_at = CASE WHEN ?2 IN ('accepted', 'verified') THEN coalesce(accepted_at, ?3) ELSE NULL END,
       verified_at = CASE WHEN ?2 = 'verified' THEN ?3 ELSE NULL END,
       verified_way = CASE WHEN ?2 = 'verified' THEN ?4 ELSE NULL END
     WHERE id = ?1`,
    id,
    trust,
    now,
    way,
  )
}

export function removeCertificate(tx: Tx, contactId: ContactId, fingerprint: string): void {
  tx[sql].run('DELETE FROM certificates WHERE contact_id = ? AND fingerprint = ?', contactId, fingerprint)
}

/** One that nobody decided on. */
export function dropCertificate(tx: Tx, id: number): void {
  tx[sql].run("DELETE FROM certificates WHERE id = ? AND trust = 'seen'", id)
}

/** The same certificate with what its owner added to it. */
export function storeCertificateData(
  tx: Tx,
  id: number,
  { data, userIds, expiresAt }: Pick<CertificateRow, 'data' | 'userIds' | 'expiresAt'>,
): void {
  tx[sql].run(
    'UPDATE certificates SET data = ?, user_ids_json = ?, expires_at = ? WHERE id = ?',
    data,
    jsonText(userIds),
    expiresAt,
    id,
  )
}

const byTrust = `CASE trust WHEN 'verified' THEN 0 WHEN 'accepted' THEN 1 WHEN 'seen' THEN 2 ELSE 3 END`

/** Those that the practice encrypts to. */
export function listAcceptedCertificates(reader: Reader, kind: CertificateRow['kind']): CertificateRow[] {
  return reader[sql]
    .all("SELECT * FROM certificates WHERE kind = ? AND trust IN ('accepted', 'verified') ORDER BY id", kind)
    .map((row) => certificateOf(reader, row))
}

/** PEM of every S/MIME certificate that is known, each with the authorities that came along. */
export function listSmimeCertificateData(reader: Reader): string[] {
  return reader[sql]
    .all("SELECT data FROM certificates WHERE kind = 'smime' AND trust <> 'rejected'")
    .map((row) => text(row, 'data'))
}

function insert(tx: Tx, certificate: NewCertificate, now: number): number {
  const { id } = tx[sql].run(
    `INSERT INTO certificates (contact_id, kind, fingerprint, data, user_ids_json, issuer, trust, source, made_at,
       expires_at, first_seen_at, last_seen_at)
     VALUES (?, ?, ?, ?, ?, ?, 'seen', ?, ?, ?, ?, ?)`,
    certificate.contactId,
    certificate.kind,
    certificate.fingerprint,
    certificate.data,
    jsonText(certificate.userIds),
    certificate.issuer ?? null,
    certificate.source,
    certificate.madeAt,
    certificate.expiresAt,
    now,
    now,
  )
  return id
}

function refresh(tx: Tx, id: number, certificate: NewCertificate, now: number): number {
  tx[sql].run(
    'UPDATE certificates SET data = ?, user_ids_json = ?, expires_at = ?, last_seen_at = ? WHERE id = ?',
    certificate.data,
    jsonText(certificate.userIds),
    certificate.expiresAt,
    now,
    id,
  )
  return id
}

function certificateOf(reader: Reader, row: SqlRow): CertificateRow {
  const id = int(row, 'id')
  return {
    id,
    contactId: intOrNull(row, 'contact_id') as ContactId | null,
    kind: text(row, 'kind') as CertificateRow['kind'],
    fingerprint: text(row, 'fingerprint'),
    data: text(row, 'data'),
    userIds: json<string[]>(row, 'user_ids_json'),
    addresses: reader[sql]
      .all('SELECT address FROM certificate_addresses WHERE certificate_id = ? ORDER BY address', id)
      .map((address) => text(address, 'address')),
    trust: text(row, 'trust') as CertificateTrust,
    issuer: textOrNull(row, 'issuer'),
    capabilities: json<string[]>(row, 'capabilities_json'),
    capabilitiesAt: int(row, 'capabilities_at'),
    source: text(row, 'source') as CertificateSource,
    madeAt: int(row, 'made_at'),
    expiresAt: intOrNull(row, 'expires_at'),
    firstSeenAt: int(row, 'first_seen_at'),
    lastSeenAt: int(row, 'last_seen_at'),
    acceptedAt: intOrNull(row, 'accepted_at'),
    verifiedAt: intOrNull(row, 'verified_at'),
    verifiedWay: textOrNull(row, 'verified_way'),
  }
}
