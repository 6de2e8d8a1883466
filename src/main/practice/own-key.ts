import {
  generateNewerKey,
  generateOwnKey,
  isNewerKey,
  ownKeyNeedsRenewal,
  renewOwnKey,
} from '../sealing/index.ts'
import {
  addOwnKey,
  listKeysBeside,
  replaceOwnKey,
  type NewOwnKey,
  type OwnKey,
  type Reader,
  type Tx,
} from '../store/index.ts'

/**
 * Makes the OpenPGP key of one account, before the transaction that stores it: answers are encrypted to it, what is
 * sent to colleagues is signed with it, and the copies that the host keeps are encrypted to it. It names no other
 * account's address.
 */
export async function prepareOwnKey(address: string, now: Date): Promise<NewOwnKey> {
  return rowOf(await generateOwnKey({ address, now }), { address, now, isDefault: true })
}

/** As `prepareOwnKey`, of version 6: it stands beside that key, for correspondents whose programs read it. */
export async function prepareNewerKey(address: string, now: Date): Promise<NewOwnKey> {
  return rowOf(await generateNewerKey({ address, now }), { address, now, isDefault: false })
}

/** The version 6 key in use for an account; null where none was wanted. */
export function findNewerKey(reader: Reader, address: string): OwnKey | null {
  return listKeysBeside(reader, address).find(({ fingerprint }) => isNewerKey(fingerprint)) ?? null
}

function rowOf(
  key: Awaited<ReturnType<typeof generateOwnKey>>,
  { address, now, isDefault }: { readonly address: string; readonly now: Date; readonly isDefault: boolean },
): NewOwnKey {
  return {
    kind: 'openpgp',
    fingerprint: key.fingerprint,
    accountAddress: address.toLowerCase(),
    addresses: [address.toLowerCase()],
    secret: key.secretKeyArmored,
    certificate: key.certificateArmored,
    createdAt: now.getTime(),
    expiresAt: key.expiresAt.getTime(),
    isDefault,
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
