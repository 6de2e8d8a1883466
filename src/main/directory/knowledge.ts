import type { ContactKind, ReadsMailOn } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import {
  currentPassphrase,
  findContactsByAddress,
  findCorrespondent,
  isAddressConfirmed,
  listCertificates,
  type Reader,
} from '../store/index.ts'

/** What the practice knows of one address at this moment: everything that routing and review decide by. */
export interface RecipientKnowledge {
  /** Lower-cased, as it is compared. */
  readonly address: string
  readonly contact: KnownContact | null
  /** The usable certificate that the practice accepted, if any. */
  readonly certificate: { readonly fingerprint: string; readonly armored: string } | null
  /** The passphrase agreed with the person, if any. */
  readonly passphrase: { readonly id: number; readonly isTold: boolean } | null
  /** Never written to, never heard from, and not confirmed in place. */
  readonly isFirstTime: boolean
}

export interface KnownContact {
  readonly id: ContactId
  readonly name: string
  readonly kind: ContactKind
  readonly readsMailOn: ReadsMailOn
  /** On the list of past typing mistakes. */
  readonly isBlocked: boolean
}

/**
 * @param now to leave out certificates that have expired since they were accepted
 */
export function knowledgeOf(reader: Reader, address: string, now: number): RecipientKnowledge {
  const key = address.trim().toLowerCase()
  const contact = findContactsByAddress(reader, key)[0] ?? null
  const correspondent = findCorrespondent(reader, key)
  const isFirstTime = correspondent === null && !isAddressConfirmed(reader, key)
  if (contact === null) {
    return { address: key, contact: null, certificate: null, passphrase: null, isFirstTime }
  }
  const certificate = listCertificates(reader, contact.id).find(
    ({ kind, trust, expiresAt }) =>
      kind === 'openpgp' &&
      (trust === 'accepted' || trust === 'verified') &&
      (expiresAt === null || expiresAt > now),
  )
  const passphrase = currentPassphrase(reader, contact.id)
  return {
    address: key,
    contact: {
      id: contact.id,
      name: contact.name,
      kind: contact.kind,
      readsMailOn: contact.readsMailOn,
      isBlocked: contact.isBlocked,
    },
    certificate:
      certificate === undefined ? null : { fingerprint: certificate.fingerprint, armored: certificate.data },
    passphrase: passphrase === null ? null : { id: passphrase.id, isTold: passphrase.told !== null },
    isFirstTime,
  }
}
