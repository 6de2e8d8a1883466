import type { Certificate, ComparedWay, Contact } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { chooseCertificates, readCertificate, refreshCertificate } from '../sealing/index.ts'
import {
  findCertificate,
  findCertificatesByAddress,
  findContact,
  listCertificates,
  removeCertificate,
  saveCertificate,
  setCertificateTrust,
  type CertificateRow,
  type ContactRow,
  type Reader,
} from '../store/index.ts'
import { keepSeen } from './autocrypt.ts'
import type { DirectoryDeps } from './directory.ts'
import { certificateInFile } from './certificate-in-file.ts'
import { certificatesOf, comparisonOf, presentContact } from './present.ts'
import { revokeInUse } from './revocation.ts'
import { readSmimeFor, type ReadCertificate } from './smime-certificate.ts'

/**
 * A certificate that was read but not yet accepted, and the fingerprint of the one that it would replace. `armored`
 * is what `accept` takes: armored (OpenPGP) or PEM (S/MIME).
 */
export type OfferedCertificate = Certificate & { readonly armored: string; readonly replaces: string | null }

/** What was pasted or picked, the fingerprint of one that is known, or a file that came with a message. */
export type CertificateInput =
  Uint8Array | string | { readonly seen: string } | { readonly attached: Uint8Array }

/** Which certificates belong to whom, and how far each is trusted. Nothing counts before a person accepted it. */
export interface CertificateDesk {
  /**
   * Reads a certificate of either kind and shows it; keeps nothing.
   * Errors: `openpgp/*`, `smime/*`; `…/address-mismatch` when it names none of the contact's addresses.
   */
  read(contactId: ContactId, data: CertificateInput): Promise<Result<OfferedCertificate>>
  /**
   * Asks the domain of one of the contact's addresses for a key, keeps it as seen and shows it; recorded before the
   * domain is asked. Errors: `wkd/*` (`wkd/turned-off` unless the practice has turned it on), `host/offline`.
   */
  lookUp(contactId: ContactId, address: string): Promise<Result<OfferedCertificate>>
  /** A person's decision: from now on mail to this contact is encrypted to it. */
  accept(
    contactId: ContactId,
    armored: string,
    /** How it was compared with its owner; null: it is used without. */
    compared: ComparedWay | null,
  ): Promise<Result<Contact>>
  /** One that was only seen is put away, and doesn't come back with the next mail. */
  remove(contactId: ContactId, fingerprint: string): Result<Contact>
}

export interface CertificateDeskDeps extends DirectoryDeps {
  /** Whether the practice has turned looking for keys on. */
  readonly mayLookUp: () => boolean
  /** What the domain of a mail address gives as its certificates. */
  readonly fetchKeys: (address: string) => Promise<Result<Uint8Array>>
}

