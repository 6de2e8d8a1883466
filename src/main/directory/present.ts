import type { ContactId } from '../../shared/ids.ts'
import { comparedWaySchema, type Certificate, type Contact } from '../../shared/contract/index.ts'
import type { Reader } from '../store/index.ts'
import {
  currentPassphrase,
  findCertificatesByAddress,
  listCertificates,
  type CertificateRow,
  type ContactRow,
} from '../store/index.ts'
import { personalIn } from './typed-passphrase.ts'

/** How fingerprints are spelled as words; the word list belongs to the caller. */
export type FingerprintWords = (fingerprint: string) => readonly string[]

/** A contact with what is agreed with it, as the window shows it. */
export function presentContact(reader: Reader, row: ContactRow, words: FingerprintWords): Contact {
  const passphrase = currentPassphrase(reader, row.id)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    addresses: [...row.addresses],
    nicknames: [...row.nicknames],
    birthDate: row.birthDate,
    recordNumber: row.recordNumber,
    phones: [...row.phones],
    readsMailOn: row.readsMailOn,
    agreedToEmailOn: row.agreedToEmailOn,
    isArchived: row.isArchived,
    certificates: certificatesOf(reader, row).map((certificate) => presentCertificate(certificate, words)),
    passphrase:
      passphrase === null
        ? null
        : {
            origin: passphrase.origin,
            problem: passphrase.origin === 'typed' ? personalIn(passphrase.words, row) : null,
            createdAt: instant(passphrase.createdAt),
            told:
              passphrase.told === null ? null : { way: passphrase.told.way, at: instant(passphrase.told.at) },
          },
  }
}

/** A contact, or somebody who is none yet (`id` null), as certificates are read for them. */
export interface Person {
  readonly id: ContactId | null
  readonly addresses: readonly string[]
}

/** What a person accepted, and what came with mail or an address book, or was looked up, and waits to be accepted. */
export function certificatesOf(reader: Reader, { id, addresses }: Person): CertificateRow[] {
  const own = id === null ? [] : listCertificates(reader, id)
  const known = new Set(own.map(({ fingerprint }) => fingerprint))
  const hints = addresses
    .flatMap((address) => findCertificatesByAddress(reader, address))
    .filter(({ contactId, fingerprint }) => contactId === null && !known.has(fingerprint))
  return [...own, ...hints].filter(({ trust }) => trust !== 'rejected')
}

/** When and how a certificate was compared with its owner; null for one that is new here. */
export function comparisonOf(row: CertificateRow | null): Pick<Certificate, 'comparedAt' | 'comparedWay'> {
  if (row?.verifiedAt == null) {
    return { comparedAt: null, comparedWay: null }
  }
  const way = comparedWaySchema.safeParse(row.verifiedWay)
  return { comparedAt: instant(row.verifiedAt), comparedWay: way.success ? way.data : null }
}

function presentCertificate(row: CertificateRow, words: FingerprintWords): Certificate {
  return {
    kind: row.kind,
    fingerprint: row.fingerprint,
    userIds: [...row.userIds],
    createdAt: instant(row.madeAt),
    expiresAt: row.expiresAt === null ? null : instant(row.expiresAt),
    trust: row.trust === 'rejected' ? 'seen' : row.trust,
    source: row.source,
    ...comparisonOf(row),
    issuer: row.issuer,
    words: [...words(row.fingerprint)],
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
