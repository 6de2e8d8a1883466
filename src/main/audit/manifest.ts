import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { recordOf } from '../../shared/first-fault.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { countSchema, hashSchema, isCanonical, logIdSchema, parseJson } from './encoding.ts'
import { isSignedBytes, signBytes, type Signature } from './signing.ts'

const formatName = 'sealpost-audit'
const newestVersion = 2

const wholeSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(1),
  /** Random id of the log. */
  log: logIdSchema,
  createdAt: z.iso.datetime(),
  /** `names`: the person who exported it chose to show who the codes stand for. */
  people: z.enum(['codes', 'names']),
  names: recordOf(z.strictObject({ kind: z.string(), name: z.string() })),
  firstSeq: countSchema.positive(),
  count: countSchema,
  /** Hash of the record before the first; 64 zeros when the export begins at the beginning. */
  prev: hashSchema,
  /** Hash of the last record. */
  head: hashSchema,
  /** The newest record of the whole log when this was exported: a later export must not fall behind it. */
  logHead: z.strictObject({ seq: countSchema, hash: hashSchema }),
  /** SHA-256 of all that follows the manifest; of a CSV, of the whole file. */
  sha256: hashSchema,
  /** The file with the receipts of the copies that left in this piece of the log; of none, SHA-256 of nothing. */
  receipts: z.strictObject({ count: countSchema, sha256: hashSchema }),
})

/** Of one person's records alone: the others are there by their hash only, or in a table not at all. */
const scopedSchema = wholeSchema.extend({
  version: z.literal(2),
  scope: z.strictObject({ person: z.string() }),
  /** How many of `count` are there by their hash only. */
  withheld: countSchema,
})

const manifestSchema = z.discriminatedUnion('version', [wholeSchema, scopedSchema])

/** What an export says of itself (docs/audit-log.md). */
export type ExportManifest = z.infer<typeof manifestSchema>
export type SignedManifest = { readonly manifest: ExportManifest; readonly signature: Signature }

/** The last character of base64 has bits that a decoder ignores: only the one spelling counts. */
export const exactBase64 = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text)

const lineSchema = z.strictObject({
  manifest: z.looseObject({}),
  publicKey: exactBase64.length(44),
  signature: exactBase64.length(88),
})

/** One line, with its end: canonical JSON of the manifest, the signer's public key and the signature over the former. */
export function manifestLine(
  manifest: Omit<z.infer<typeof wholeSchema>, 'format' | 'version'>,
  scope: Pick<z.infer<typeof scopedSchema>, 'scope' | 'withheld'> | null,
  seed: Uint8Array,
): Uint8Array {
  const full: ExportManifest =
    scope === null
      ? { format: formatName, version: 1, ...manifest }
      : { format: formatName, version: 2, ...manifest, ...scope }
  const canonical = canonicalJson(full)
  const signature = signBytes(new TextEncoder().encode(canonical), seed)
  return new TextEncoder().encode(`${canonicalJson({ manifest: full as CanonicalValue, ...signature })}\n`)
}

/**
 * @param line without its end
 * @returns `audit/not-an-export`, `audit/version-newer`, `audit/manifest-mismatch` when a byte of it was changed
 */
export function readManifest(line: Uint8Array): Result<SignedManifest> {
  const json = parseJson(line)
  const named = z.looseObject({ format: z.literal(formatName), version: z.int() })
  const claim = z.looseObject({ manifest: named }).safeParse(json)
  if (!claim.success) return fail('audit/not-an-export')
  if (claim.data.manifest.version > newestVersion) return fail('audit/version-newer')
  const outer = lineSchema.safeParse(json)
  const manifest = manifestSchema.safeParse(claim.data.manifest)
  if (!outer.success || !manifest.success || !isCanonical(outer.data, line)) return changed()
  const { publicKey, signature } = outer.data
  const canonical = new TextEncoder().encode(canonicalJson(manifest.data))
  if (!isSignedBytes(canonical, { publicKey, signature })) return changed()
  return ok({ manifest: manifest.data, signature: { publicKey, signature } })
}

function changed() {
  return fail('audit/manifest-mismatch', { fault: 'manifest-changed' })
}
