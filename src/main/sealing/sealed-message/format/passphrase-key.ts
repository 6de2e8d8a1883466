import { argon2idAsync } from '@noble/hashes/argon2.js'
import { layout, writtenCost } from './layout.ts'

/** Cost of Argon2id (RFC 9106), as it stands in a container's header. */
export type KdfCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number }

/** A passphrase made into a key; good for every message sealed under the same salt and cost. */
export type PassphraseKey = {
  /** 32 secret bytes: kept in the vault, or in memory only. */
  readonly key: Uint8Array
  /** 16 random bytes, one salt for each passphrase. */
  readonly salt: Uint8Array
  readonly cost: KdfCost
}

export type DeriveOptions = {
  readonly cost?: KdfCost
  /** Called with 0 to 1 while deriving. */
  readonly onProgress?: (done: number) => void
}

/** The longest time for which deriving holds the thread. */
const tickMs = 12

/** Spaces, hyphens and what a phone's keyboard makes of them. */
const separators = /[\s\-‐‑‒–—―−\u00ad_.,]+/gu

/**
 * What counts as the same passphrase: Unicode NFKC, lower case, any run of white space, hyphens, dashes, low
 * lines, full stops and commas as one hyphen, none at either end.
 */
export function normalisePassphrase(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(separators, '-').replace(/^-|-$/g, '')
}

/**
 * Argon2id, version 0x13, 32 bytes, over the UTF-8 bytes of the normalised passphrase. Done once per patient;
 * the caller keeps the result as long as the passphrase is agreed.
 *
 * @param salt 16 random bytes that belong to this passphrase
 */
export async function derivePassphraseKey(
  passphrase: string,
  salt: Uint8Array,
  options: DeriveOptions = {},
): Promise<PassphraseKey> {
  if (salt.length !== layout.saltBytes) throw new RangeError('a salt has 16 bytes')
  const cost = options.cost ?? writtenCost
  const key = await argon2idAsync(new TextEncoder().encode(normalisePassphrase(passphrase)), salt, {
    m: cost.memoryKib,
    t: cost.passes,
    p: cost.lanes,
    version: 0x13,
    dkLen: layout.keyBytes,
    asyncTick: tickMs,
    ...(options.onProgress && { onProgress: options.onProgress }),
  })
  return { key, salt: salt.slice(), cost }
}
