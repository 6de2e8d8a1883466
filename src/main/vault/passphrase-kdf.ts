import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { argon2id, argon2idAsync } from '@noble/hashes/argon2.js'
import { z } from 'zod'

/** Argon2id (RFC 9106), version 0x13, 32 bytes out. Pure JavaScript: BoringSSL, and so Electron, has no Argon2. */
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
const mostIterations = 8
const wantedMs = 500

/**
 * The cost at which one derivation takes about half a second here: 64 MiB and at least two passes. Guessing a
 * passphrase of 62 bits at this cost is out of reach for anyone.
 */
export function calibrateKdf(now: () => number = () => performance.now()): KdfCost {
  const start = now()
  argon2id('calibration', 'calibration salt', { m: memoryKib, t: 1, p: 1, dkLen: 32 })
  const passes = Math.round(wantedMs / Math.max(1, now() - start))
  return {
    memoryKib,
    iterations: Math.min(Math.max(passes, leastIterations), mostIterations),
    parallelism: 1,
  }
}

/**
 * The key of a passphrase. The passphrase is taken in NFKC, as typed otherwise: every space and capital counts.
 * Gives way to other work of the thread every few milliseconds.
 */
export async function derivePassphraseKey(passphrase: string, kdf: PassphraseKdf): Promise<Uint8Array> {
  const password = Buffer.from(passphrase.normalize('NFKC'))
  try {
    return await argon2idAsync(password, Buffer.from(kdf.salt, 'base64'), {
      m: kdf.memoryKib,
      t: kdf.iterations,
      p: kdf.parallelism,
      dkLen: 32,
      asyncTick: 10,
      maxmem: 2 ** 31,
    })
  } finally {
    password.fill(0)
    if (kdf.memoryKib >= memoryKib) collectGarbage()
  }
}

/**
 * What Argon2 worked in is given back at V8's next full collection, which may be minutes away: until then the engine
 * would hold a quarter more memory than it needs. Takes less than a tenth of the derivation itself.
 */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (() => void) | undefined
  setFlagsFromString('--no-expose-gc')
  collect?.()
}