export function createCertificateDesk(deps: CertificateDeskDeps): CertificateDesk {
  const { store, audit, clock, fingerprintWords } = deps

  async function readFor(contactId: ContactId, input: CertificateInput): Promise<Result<ReadCertificate>> {
    const contact = findContact(store, contactId)
    if (contact === null) {
      return fail('contact/absent')
    }
    const data = await dataOf(contact, input)
    if (data === undefined) {
      return fail('contact/absent')
    }
    const openpgp = await readOpenPgpFor(data, contact.addresses, clock())
    if (openpgp.ok || openpgp.error.code !== 'openpgp/not-a-certificate') {
      return withWhatIsKnown(contact, data, openpgp)
    }
    const smime = readSmimeFor(data, contact.addresses, deps.trust())
    // It is neither: whoever pasted half of a key is told so, not sent looking for a file.
    const isNeither = !smime.ok && smime.error.code === 'smime/not-a-certificate'
    return isNeither && smime.error.detail === undefined ? openpgp : smime
  }

  async function dataOf(contact: ContactRow, input: CertificateInput) {
    if (typeof input === 'object' && 'seen' in input) {
      return knownOf(contact.id).find(({ fingerprint }) => fingerprint === input.seen)?.data
    }
    return typeof input === 'object' && 'attached' in input
      ? certificateInFile(input.attached, contact.addresses, clock())
      : input
  }

  const knownOf = (contactId: ContactId) => {
    const contact = findContact(store, contactId)
    return contact === null ? [] : certificatesOf(store, contact)
  }

  /**
   * An older copy takes no revocation away, and a revoked one that is in use goes out of use with the reading: its
   * owner's signature says so.
   */
  async function withWhatIsKnown(
    { addresses }: ContactRow,
    data: Uint8Array | string,
    read: Result<ReadCertificate>,
  ): Promise<Result<ReadCertificate>> {
    const rows = addresses.flatMap((address) => findCertificatesByAddress(store, address))
    for (const row of rows.filter(({ kind }) => kind === 'openpgp')) {
      const refreshed = await refreshCertificate(row.data, data, clock())
      if (refreshed.state === 'revoked') {
        const taken = store.transaction((tx) => revokeInUse(tx, audit, row, refreshed.armored, clock()))
        return taken.ok ? fail('openpgp/certificate-revoked') : taken
      }
      if (refreshed.state === 'updated' && read.ok) {
        const { armored, userIds, expiresAt } = refreshed.info
        return ok({ ...read.value, data: armored, userIds, expiresAt })
      }
    }
    return read
  }

  /** The one in use that the new one takes the place of; S/MIME may have another for another address. */
  function findReplaced(contactId: ContactId, next: ReadCertificate): CertificateRow | null {
    const current = listCertificates(store, contactId).find(
      ({ trust, fingerprint, kind, addresses }) =>
        (trust === 'accepted' || trust === 'verified') &&
        fingerprint !== next.fingerprint &&
        kind === next.kind &&
        (kind === 'openpgp' || addresses.some((address) => next.addresses.includes(address))),
    )
    return current ?? null
  }

  async function offer(contactId: ContactId, data: CertificateInput): Promise<Result<OfferedCertificate>> {
    const read = await readFor(contactId, data)
    if (!read.ok) {
      return read
    }
    const { kind, fingerprint, userIds, createdAt, expiresAt, issuer } = read.value
    const known = knownOf(contactId).find((one) => one.fingerprint === fingerprint)
    return ok({
      kind,
      fingerprint,
      source: known?.source ?? (typeof data === 'object' && 'attached' in data ? 'attached' : 'import'),
      ...comparisonOf(known ?? null),
      userIds: [...userIds],
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      trust: known?.trust === 'accepted' || known?.trust === 'verified' ? known.trust : 'seen',
      issuer,
      words: [...fingerprintWords(fingerprint)],
      armored: read.value.data,
      replaces: findReplaced(contactId, read.value)?.fingerprint ?? null,
    })
  }

  async function lookUp(contactId: ContactId, wanted: string): Promise<Result<OfferedCertificate>> {
    const address = findContact(store, contactId)?.addresses.find(
      (own) => own.toLowerCase() === wanted.toLowerCase(),
    )
    if (address === undefined) {
      return fail('contact/absent')
    }
    if (!deps.mayLookUp()) {
      return fail('wkd/turned-off')
    }
    const recorded = store.transaction((tx) =>
      audit.append(tx, { type: 'certificate.looked-up', person: audit.personOf(tx, contactId) }),
    )
    if (!recorded.ok) {
      return recorded
    }
    const fetched = await deps.fetchKeys(address)
    if (!fetched.ok) {
      return fetched
    }
    const key = address.toLowerCase()
    const [info] = await chooseCertificates(fetched.value, { address: key, now: clock() })
    if (info === undefined) {
      return fail('wkd/no-key', { domain: key.slice(key.lastIndexOf('@') + 1) })
    }
    const kept = store.transaction((tx) =>
      ok(keepSeen(tx, { info, address: key, source: 'wkd', at: clock().getTime() })),
    )
    return kept.ok ? offer(contactId, info.armored) : kept
  }

  return {
    read: offer,
    lookUp,

    accept: async (contactId, armored, compared) => {
      const read = await readFor(contactId, armored)
      if (!read.ok) {
        return read
      }
      const { createdAt, expiresAt, issuer, ...certificate } = read.value
      const { fingerprint } = certificate
      const now = clock().getTime()
      return store.transaction((tx) => {
        const replaced = findReplaced(contactId, read.value)
        // Who has compared a key doesn't lose that by taking a newer copy of it as it is.
        const before = findCertificate(tx, contactId, fingerprint)
        const isKept = compared === null && before?.trust === 'verified'
        const trust = isKept || compared !== null ? 'verified' : 'accepted'
        const hint = seenInMail(tx, contactId, fingerprint)
        const id = saveCertificate(
          tx,
          {
            ...certificate,
            contactId,
            source: 'import',
            madeAt: createdAt.getTime(),
            expiresAt: expiresAt?.getTime() ?? null,
            ...(issuer === null ? {} : { issuer }),
            ...(hint === null
              ? {}
              : { announced: { capabilities: hint.capabilities, at: hint.capabilitiesAt } }),
          },
          now,
        )
        if (replaced !== null) {
          setCertificateTrust(tx, replaced.id, 'rejected', now)
        }
        if (!isKept) {
          setCertificateTrust(tx, id, trust, now, compared)
        }
        const recorded = audit.append(tx, {
          type: 'certificate.accepted',
          person: audit.personOf(tx, contactId),
          fingerprint,
          trust,
          way: compared,
          replaces: replaced?.fingerprint ?? null,
        })
        const contact = findContact(tx, contactId)
        if (!recorded.ok) {
          return recorded
        }
        return contact === null ? fail('contact/absent') : ok(presentContact(tx, contact, fingerprintWords))
      })
    },

    remove: (contactId, fingerprint) =>
      store.transaction((tx) => {
        const contact = findContact(tx, contactId)
        const known = knownOf(contactId).find((one) => one.fingerprint === fingerprint)
        if (contact === null || known === undefined) {
          return fail('contact/absent')
        }
        if (known.trust === 'seen') {
          // Else the next mail would bring it back.
          setCertificateTrust(tx, known.id, 'rejected', clock().getTime())
        } else {
          removeCertificate(tx, contactId, fingerprint)
        }
        const person = audit.personOf(tx, contactId)
        const recorded = audit.append(tx, { type: 'certificate.removed', person, fingerprint })
        return recorded.ok ? ok(presentContact(tx, contact, fingerprintWords)) : recorded
      }),
  }
}

async function readOpenPgpFor(
  data: Uint8Array | string,
  addresses: readonly string[],
  now: Date,
): Promise<Result<ReadCertificate>> {
  const info = await readCertificate(data, now)
  if (!info.ok) {
    return info
  }
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const { fingerprint, userIds, createdAt, expiresAt, armored } = info.value
  // Nobody is vouched for by being named in somebody else's certificate.
  const named = info.value.addresses.filter((address) => own.has(address))
  return named.length > 0
    ? ok({
        kind: 'openpgp',
        fingerprint,
        userIds,
        addresses: named,
        createdAt,
        expiresAt,
        issuer: null,
        data: armored,
      })
    : fail('openpgp/address-mismatch', {
        address: addresses[0] ?? '',
        named: info.value.addresses.join(', '),
      })
}

/** What mail said of a certificate before its sender became a contact. */
function seenInMail(reader: Reader, contactId: ContactId, fingerprint: string): CertificateRow | null {
  const contact = findContact(reader, contactId)
  const hints = contact === null ? [] : certificatesOf(reader, contact)
  return hints.find((one) => one.contactId === null && one.fingerprint === fingerprint) ?? null
}
