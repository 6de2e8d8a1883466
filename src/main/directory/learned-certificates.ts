import type { LearnedCertificate } from '../sealing/index.ts'
import { findCertificate, findContactsByAddress, saveCertificate, type Tx } from '../store/index.ts'
import { smimeUserIds } from './smime-certificate.ts'

/** A certificate that came with somebody's good signature, and when it was signed. */
export interface LearnedFromMail {
  readonly learned: LearnedCertificate
  readonly sender: string
  readonly signedAt: Date
}

/**
 * Keeps a certificate from signed mail as seen, for a person to accept. One that is known keeps its trust, and learns
 * what its owner's program reads now.
 * @returns whether a contact has a certificate now that nobody has looked at
 */
export function offerLearned(tx: Tx, { learned, sender, signedAt }: LearnedFromMail, now: number): boolean {
  const { info, capabilities } = learned
  const contactId = findContactsByAddress(tx, sender)[0]?.id ?? null
  const isNew = contactId !== null && findCertificate(tx, contactId, info.fingerprint) === null
  saveCertificate(
    tx,
    {
      contactId,
      kind: 'smime',
      fingerprint: info.fingerprint,
      data: info.pem,
      userIds: smimeUserIds(info),
      addresses: info.addresses,
      issuer: info.issuer,
      announced: { capabilities, at: signedAt.getTime() },
      source: 'signature',
      madeAt: info.validFrom.getTime(),
      expiresAt: info.expiresAt.getTime(),
    },
    now,
  )
  return isNew
}
