import { z } from 'zod'
import { fail, ok, type Result } from '../../shared/result.ts'
import { checkChain, type ChainFault } from './chain.ts'
import { canonicalJson, hashOf } from './encoding.ts'

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)

const manifestSchema = z.strictObject({
  format: z.literal('sealpost-audit'),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  people: z.enum(['codes', 'names']),
  names: z.record(z.string(), z.strictObject({ kind: z.string(), name: z.string() })),
  firstSeq: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  prev: hex64,
  head: hex64,
  sha256: hex64,
})
const lineSchema = z.strictObject({ manifest: z.looseObject({}), sha256: hex64 })

export type VerifiedExport = {
  readonly count: number
  readonly firstSeq: number
  readonly head: string
  readonly people: 'codes' | 'names'
  readonly createdAt: string
}

export type ExportFault =
  ChainFault | 'manifest-changed' | 'records-missing' | 'records-added' | 'bytes-changed'

/**
 * Verifies an exported log without the vault: the manifest, every record, every link, the counts and the head.
 * Failures: `audit/not-an-export`, `audit/version-newer`, `audit/manifest-mismatch`, and `audit/chain-broken` with
 * detail `{ seq, fault }` naming the first bad record.
 */
export function verifyJsonLines(file: Uint8Array): Result<VerifiedExport> {
  const end = file.indexOf(0x0a)
  if (end < 0) {
    return fail('audit/not-an-export')
  }
  const manifest = readManifest(file.subarray(0, end))
  if (!manifest.ok) {
    return manifest
  }
  const { firstSeq, prev, count, head, people, createdAt, sha256 } = manifest.value
  const body = file.subarray(end + 1)
  const lines = splitLines(body)
  const report = checkChain(lines, { seq: firstSeq, prev, log: null })
  if (report.firstBad !== null) {
    const { seq, fault } = report.firstBad
    return broken(seq, seq >= firstSeq + count ? 'records-added' : fault)
  }
  if (report.count < count) {
    return broken(firstSeq + report.count, 'records-missing')
  }
  if (report.count > count) {
    return broken(firstSeq + count, 'records-added')
  }
  if (report.head !== head) {
    return broken(firstSeq + count - 1, 'broken-link')
  }
  if (hashOf(body) !== sha256) {
    return broken(firstSeq + count - 1, 'bytes-changed')
  }
  return ok({ count, firstSeq, head, people, createdAt })
}

/** Verifies a CSV by the hash in its manifest: a table can't carry the exact bytes of the records. */
export function verifyCsv(csv: Uint8Array, manifestFile: Uint8Array): Result<VerifiedExport> {
  const manifest = readManifest(manifestFile)
  if (!manifest.ok) {
    return manifest
  }
  const { firstSeq, count, head, people, createdAt, sha256 } = manifest.value
  return hashOf(csv) === sha256
    ? ok({ count, firstSeq, head, people, createdAt })
    : fail('audit/manifest-mismatch', { fault: 'bytes-changed' satisfies ExportFault })
}

function readManifest(line: Uint8Array): Result<z.infer<typeof manifestSchema>> {
  const json = parseJson(line)
  const outer = lineSchema.safeParse(json)
  if (!outer.success) {
    return fail('audit/not-an-export')
  }
  const canonical = canonicalJson(outer.data.manifest)
  // Byte for byte: a second spelling of the same values is a change as well.
  const expected = `{"manifest":${canonical},"sha256":"${outer.data.sha256}"}`
  const text = new TextDecoder().decode(line).trimEnd()
  if (hashOf(new TextEncoder().encode(canonical)) !== outer.data.sha256 || text !== expected) {
    return fail('audit/manifest-mismatch', { fault: 'manifest-changed' satisfies ExportFault })
  }
  const manifest = manifestSchema.safeParse(outer.data.manifest)
  if (!manifest.success) {
    return fail('audit/not-an-export')
  }
  return manifest.data.version === 1 ? ok(manifest.data) : fail('audit/version-newer')
}

function splitLines(body: Uint8Array): Uint8Array[] {
  const lines = []
  let start = 0
  while (start < body.length) {
    const end = body.indexOf(0x0a, start)
    lines.push(body.subarray(start, end < 0 ? body.length : end))
    start = end < 0 ? body.length : end + 1
  }
  return lines
}

function broken(seq: number, fault: ExportFault) {
  return fail('audit/chain-broken', { seq, fault })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
