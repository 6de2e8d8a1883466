import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { openSealed, sealTo } from './hpke.ts'

/** What an attempt was made with; a passkey by itself where that is allowed. */
export const attemptFactors = [
  'passphrase',
  'passphrase-passkey',
  'passphrase-key-file',
  'passkey',
  'recovery-kit',
  'recovery-shares',
] as const
export type AttemptFactor = (typeof attemptFactors)[number]

const info = 'sealpost/vault/1/locked-journal'
/** All are as long: the length says nothing of what is in it. */
const paddedBytes = 128
/** With the encapsulated key and the tag. */
export const sealedBytes = 32 + paddedBytes + 16

const triedSchema = z.strictObject({
  number: z.int().positive(),
  at: z.int(),
  factor: z.enum(attemptFactors),
})
const outcomeSchema = z.strictObject({
  number: z.int().positive(),
  code: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
})

type Tried = z.infer<typeof triedSchema>
type Outcome = z.infer<typeof outcomeSchema>

/** Before the secret is tried. Base64; null where there is no key that it can be sealed to. */
export function sealTried(publicKey: Uint8Array | null, tried: Tried): Promise<string | null> {
  return seal(publicKey, tried)
}

/** Once it was refused; as `sealTried`. */
export function sealOutcome(publicKey: Uint8Array | null, outcome: Outcome): Promise<string | null> {
  return seal(publicKey, outcome)
}

/** Null where it isn't sealed to this key, or says another number or time than its line. */
export async function openTried(
  privateKey: Uint8Array,
  { number, at }: Pick<Tried, 'number' | 'at'>,
  sealed: Uint8Array,
): Promise<Tried | null> {
  const { data } = triedSchema.safeParse(await open(privateKey, sealed))
  return data?.number === number && data.at === at ? data : null
}

/** As `openTried`. */
export async function openOutcome(
  privateKey: Uint8Array,
  number: number,
  sealed: Uint8Array,
): Promise<Outcome | null> {
  const { data } = outcomeSchema.safeParse(await open(privateKey, sealed))
  return data?.number === number ? data : null
}

async function seal(publicKey: Uint8Array | null, value: CanonicalValue): Promise<string | null> {
  const text = canonicalJson(value)
  if (text.length > paddedBytes) throw new RangeError('more than a sealed line holds')
  const sealed =
    publicKey === null ? null : await sealTo(publicKey, info, Buffer.from(text.padEnd(paddedBytes)))
  return sealed?.toString('base64') ?? null
}

async function open(privateKey: Uint8Array, sealed: Uint8Array): Promise<unknown> {
  const opened = await openSealed(privateKey, info, sealed)
  try {
    return opened === null ? null : JSON.parse(opened.toString())
  } catch {
    // Whoever has the public key, which lies in the file, can seal anything.
    return null
  }
}
