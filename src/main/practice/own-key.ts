import { generateOwnKey, ownKeyNeedsRenewal, renewOwnKey } from '../sealing/index.ts'
import { addOwnKey, defaultOwnKey, replaceOwnKey, type OwnKey, type Reader, type Tx } from '../store/index.ts'

/** A fresh OpenPGP key for the practice, made before the transaction that stores it. */
export type PreparedKey = Omit<OwnKey, 'id' | 'revokedAt'>

/**
 * Makes the practice's own OpenPGP key: answers are encrypted to it, what is sent to colleagues is signed with it,
 * and the copies that the host keeps are encrypted to it.
 */
export async function prepareOwnKey(name: string, address: string, now: Date): Promise<PreparedKey> {
  const key = await generateOwnKey({ name, address, now })
  return {
    kind: 'openpgp',
    fingerprint: key.fingerprint,
    addresses: [address.toLowerCase()],
    secret: key.secretKeyArmored,
    certificate: key.certificateArmored,
    createdAt: now.getTime(),
    expiresAt: key.expiresAt.getTime(),
    isDefault: true,
  }
}

export function storeOwnKey(tx: Tx, key: PreparedKey): void {
  addOwnKey(tx, key)
}

export function readOwnKey(reader: Reader): OwnKey | null {
  return defaultOwnKey(reader, 'openpgp')
}

/**
 * The practice's key with a later expiry, where less than two of its three years remain; null where there is nothing
 * to do. A key that expires by surprise locks correspondents out.
 */
export async function prepareRenewal(key: OwnKey, name: string, now: Date): Promise<PreparedRenewal | null> {
  const address = key.addresses[0]
  if (key.expiresAt === null || address === undefined) {
    return null
  }
  if (!ownKeyNeedsRenewal({ expiresAt: new Date(key.expiresAt) }, now)) {
    return null
  }
  const renewed = await renewOwnKey(key.secret, { name, address, now })
  return {
    id: key.id,
    fingerprint: renewed.fingerprint,
    secret: renewed.secretKeyArmored,
    certificate: renewed.certificateArmored,
    expiresAt: renewed.expiresAt.getTime(),
  }
}

export type PreparedRenewal = Pick<OwnKey, 'id' | 'fingerprint' | 'secret' | 'certificate' | 'expiresAt'>

export function storeRenewal(tx: Tx, renewal: PreparedRenewal): void {
  replaceOwnKey(tx, renewal.id, renewal)
}
