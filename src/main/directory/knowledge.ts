import type { ContactKind, ReadsMailOn } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { Trust } from '../sealing/index.ts'
import { readSmimeKnowledge, type SendingAccount, type SmimeKnowledge } from './smime-knowledge.ts'
import {
  currentPassphrase,
  findContactsByAddress,
  findCorrespondent,
  findWrongAddress,
  isAddressConfirmed,
  listCertificates,
  type Reader,
  type WrongAddress,
} from '../store/index.ts'

/** What the practice knows of one address at this moment: everything that routing and review decide by. */
export interface RecipientKnowledge {
  /** Lower-cased, as it is compared. */
  readonly address: string
  readonly contact: KnownContact | null
  /** The usable certificate that the practice accepted, if any. */
  readonly certificate: { readonly fingerprint: string; readonly armored: string } | null
  /** Her accepted S/MIME certificates, judged now; null when there are none. */
  readonly smime: SmimeKnowledge | null
  /** The passphrase agreed with the person, if any. */
  readonly passphrase: {
    readonly id: number
    readonly isTold: boolean
    readonly origin: 'generated' | 'typed'
  } | null
  /** Never written to, never heard from, and not confirmed in place. */
  readonly isFirstTime: boolean
  /** It turned out wrong before. */
  readonly wrong: WrongAddress | null
}

export interface KnownContact {
  readonly id: ContactId
  readonly name: string
  readonly kind: ContactKind
  readonly readsMailOn: ReadsMailOn
  /** The form of a sealed message that is known to have been opened there. */
  readonly formThatWorked: 'html' | 'pdf' | null
  /** `YYYY-MM-DD`; null: no agreement is noted. */
  readonly agreedToEmailOn: string | null
  /** On the list of past typing mistakes. */
  readonly isBlocked: boolean
}

/**
 * @param trust its time leaves out certificates that have expired since they were accepted
 * @param from the account that would send: S/MIME needs a certificate of its own. Null: there is none
 */
export function knowledgeOf(
  reader: Reader,
  address: string,
  trust: Trust,
  from: SendingAccount | null,
): RecipientKnowledge {
  const now = trust.now.getTime()
  const key = address.trim().toLowerCase()
  const contact = findContactsByAddress(reader, key)[0] ?? null
  const correspondent = findCorrespondent(reader, key)
  const wrong = findWrongAddress(reader, key)
  const isFirstTime = correspondent === null && !isAddressConfirmed(reader, key)
  if (contact === null) {
    return {
      address: key,
      contact: null,
      certificate: null,
      smime: null,
      passphrase: null,
      isFirstTime,
      wrong,
    }
  }
  const accepted = listCertificates(reader, contact.id).filter(
    (one) => one.trust === 'accepted' || one.trust === 'verified',
  )
  const certificate = accepted.find(
    ({ kind, expiresAt }) => kind === 'openpgp' && (expiresAt === null || expiresAt > now),
  )
  const passphrase = currentPassphrase(reader, contact.id)
  return {
    address: key,
    contact: {
      id: contact.id,
      name: contact.name,
      kind: contact.kind,
      readsMailOn: contact.readsMailOn,
      formThatWorked: contact.formThatWorked,
      agreedToEmailOn: contact.agreedToEmailOn,
      isBlocked: contact.isBlocked,
    },
    certificate:
      certificate === undefined ? null : { fingerprint: certificate.fingerprint, armored: certificate.data },
    smime: readSmimeKnowledge(reader, accepted, key, trust, from),
    passphrase:
      passphrase === null
        ? null
        : { id: passphrase.id, isTold: passphrase.told !== null, origin: passphrase.origin },
    isFirstTime,
    wrong,
  }
}
