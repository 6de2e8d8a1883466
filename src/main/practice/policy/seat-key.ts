import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { signBytes } from '../../audit/index.ts'
import { readSetting, saveSetting, type Reader, type Tx } from '../../store/index.ts'

const key = 'seat-key'

/** The 32-byte seed, and the public key that it gives; both base64. It lies in the store and goes with recovery data. */
const seatKeySchema = z.strictObject({ seed: z.base64().length(44), publicKey: z.base64().length(44) })

/** The public key of this vault's seat; null before there was need of one. */
export function ownSeatKey(reader: Reader): string | null {
  return read(reader)?.publicKey ?? null
}

/** The seed to sign with; wipe it. */
export function ownSeatSeed(reader: Reader): Buffer | null {
  const kept = read(reader)
  return kept === null ? null : Buffer.from(kept.seed, 'base64')
}

/** Makes it where it isn't there yet. @returns the public key */
export function ensureSeatKey(tx: Tx, now: number): string {
  const known = ownSeatKey(tx)
  if (known !== null) return known
  const seed = randomBytes(32)
  const { publicKey } = signBytes(new Uint8Array(0), seed)
  saveSetting(tx, key, { seed: seed.toString('base64'), publicKey }, now)
  seed.fill(0)
  return publicKey
}

function read(reader: Reader): z.infer<typeof seatKeySchema> | null {
  const parsed = seatKeySchema.safeParse(readSetting(reader, key))
  return parsed.success ? parsed.data : null
}
