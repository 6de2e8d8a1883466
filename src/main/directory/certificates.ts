import type { Certificate, Contact } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { readCertificate, type CertificateInfo } from '../sealing/index.ts'
import {
  findCertificate,
  findContact,
  listCertificates,
  removeCertificate,
  saveCertificate,
  setCertificateTrust,
} from '../store/index.ts'
import type { DirectoryDeps } from './directory.ts'
import { presentContact } from './present.ts'

/** A certificate that was read but not yet accepted, and the fingerprint of the one that it would replace. */
export type OfferedCertificate = Certificate & { readonly armored: string; readonly replaces: string | null }

/** Which certificates belong to whom, and how far each is trusted. Nothing counts before a person accepted it. */
export interface CertificateDesk {
  /**
   * Reads what was pasted or picked and shows it; keeps nothing.
   * Errors: `openpgp/*`, `openpgp/address-mismatch` when it names none of the contact's addresses.
   */
  read(contactId: ContactId, data: Uint8Array | string): Promise<Result<OfferedCertificate>>
  /** A person's decision: from now on mail to this contact is encrypted to it. */
  accept(contactId: ContactId, armored: string, trust: 'accepted' | 'verified'): Promise<Result<Contact>>
  remove(contactId: ContactId, fingerprint: string): Result<Contact>
}

export function createCertificateDesk(deps: DirectoryDeps): CertificateDesk {
  const { store, audit, clock, fingerprintWords } = deps

  async function readFor(contactId: ContactId, data: Uint8Array | string): Promise<Result<CertificateInfo>> {
    const contact = findContact(store, contactId)
    if (contact === null) {
      return fail('contact/absent')
    }
    const info = await readCertificate(data, clock())
    if (!info.ok) {
      return info
    }
    const own = new Set(contact.addresses.map((address) => address.toLowerCase()))
    return info.value.addresses.some((address) => own.has(address))
      ? info
      : fail('openpgp/address-mismatch', {
          address: contact.addresses[0] ?? '',
          named: info.value.addresses.join(', '),
        })
  }

  function currentFingerprint(contactId: ContactId, except: string): string | null {
    const current = listCertificates(store, contactId).find(
      ({ trust, fingerprint }) => (trust === 'accepted' || trust === 'verified') && fingerprint !== except,
    )
    return current?.fingerprint ?? null
  }

  return {
    read: async (contactId, data) => {
      const info = await readFor(contactId, data)
      if (!info.ok) {
        return info
      }
      const { fingerprint, userIds, createdAt, expiresAt, armored } = info.value
      return ok({
        fingerprint,
        userIds: [...userIds],
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
        trust: 'seen',
        words: [...fingerprintWords(fingerprint)],
        armored,
        replaces: currentFingerprint(contactId, fingerprint),
      })
    },

    accept: async (contactId, armored, trust) => {
      const info = await readFor(contactId, armored)
      if (!info.ok) {
        return info
      }
      const { fingerprint, userIds, addresses, createdAt, expiresAt } = info.value
      const now = clock().getTime()
      const replaces = currentFingerprint(contactId, fingerprint)
      return store.transaction((tx) => {
        const id = saveCertificate(
          tx,
          {
            contactId,
            kind: 'openpgp',
            fingerprint,
            data: info.value.armored,
            userIds,
            addresses,
            source: 'import',
            madeAt: createdAt.getTime(),
            expiresAt: expiresAt?.getTime() ?? null,
          },
          now,
        )
        const old = replaces === null ? null : findCertificate(tx, contactId, replaces)
        if (old !== null) {
          setCertificateTrust(tx, old.id, 'rejected', now)
        }
        setCertificateTrust(tx, id, trust, now)
        const recorded = audit.append(tx, {
          type: 'certificate.accepted',
          person: audit.personOf(tx, contactId),
          fingerprint,
          trust,
          replaces,
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
        if (contact === null || findCertificate(tx, contactId, fingerprint) === null) {
          return fail('contact/absent')
        }
        removeCertificate(tx, contactId, fingerprint)
        const person = audit.personOf(tx, contactId)
        const recorded = audit.append(tx, { type: 'certificate.removed', person, fingerprint })
        return recorded.ok ? ok(presentContact(tx, contact, fingerprintWords)) : recorded
      }),
  }
}
