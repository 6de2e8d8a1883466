import type { ComparedWay, Contact, ContactDetails, OfferedCertificate } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { chooseCertificates } from '../sealing/index.ts'
import {
  findCertificate,
  findContact,
  findContactsByAddress,
  listCertificates,
  removeCertificate,
  saveCertificate,
  setCertificateTrust,
  type CertificateRow,
  type Reader,
  type Tx,
} from '../store/index.ts'
import { keepSeen } from './autocrypt.ts'
import { addPerson, type DirectoryDeps } from './directory.ts'
import { certificatesOf, comparisonOf, presentContact, type Person } from './present.ts'
import { readCertificateFor, type CertificateInput } from './read-certificate-for.ts'
import type { ReadCertificate } from './smime-certificate.ts'

/** Which certificates belong to whom, and how far each is trusted. Nothing counts before a person accepted it. */
export interface CertificateDesk {
  /**
   * Reads a certificate of either kind and shows it; keeps nothing.
   * Errors: `openpgp/*`, `smime/*`; `…/address-mismatch` when it names none of the contact's addresses.
   */
  read(contactId: ContactId, data: CertificateInput): Promise<Result<OfferedCertificate>>
  /** The same for the sender of a message who is no contact. Error: `contact/exists` where the address has one. */
  readFor(address: string, data: CertificateInput): Promise<Result<OfferedCertificate>>
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
  /**
   * Adds a person and accepts her certificate in one step: neither without the other. Errors: those of `accept`, of
   * `read`, and of `Directory.add`.
   */
  addWith(details: ContactDetails, armored: string, compared: ComparedWay | null): Promise<Result<Contact>>
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

  /** The one in use that the new one takes the place of; S/MIME may have another for another address. */
  function findReplaced(person: ContactId | null, next: ReadCertificate): CertificateRow | null {
    const current = (person === null ? [] : listCertificates(store, person)).find(
      ({ trust, fingerprint, kind, addresses }) =>
        (trust === 'accepted' || trust === 'verified') &&
        fingerprint !== next.fingerprint &&
        kind === next.kind &&
        (kind === 'openpgp' || addresses.some((address) => next.addresses.includes(address))),
    )
    return current ?? null
  }

  async function offer(person: Person, data: CertificateInput): Promise<Result<OfferedCertificate>> {
    const read = await readCertificateFor(deps, person, data)
    if (!read.ok) {
      return read
    }
    const { kind, fingerprint, userIds, createdAt, expiresAt, issuer } = read.value
    const known = certificatesOf(store, person).find((one) => one.fingerprint === fingerprint)
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
      replaces: findReplaced(person.id, read.value)?.fingerprint ?? null,
    })
  }

  async function lookUp(contactId: ContactId, wanted: string): Promise<Result<OfferedCertificate>> {
    const contact = findContact(store, contactId)
    const address = contact?.addresses.find((own) => own.toLowerCase() === wanted.toLowerCase())
    if (contact === null || address === undefined) {
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
    return kept.ok ? offer(contact, info.armored) : kept
  }

  /** A person's decision becomes what counts. */
  function keep(
    tx: Tx,
    contactId: ContactId,
    read: ReadCertificate,
    compared: ComparedWay | null,
  ): Result<Contact> {
    const { createdAt, expiresAt, issuer, ...certificate } = read
    const { fingerprint } = certificate
    const now = clock().getTime()
    const replaced = findReplaced(contactId, read)
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
        ...(hint === null ? {} : { announced: { capabilities: hint.capabilities, at: hint.capabilitiesAt } }),
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
  }

  return {
    read: async (contactId, data) => {
      const contact = findContact(store, contactId)
      return contact === null ? fail('contact/absent') : offer(contact, data)
    },

    readFor: async (address, data) => {
      const [owner] = findContactsByAddress(store, address)
      return owner === undefined
        ? offer({ id: null, addresses: [address] }, data)
        : fail('contact/exists', { address, name: owner.name })
    },

    lookUp,

    accept: async (contactId, armored, compared) => {
      const contact = findContact(store, contactId)
      const read =
        contact === null ? fail('contact/absent') : await readCertificateFor(deps, contact, armored)
      return read.ok ? store.transaction((tx) => keep(tx, contactId, read.value, compared)) : read
    },

    addWith: async (details, armored, compared) => {
      const read = await readCertificateFor(deps, { id: null, addresses: details.addresses }, armored)
      if (!read.ok) {
        return read
      }
      return store.transaction((tx) => {
        const added = addPerson(tx, deps, details, false)
        return added.ok ? keep(tx, added.value, read.value, compared) : added
      })
    },

    remove: (contactId, fingerprint) =>
      store.transaction((tx) => {
        const contact = findContact(tx, contactId)
        const known =
          contact === null
            ? undefined
            : certificatesOf(tx, contact).find((one) => one.fingerprint === fingerprint)
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

/** What mail said of a certificate before its sender became a contact. */
function seenInMail(reader: Reader, contactId: ContactId, fingerprint: string): CertificateRow | null {
  const contact = findContact(reader, contactId)
  const hints = contact === null ? [] : certificatesOf(reader, contact)
  return hints.find((one) => one.contactId === null && one.fingerprint === fingerprint) ?? null
}
