import type { LearnedCertificate } from '../sealing/index.ts'
import { findContactsByAddress, saveCertificate, type Tx } from '../store/index.ts'
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
 */
export function offerLearned(tx: Tx, { learned, sender, signedAt }: LearnedFromMail, now: number): void {
  const { info, capabilities } = learned
  saveCertificate(
    tx,
    {
      contactId: findContactsByAddress(tx, sender)[0]?.id ?? null,
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
}
