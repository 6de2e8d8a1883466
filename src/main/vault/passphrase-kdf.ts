import { hashRaw, hashRawSync, type Options } from '@node-rs/argon2'
import { z } from 'zod'

/** Argon2id (RFC 9106), version 0x13, 32 bytes out. A library's: BoringSSL, and so Electron, has no Argon2. */
export const kdfSchema = z.strictObject({
  name: z.literal('argon2id'),
  // The upper bounds keep a header that someone tampered with from stopping the program.
  memoryKib: z.int().min(8).max(1_048_576),
  iterations: z.int().min(1).max(64),
  parallelism: z.int().min(1).max(4),
  /** 16 bytes, base64. */
  salt: z.base64().length(24),
})
export type PassphraseKdf = z.infer<typeof kdfSchema>
export type KdfCost = Pick<PassphraseKdf, 'memoryKib' | 'iterations' | 'parallelism'>

const memoryKib = 65_536
const leastIterations = 2
const mostIterations = 32
const wantedMs = 500

// Argon2id and version 0x13 are the library's defaults; its enums are ambient, so that they can't be imported.
const optionsOf = ({ memoryKib, iterations, parallelism }: KdfCost, salt: Uint8Array): Options => ({
  memoryCost: memoryKib,
  timeCost: iterations,
  parallelism,
  outputLen: 32,
  salt,
})

/**
 * The cost at which one derivation takes about half a second here: 64 MiB and at least two passes. Guessing a
 * passphrase of 62 bits at this cost is out of reach for anyone.
 */
export function calibrateKdf(now: () => number = () => performance.now()): KdfCost {
  const cost = { memoryKib, iterations: leastIterations, parallelism: 1 }
  const start = now()
  hashRawSync('calibration', optionsOf(cost, Buffer.from('calibration salt')))
  const passMs = Math.max(1, now() - start) / leastIterations
  return {
    ...cost,
    iterations: Math.min(Math.max(Math.round(wantedMs / passMs), leastIterations), mostIterations),
  }
}

/**
 * The key of a passphrase. The passphrase is taken in NFKC, as typed otherwise: every space and capital counts.
 * Works in a thread of libuv's pool, which gives back its memory at once.
 */
export async function derivePassphraseKey(passphrase: string, kdf: PassphraseKdf): Promise<Uint8Array> {
  const password = Buffer.from(passphrase.normalize('NFKC'))
  try {
    return await hashRaw(password, optionsOf(kdf, Buffer.from(kdf.salt, 'base64')))
  } finally {
    password.fill(0)
  }
}
