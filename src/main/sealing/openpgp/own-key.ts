import { enums, generateKey, readPrivateKey, reformatKey, revokeKey, type PrivateKey } from 'openpgp'
import { strict } from './certificate.ts'
import { newerConfig, strictConfig } from './config.ts'

const dayMs = 86_400_000
const secondMs = 1000

/**
 * The practice's key lasts three years and is renewed (same key, later date) once less than two remain: whoever
 * opens Sealpost once in two years never meets an expired key, and a certificate that was lost stops being used.
 */
export const ownKeyPolicy = { validDays: 3 * 365, renewWhenDaysLeft: 2 * 365, warnWhenDaysLeft: 30 } as const

/** Why a key is given up; each is one of RFC 9580, section 5.2.3.31. */
export type RevocationReason = 'compromised' | 'superseded'

/** "Compromised" voids all that was ever signed with it; "superseded" what is signed from now on. */
const revocationFlags = {
  compromised: enums.reasonForRevocation.keyCompromised,
  superseded: enums.reasonForRevocation.keySuperseded,
} as const satisfies Record<RevocationReason, enums.reasonForRevocation>

export type OwnKey = {
  /** Unencrypted secret key: it lives inside the encrypted store only. */
  readonly secretKeyArmored: string
  readonly certificateArmored: string
  /** Upper-case hexadecimal: 40 digits, 64 for version 6. */
  readonly fingerprint: string
  readonly expiresAt: Date
}

/**
 * Makes the practice's version 4 key: Ed25519 to sign and certify, X25519 to decrypt, in the encodings that
 * GnuPG 2.2 reads (RFC 9580, section 9.2: the "Legacy" curves). It doesn't announce AEAD, which GnuPG 2.2 and
 * 2.4 can't read on a version 4 key.
 *
 * Its user id is the address alone: the certificate travels outside the seal (Autocrypt), where a name could tell what
 * the practice treats.
 *
 * @param now also the key's time of creation
 */
export async function generateOwnKey(owner: {
  readonly address: string
  readonly now: Date
}): Promise<OwnKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ email: owner.address }],
    date: owner.now,
    keyExpirationTime: (ownKeyPolicy.validDays * dayMs) / secondMs,
    format: 'object',
    config: strictConfig,
  })
  return describe(privateKey, await expiryOf(privateKey))
}

/**
 * Moves the expiry to three years from `now`; key material and fingerprint stay, so that old mail opens and
 * correspondents only see a fresher certificate.
 */
export async function renewOwnKey(
  secretKeyArmored: string,
  owner: { readonly address: string; readonly now: Date },
): Promise<OwnKey> {
  const privateKey = await readPrivateKey({ armoredKey: secretKeyArmored, config: strictConfig })
  const ageMs = owner.now.getTime() - privateKey.getCreationTime().getTime()
  const renewed = await reformatKey({
    privateKey,
    userIDs: [{ email: owner.address }],
    date: owner.now,
    keyExpirationTime: Math.ceil((ageMs + ownKeyPolicy.validDays * dayMs) / secondMs),
    format: 'object',
    // Or the renewed certificate would announce AEAD no more.
    config: privateKey.keyPacket.version === 6 ? newerConfig : strictConfig,
  })
  return describe(renewed.privateKey, await expiryOf(renewed.privateKey))
}

/** True once less than two of the three years remain. */
export function ownKeyNeedsRenewal(key: Pick<OwnKey, 'expiresAt'>, now: Date): boolean {
  return key.expiresAt.getTime() - now.getTime() < ownKeyPolicy.renewWhenDaysLeft * dayMs
}

/** True in the last 30 days, where renewing by itself hasn't worked. */
export function ownKeyExpiresSoon(key: Pick<OwnKey, 'expiresAt'>, now: Date): boolean {
  return key.expiresAt.getTime() - now.getTime() < ownKeyPolicy.warnWhenDaysLeft * dayMs
}

/**
 * The certificate with a revocation signature (RFC 9580, section 5.2.1.11): what correspondents import so that nobody
 * encrypts to it again. The secret key isn't changed by it and goes on opening old mail.
 *
 * @returns armored: the whole certificate, revoked
 */
export async function revokeOwnKey(
  secretKeyArmored: string,
  { reason, now }: { readonly reason: RevocationReason; readonly now: Date },
): Promise<string> {
  const { publicKey } = await revoked(secretKeyArmored, revocationFlags[reason], now)
  return publicKey.armor(strict)
}

/**
 * A revocation certificate to be kept for the day when the key is lost with everything else: the signature alone,
 * without a reason, as GnuPG makes it. Whoever has it can end the use of the key, and nothing more.
 */
export async function makeRevocationCertificate(secretKeyArmored: string, now: Date): Promise<string> {
  const { publicKey } = await revoked(secretKeyArmored, enums.reasonForRevocation.noReason, now)
  const armored = await publicKey.getRevocationCertificate(now, strict)
  if (typeof armored !== 'string') throw new Error('a key just revoked has a revocation signature')
  return armored
}

async function revoked(secretKeyArmored: string, flag: enums.reasonForRevocation, now: Date) {
  return revokeKey({
    key: await readPrivateKey({ armoredKey: secretKeyArmored, config: strictConfig }),
    reasonForRevocation: { flag, string: '' },
    date: now,
    format: 'object',
    config: strictConfig,
  })
}

/**
 * A version 6 key, for correspondents whose programs read it: Ed25519 and X25519 as RFC 9580 has them. It announces
 * AEAD. GnuPG reads none of it, so that it stands beside the version 4 key, never in its place.
 *
 * @param owner as for `generateOwnKey`
 */
export async function generateNewerKey(owner: {
  readonly address: string
  readonly now: Date
}): Promise<OwnKey> {
  const { privateKey } = await generateKey({
    type: 'curve25519',
    userIDs: [{ email: owner.address }],
    date: owner.now,
    keyExpirationTime: (ownKeyPolicy.validDays * dayMs) / secondMs,
    format: 'object',
    config: newerConfig,
  })
  return describe(privateKey, await expiryOf(privateKey))
}

/**
 * True of a version 6 key, whose fingerprint is a whole SHA-256 (RFC 9580, section 5.5.4.3).
 *
 * @param fingerprint of an OpenPGP key, hexadecimal without spaces
 */
export function isNewerKey(fingerprint: string): boolean {
  return fingerprint.length === 64
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
