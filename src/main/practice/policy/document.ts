import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import { policyRulesSchema, policySeatSchema, seatKeySchema } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { isSignedBytes, signBytes } from '../../audit/index.ts'

/** What the owner signs (docs/policy.md). */
export const policyBodySchema = z.strictObject({
  format: z.literal('sealpost-policy'),
  version: z.literal(1),
  /** 1, 2, 3, … of this practice. */
  number: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  issuedAt: z.iso.datetime({ precision: 3 }),
  practice: z.string().max(200),
  rules: policyRulesSchema,
  /** The owner's first. */
  seats: z.array(policySeatSchema).min(1).max(201),
})
export type PolicyBody = z.infer<typeof policyBodySchema>

/** A policy and who signed it. */
export type SignedPolicy = {
  readonly body: PolicyBody
  /** Ed25519: raw public key and signature, base64. */
  readonly publicKey: string
  readonly signature: string
}

/** Of 201 seats with names of 120 characters, generously. */
const largestFileBytes = 256 * 1024

const fileSchema = z.strictObject({
  policy: z.looseObject({ format: z.literal('sealpost-policy'), version: z.number().int().positive() }),
  publicKey: seatKeySchema,
  signature: z.base64().length(88),
})

/** @param seed the issuer's 32-byte key; not kept */
export function signPolicy(body: PolicyBody, seed: Uint8Array): SignedPolicy {
  return { body, ...signBytes(bytesOf(body), seed) }
}

/** One line of canonical JSON. */
export function policyFile({ body, publicKey, signature }: SignedPolicy): Uint8Array {
  return Buffer.from(`${canonicalJson({ policy: body, publicKey, signature })}\n`)
}

/** SHA-256 of the file, hexadecimal: two policies are the same where this is. */
export function policyHash(signed: SignedPolicy): string {
  return createHash('sha256').update(policyFile(signed)).digest('hex')
}

/**
 * Reads a file that anybody may have made. Only the one spelling that `policyFile` writes is a policy, and only under the
 * key of the seat that it calls its owner.
 *
 * @returns `policy/not-a-policy`, `policy/newer-format`, `policy/not-authentic`
 */
export function readPolicyFile(file: Uint8Array): Result<SignedPolicy> {
  const parsed = fileSchema.safeParse(file.byteLength > largestFileBytes ? undefined : jsonOf(file))
  if (!parsed.success) return fail('policy/not-a-policy')
  const { policy, publicKey, signature } = parsed.data
  if (policy.version > 1) return fail('policy/newer-format')
  const body = policyBodySchema.safeParse(policy)
  if (!body.success) return fail('policy/not-a-policy')
  const signed: SignedPolicy = { body: body.data, publicKey, signature }
  if (!Buffer.from(policyFile(signed)).equals(file)) return fail('policy/not-a-policy')
  return isAuthentic(signed) && areSeatsSound(signed) ? ok(signed) : fail('policy/not-authentic')
}

/** Base64 has spellings that differ in bits that nobody reads: one policy has one file. */
function isAuthentic({ body, publicKey, signature }: SignedPolicy): boolean {
  const isOneSpelling = [publicKey, signature].every(
    (text) => Buffer.from(text, 'base64').toString('base64') === text,
  )
  return isOneSpelling && isSignedBytes(bytesOf(body), { publicKey, signature })
}

/** One owner, who signed; no key and no id twice. */
export function areSeatsSound({ body, publicKey }: Pick<SignedPolicy, 'body' | 'publicKey'>): boolean {
  const { seats } = body
  const owners = seats.filter(({ role }) => role === 'owner')
  const [owner] = owners
  return (
    owners.length === 1 &&
    owner?.key === publicKey &&
    owner.revokedAt === null &&
    new Set(seats.map(({ id }) => id)).size === seats.length &&
    new Set(seats.map(({ key }) => key)).size === seats.length
  )
}

function bytesOf(body: PolicyBody): Uint8Array {
  return Buffer.from(canonicalJson(body as CanonicalValue))
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))
  } catch {
    return undefined
  }
}
