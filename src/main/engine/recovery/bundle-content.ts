import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { ChainHead } from '../../audit/index.ts'
import { readMeta, readRecoveryRows, type Reader, type RecoveryRows } from '../../store/index.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const valueSchema = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ base64: z.base64() }),
]) satisfies z.ZodType<RecoveryRows['tables'][string][number][string]>

/** What is inside a recovery bundle (docs/recovery-bundle.md). */
const contentSchema = z.strictObject({
  /** Where the audit log stood: a log that is exported later can be held against it. */
  audit: z.strictObject({
    log: z.string().regex(/^[0-9a-f]{32}$/),
    seq: z.int().nonnegative(),
    hash,
  }),
  rows: z.strictObject({
    schema: z.int().positive(),
    tables: z.record(z.string(), z.array(z.record(z.string(), valueSchema))),
  }),
})
export type BundleContent = z.infer<typeof contentSchema>

/** @param head of the audit log, at this moment */
export function readBundleContent(reader: Reader, head: ChainHead): BundleContent {
  const rows = readRecoveryRows(reader) as BundleContent['rows']
  return { audit: { log: readMeta(reader, 'audit-genesis') ?? '', seq: head.seq, hash: head.hash }, rows }
}

/** The same for the same rows and the same kit, whatever the audit log says: a change of it needs a new bundle. */
export function digestOfContent({ rows }: BundleContent, kitWrapId: string): string {
  return createHash('sha256')
    .update(canonicalJson({ rows, kit: kitWrapId }))
    .digest('hex')
}

/** UTF-8 of canonical JSON. */
export function encodeContent(content: BundleContent): Buffer {
  return Buffer.from(canonicalJson(content as CanonicalValue))
}

/** @returns `recovery/damaged` for what isn't such a content */
export function decodeContent(bytes: Uint8Array): Result<BundleContent> {
  try {
    const parsed = contentSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? ok(parsed.data) : fail('recovery/damaged')
  } catch {
    return fail('recovery/damaged')
  }
}
