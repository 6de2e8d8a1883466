import { readKeys, config as defaults, type Config, type Key, type PublicKey } from 'openpgp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { lenientConfig, strictConfig } from './config.ts'

/** What a person needs to know of a certificate that mail can be encrypted to. */
export type CertificateInfo = {
  /** The certificate as it came, alone and in ASCII armor; this is what is stored. */
  readonly armored: string
  /** Upper-case hexadecimal: 40 digits for version 4, 64 for version 6. */
  readonly fingerprint: string
  readonly version: number
  /** User ids whose self-signature verifies; anything else may have been grafted on. */
  readonly userIds: readonly string[]
  /** Mail addresses of `userIds`, lower case, without doubles. */
  readonly addresses: readonly string[]
  readonly createdAt: Date
  /** `null`: doesn't expire. */
  readonly expiresAt: Date | null
  /** For display, such as "ed25519Legacy + curve25519Legacy" or "rsa 4096". */
  readonly algorithm: string
}

export const strict: Config = { ...defaults, ...strictConfig }
const lenient: Config = { ...defaults, ...lenientConfig }

/**
 * Reads one OpenPGP certificate (RFC 9580, section 10.1), armored or binary, and refuses what mail must not be
 * encrypted to at `now`.
 *
 * @returns `openpgp/not-a-certificate` (also when there are several: detail `count`), `openpgp/secret-key-given`,
 *   `openpgp/certificate-revoked`, `openpgp/certificate-expired` (detail `expiredAt`, ISO 8601),
 *   `openpgp/certificate-weak` (detail `algorithm`), `openpgp/no-encryption-subkey`
 */
export async function readCertificate(
  input: Uint8Array | string,
  now: Date,
): Promise<Result<CertificateInfo>> {
  const parsed = await parseCertificate(input)
  if (!parsed.ok) return parsed
  const key = parsed.value
  const problem = await findProblem(key, now)
  if (problem) return problem
  const userIds = await verifiedUserIds(key, now)
  const expiration = await key.getExpirationTime(undefined, strict)
  return ok({
    armored: key.toPublic().armor(strict),
    fingerprint: key.getFingerprint().toUpperCase(),
    version: key.keyPacket.version,
    userIds,
    addresses: [...new Set(userIds.flatMap(addressOf))],
    createdAt: key.getCreationTime(),
    expiresAt: expiration instanceof Date ? expiration : null,
    algorithm: await algorithmName(key, now),
  })
}

/**
 * Parses without judging: for verifying what was signed when the certificate was still good.
 *
 * @returns `openpgp/not-a-certificate` or `openpgp/secret-key-given`
 */
export async function parseCertificate(input: Uint8Array | string): Promise<Result<PublicKey>> {
  if (input.length > limits.certificateBytes) return fail('openpgp/not-a-certificate')
  const text = typeof input === 'string' ? input : asArmor(input)
  if (text?.includes('-----BEGIN PGP PRIVATE KEY BLOCK-----')) return fail('openpgp/secret-key-given')
  const keys = await tryRead(text, input)
  if (keys === null || keys.length === 0) return fail('openpgp/not-a-certificate')
  if (keys.some((key) => key.isPrivate())) return fail('openpgp/secret-key-given')
  const [key] = keys
  if (keys.length > 1 || !key) return fail('openpgp/not-a-certificate', { count: keys.length })
  return ok(key)
}

/**
 * A certificate as it travels where armor doesn't (Autocrypt, WKD).
 *
 * @param armored one of the practice's own, which parses
 */
export async function certificateBytes(armored: string): Promise<Uint8Array> {
  const parsed = await parseCertificate(armored)
  if (!parsed.ok) throw new Error('own certificates parse')
  return parsed.value.write()
}

/**
 * The certificates of a key directory's answer, which may hold an old one beside its successor: those that mail to
 * `address` can be encrypted to at `now`, the newest first.
 */
