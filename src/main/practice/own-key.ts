import { generateOwnKey } from '../sealing/index.ts'
import { addOwnKey, defaultOwnKey, listOwnKeys, type OwnKey, type Reader, type Tx } from '../store/index.ts'

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

/** Newest first; old mail needs the old ones. */
export function readSecretKeys(reader: Reader): string[] {
  return listOwnKeys(reader, 'openpgp').map(({ secret }) => secret)
}
