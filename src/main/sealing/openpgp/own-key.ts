import { generateKey, readPrivateKey, reformatKey, type PrivateKey } from 'openpgp'
import { strict } from './certificate.ts'
import { strictConfig } from './config.ts'

const dayMs = 86_400_000
const secondMs = 1000

/**
 * The practice's key lasts three years and is renewed (same key, later date) once less than two remain: whoever
 * opens Sealpost once in two years never meets an expired key, and a certificate that was lost stops being used.
 */
export const ownKeyPolicy = { validDays: 3 * 365, renewWhenDaysLeft: 2 * 365 } as const

export type OwnKey = {
  /** Unencrypted secret key: it lives inside the encrypted store only. */
  readonly secretKeyArmored: string
  readonly certificateArmored: string
  /** Upper-case hexadecimal, 40 digits. */
  readonly fingerprint: string
  readonly expiresAt: Date
}

/**
 * Makes the practice's version 4 key: Ed25519 to sign and certify, X25519 to decrypt, in the encodings that
 * GnuPG 2.2 reads (RFC 9580, section 9.2: the "Legacy" curves). It doesn't announce AEAD, which GnuPG 2.2 and
 * 2.4 can't read on a version 4 key.
 *
 * @param now also the key's time of creation
 * @returns the key, and an armored revocation certificate for the recovery kit
 */
export async function generateOwnKey(owner: {
  readonly name: string
  readonly address: string
  readonly now: Date
}): Promise<OwnKey & { readonly revocationCertificate: string }> {
  const { privateKey, revocationCertificate } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ name: owner.name, email: owner.address }],
    date: owner.now,
    keyExpirationTime: (ownKeyPolicy.validDays * dayMs) / secondMs,
    format: 'object',
    config: strictConfig,
  })
  return { ...describe(privateKey, await expiryOf(privateKey)), revocationCertificate }
}

/**
 * Moves the expiry to three years from `now`; key material and fingerprint stay, so that old mail opens and
 * correspondents only see a fresher certificate.
 */
export async function renewOwnKey(
  secretKeyArmored: string,
  owner: { readonly name: string; readonly address: string; readonly now: Date },
): Promise<OwnKey> {
  const privateKey = await readPrivateKey({ armoredKey: secretKeyArmored, config: strictConfig })
  const ageMs = owner.now.getTime() - privateKey.getCreationTime().getTime()
  const renewed = await reformatKey({
    privateKey,
    userIDs: [{ name: owner.name, email: owner.address }],
    date: owner.now,
    keyExpirationTime: Math.ceil((ageMs + ownKeyPolicy.validDays * dayMs) / secondMs),
    format: 'object',
    config: strictConfig,
  })
  return describe(renewed.privateKey, await expiryOf(renewed.privateKey))
}

/** True once less than two of the three years remain. */
export function ownKeyNeedsRenewal(key: Pick<OwnKey, 'expiresAt'>, now: Date): boolean {
  return key.expiresAt.getTime() - now.getTime() < ownKeyPolicy.renewWhenDaysLeft * dayMs
}

async function expiryOf(key: PrivateKey): Promise<Date> {
  const expiration = await key.getExpirationTime(undefined, strict)
  if (!(expiration instanceof Date)) throw new Error('own keys are made with an expiry')
  return expiration
}

function describe(key: PrivateKey, expiresAt: Date): OwnKey {
  return {
    secretKeyArmored: key.armor(strict),
    certificateArmored: key.toPublic().armor(strict),
    fingerprint: key.getFingerprint().toUpperCase(),
    expiresAt,
  }
}