export async function chooseCertificates(
  input: Uint8Array,
  { address, now }: { readonly address: string; readonly now: Date },
): Promise<CertificateInfo[]> {
  if (input.length > limits.certificateBytes) return []
  const keys = (await tryRead(asArmor(input), input)) ?? []
  const read = await Promise.all(
    keys
      .filter((key) => !key.isPrivate())
      .slice(0, limits.certificatesOfDirectory)
      .map((key) => readCertificate(key.write(), now)),
  )
  return read
    .flatMap((one) => (one.ok && one.value.addresses.includes(address) ? [one.value] : []))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
}

async function tryRead(text: string | null, input: Uint8Array | string): Promise<Key[] | null> {
  try {
    if (text !== null) return await readKeys({ armoredKeys: text, config: strictConfig })
    return typeof input === 'string' ? null : await readKeys({ binaryKeys: input, config: strictConfig })
  } catch {
    return null
  }
}

/** Binary packets start with a byte above 127; armor may have text before it and a byte order mark. */
function asArmor(bytes: Uint8Array): string | null {
  const text = new TextDecoder('latin1').decode(bytes)
  return text.includes('-----BEGIN PGP') ? text : null
}

async function findProblem(key: PublicKey, now: Date): Promise<ReturnType<typeof fail> | null> {
  if (await key.isRevoked(undefined, undefined, now, lenient)) return fail('openpgp/certificate-revoked')
  const expiration = await key.getExpirationTime(undefined, lenient)
  if (expiration instanceof Date && expiration <= now) {
    return fail('openpgp/certificate-expired', { expiredAt: expiration.toISOString() })
  }
  if (await canEncrypt(key, now, strict)) return null
  if (await canEncrypt(key, now, lenient)) {
    return fail('openpgp/certificate-weak', { algorithm: primaryAlgorithm(key) })
  }
  const expiredAt = await lastEncryptionExpiry(key, now)
  if (expiredAt) return fail('openpgp/certificate-expired', { expiredAt: expiredAt.toISOString() })
  return fail('openpgp/no-encryption-subkey')
}

async function canEncrypt(key: PublicKey, at: Date, config: Config): Promise<boolean> {
  return key.getEncryptionKey(undefined, at, undefined, config).then(
    () => true,
    () => false,
  )
}

/** When the youngest encryption subkey that was usable once stopped being so; null when there never was one. */
async function lastEncryptionExpiry(key: PublicKey, now: Date): Promise<Date | null> {
  const ends: Date[] = []
  for (const subkey of key.subkeys) {
    const end = await subkey.getExpirationTime(now, lenient).catch(() => null)
    if (!(end instanceof Date) || end > now) continue
    const justBefore = new Date(end.getTime() - 1000)
    const usable = await key
      .getEncryptionKey(subkey.getKeyID(), justBefore, undefined, strict)
      .catch(() => null)
    if (usable) ends.push(end)
  }
  return ends.sort((a, b) => b.getTime() - a.getTime())[0] ?? null
}

async function verifiedUserIds(key: PublicKey, now: Date): Promise<string[]> {
  const checked = await key.verifyAllUsers(undefined, now, strict)
  return [
    ...new Set(checked.filter(({ valid, userID }) => valid === true && userID).map(({ userID }) => userID)),
  ]
}

/** "Name <local@host>" or the bare address (RFC 9580, section 5.11). */
function addressOf(userId: string): string[] {
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(userId)?.[1] ?? /^[^<>\s]+@[^<>\s]+$/.exec(userId)?.[0]
  return address ? [address.toLowerCase()] : []
}

function primaryAlgorithm(key: Pick<Key, 'getAlgorithmInfo'>): string {
  const { algorithm, bits, curve } = key.getAlgorithmInfo()
  if (curve) return curve
  return bits ? `${algorithm.replace(/EncryptSign$/, '')} ${bits}` : algorithm
}

async function algorithmName(key: PublicKey, now: Date): Promise<string> {
  const encryption = await key.getEncryptionKey(undefined, now, undefined, strict)
  const names = [primaryAlgorithm(key), primaryAlgorithm(encryption)]
  return [...new Set(names)].join(' + ')
}
