import { generateOwnKey, ownKeyNeedsRenewal, renewOwnKey } from '../sealing/index.ts'
import { addOwnKey, replaceOwnKey, type NewOwnKey, type OwnKey, type Tx } from '../store/index.ts'

/**
 * Makes the OpenPGP key of one account, before the transaction that stores it: answers are encrypted to it, what is
 * sent to colleagues is signed with it, and the copies that the host keeps are encrypted to it. It names no other
 * account's address.
 */
export async function prepareOwnKey(address: string, now: Date): Promise<NewOwnKey> {
  const key = await generateOwnKey({ address, now })
  return {
    kind: 'openpgp',
    fingerprint: key.fingerprint,
    accountAddress: address.toLowerCase(),
    addresses: [address.toLowerCase()],
    secret: key.secretKeyArmored,
    certificate: key.certificateArmored,
    createdAt: now.getTime(),
    expiresAt: key.expiresAt.getTime(),
    isDefault: true,
  }
}

export function storeOwnKey(tx: Tx, key: NewOwnKey): void {
  addOwnKey(tx, key)
}

/** True where less than two of the key's three years remain. */
export function isRenewalDue(key: OwnKey, now: Date): boolean {
  return key.expiresAt !== null && ownKeyNeedsRenewal({ expiresAt: new Date(key.expiresAt) }, now)
}

export type PreparedRenewal = Pick<OwnKey, 'id' | 'fingerprint' | 'secret' | 'certificate' | 'expiresAt'>

/** The key with its expiry three years from now; null for a key without an address, which Sealpost never makes. */
export async function prepareRenewal(key: OwnKey, now: Date): Promise<PreparedRenewal | null> {
  const [address] = key.addresses
  if (address === undefined) {
    return null
  }
  const renewed = await renewOwnKey(key.secret, { address, now })
  return {
    id: key.id,
    fingerprint: renewed.fingerprint,
    secret: renewed.secretKeyArmored,
    certificate: renewed.certificateArmored,
    expiresAt: renewed.expiresAt.getTime(),
  }
}

export function storeRenewal(tx: Tx, renewal: PreparedRenewal): void {
  replaceOwnKey(tx, renewal.id, renewal)
}
