import type { PublicKey } from 'openpgp'
import { parseCertificate, readCertificate, strict, type CertificateInfo } from './certificate.ts'

/**
 * What a newer copy of a certificate says of the one at hand:
 * - `other-key`: it is another key, and says nothing of this one
 * - `same`: nothing new, or nothing that verifies
 * - `updated`: its owner moved the expiry, or added a user id or a subkey
 * - `revoked`: its owner gave it up
 */
export type Refreshed =
  | { readonly state: 'other-key' }
  | { readonly state: 'same' }
  | { readonly state: 'updated'; readonly info: CertificateInfo }
  | { readonly state: 'revoked'; readonly armored: string }

/**
 * Merges what the owner has signed since into a certificate. Nothing that is known gets lost, so that an older copy
 * can't take a revocation or a later expiry away; signatures of others aren't taken over, as anyone can add thousands.
 *
 * @param known armored
 * @param incoming armored or binary
 */
export async function refreshCertificate(
  known: string,
  incoming: Uint8Array | string,
  now: Date,
): Promise<Refreshed> {
  const [mine, theirs] = await Promise.all([parseCertificate(known), parseCertificate(incoming)])
  if (!mine.ok || !theirs.ok || mine.value.getFingerprint() !== theirs.value.getFingerprint()) {
    return { state: 'other-key' }
  }
  const merged = await mine.value.update(withoutOthersSignatures(theirs.value), now, strict).catch(() => null)
  if (merged === null) return { state: 'same' }
  const armored = merged.armor(strict)
  const read = await readCertificate(armored, now)
  if (!read.ok) {
    return read.error.code === 'openpgp/certificate-revoked'
      ? { state: 'revoked', armored }
      : { state: 'same' }
  }
  return armored === mine.value.armor(strict) ? { state: 'same' } : { state: 'updated', info: read.value }
}

function withoutOthersSignatures(key: PublicKey): PublicKey {
  for (const user of key.users) user.otherCertifications.length = 0
  return key
}
