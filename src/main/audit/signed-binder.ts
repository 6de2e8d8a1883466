import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isCanonical, parseJson } from './encoding.ts'
import { exactBase64 } from './manifest.ts'
import { isSignedBytes, signBytes, signerFingerprint } from './signing.ts'

const formatName = 'sealpost-evidence'
const newestVersion = 1

/** Whoever made the file chose its size and its shape. A practice's own has some hundred kB, and nine levels. */
const mostBytes = 4 * 2 ** 20
const most = { levels: 32, values: 50_000, textBytes: 32_768 } as const

/** What a binder says, as it was signed; its shape isn't known yet. */
export type SignedBinder = {
  readonly evidence: Readonly<Record<string, CanonicalValue>>
  /** Fingerprint of the key, as `signerFingerprint`. */
  readonly signer: string
}

const fileSchema = z.strictObject({
  evidence: z.custom<Record<string, CanonicalValue>>((value) => typeof value === 'object' && value !== null),
  publicKey: exactBase64.length(44),
  signature: exactBase64.length(88),
})

/**
 * One line of canonical JSON: `evidence`, and over it the signature of the key that signs exports of the activity log too
 * (docs/evidence-binder.md).
 *
 * @param seed the vault's 32-byte key for audit signing; not kept
 */
export function signBinder(content: Readonly<Record<string, CanonicalValue>>, seed: Uint8Array): Uint8Array {
  const evidence = { format: formatName, version: newestVersion, ...content }
  const signature = signBytes(new TextEncoder().encode(canonicalJson(evidence)), seed)
  return new TextEncoder().encode(`${canonicalJson({ evidence, ...signature })}\n`)
}

/**
 * Verifies a binder's file to the byte, without a vault: there is one text for what is signed, and this is it.
 *
 * @returns `evidence/not-a-binder`, `evidence/binder-newer`, `evidence/binder-changed`, `evidence/binder-too-long`
 */
export function openSignedBinder(file: Uint8Array): Result<SignedBinder> {
  if (file.length > mostBytes) return fail('evidence/binder-too-long')
  const beyond = whatIsBeyond(file)
  if (beyond !== null) return fail(beyond === 'levels' ? 'evidence/not-a-binder' : 'evidence/binder-too-long')
  const json = parseJson(file)
  const named = z.looseObject({ format: z.literal(formatName), version: z.int().positive() })
  const claim = z.looseObject({ evidence: named }).safeParse(json)
  if (!claim.success) return fail('evidence/not-a-binder')
  if (claim.data.evidence.version > newestVersion) return fail('evidence/binder-newer')
  const read = fileSchema.safeParse(json)
  const isLine = file.at(-1) === 0x0a && isCanonical(json, file.subarray(0, -1))
  if (!read.success || !isLine) return fail('evidence/binder-changed')
  const { evidence, publicKey, signature } = read.data
  const signed = new TextEncoder().encode(canonicalJson(evidence))
  if (!isSignedBytes(signed, { publicKey, signature })) return fail('evidence/binder-changed')
  return ok({ evidence, signer: signerFingerprint(publicKey) })
}

/** What follows walks a value by calling itself, and makes an object of each: both are counted before there is one. */
function whatIsBeyond(file: Uint8Array): keyof typeof most | null {
  let [levels, values, textBegan] = [0, 0, -1]
  for (let at = 0; at < file.length; at += 1) {
    const byte = file[at]
    if (textBegan >= 0) {
      if (byte === 0x5c) at += 1
      else if (byte === 0x22) textBegan = -1
      if (textBegan >= 0 && at - textBegan > most.textBytes) return 'textBytes'
    } else if (byte === 0x22) textBegan = at
    else if (byte === 0x2c) values += 1
    else if (byte === 0x7b || byte === 0x5b) {
      levels += 1
      values += 1
    } else if (byte === 0x7d || byte === 0x5d) levels -= 1
    if (levels > most.levels) return 'levels'
    if (values > most.values) return 'values'
  }
  return null
}
