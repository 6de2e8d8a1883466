import type { ExportFault } from '../../shared/export-faults.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditEventRow, ReadNames } from '../store/index.ts'
import { decodeRecord } from './encoding.ts'
import { auditEventSchema, messagesOf, personsOf } from './events.ts'
import { readManifest, type ExportManifest } from './manifest.ts'
import { readLine } from './record-lines.ts'
import { signerFingerprint } from './signing.ts'
import { claimOf, splitLines, verifyJsonLines, type LogClaim } from './verify.ts'

/** A record that could be read, and what it speaks of. */
export type ReadRecord = { readonly row: AuditEventRow; readonly references: readonly string[] }

/** What is wrong; `seq` null: with the file as a whole. */
export type ReadFault = { readonly seq: number | null; readonly fault: ExportFault }

/** An export as it is read: what it says of itself, its records, and whether it is whole. */
export type ReadExport = {
  readonly log: string
  /** Null, as `createdAt`: its manifest can't be believed. */
  readonly signer: string | null
  readonly createdAt: number | null
  readonly names: ReadNames
  readonly firstSeq: number
  readonly lastSeq: number
  /** Hash of the record before the first; null where nothing is proven. */
  readonly prev: string | null
  /** There by their hash alone. */
  readonly withheld: number
  readonly head: { readonly seq: number; readonly hash: string }
  readonly records: readonly ReadRecord[]
} & ({ readonly fault: null; readonly claim: LogClaim } | { readonly fault: ReadFault })

/** Longer ones are cut: whoever made the file chose them. */
const longestName = 200
const longestType = 64

/**
 * Reads an export of somebody else's log. What isn't whole is read as far as it goes, so that it can be looked at.
 *
 * @returns `audit/not-an-export`, also where no record of it can be read and no manifest; `audit/version-newer`
 */
export function readExport(file: Uint8Array): Result<ReadExport> {
  const verified = verifyJsonLines(file)
  if (
    !verified.ok &&
    (verified.error.code === 'audit/not-an-export' || verified.error.code === 'audit/version-newer')
  ) {
    return verified
  }
  const end = file.indexOf(0x0a)
  const lines = splitLines(file.subarray(end + 1)).map(readLine)
  const records = lines.flatMap(({ bytes, hash }) => recordOf(bytes, hash) ?? [])
  const manifest = readManifest(file.subarray(0, end))
  const said = manifest.ok ? factsOf(manifest.value.manifest) : factsWithout(records)
  if (said === null) return fail('audit/not-an-export')
  const signer = manifest.ok ? signerFingerprint(manifest.value.signature.publicKey) : null
  const withheld = lines.filter(({ isWithheld }) => isWithheld === true).length
  const facts = { ...said, signer, withheld, records }
  if (!verified.ok) return ok({ ...facts, prev: null, fault: faultIn(verified.error.detail ?? {}) })
  const { prev, firstSeq } = verified.value
  const byHashAlone = lines.flatMap(({ isWithheld, hash }, index) =>
    isWithheld === true ? [withheldRecord(firstSeq + index, hash)] : [],
  )
  const claim = claimOf(file, verified.value)
  return ok({ ...facts, prev, records: [...records, ...byHashAlone], fault: null, claim })
}

function factsOf({ log, createdAt, names, firstSeq, count, logHead }: ExportManifest) {
  const bounded = Object.entries(names).map(([code, { kind, name }]) => [
    code,
    { kind, name: name.slice(0, longestName) },
  ])
  return {
    log,
    createdAt: Date.parse(createdAt),
    names: Object.fromEntries(bounded) as ReadNames,
    ...{ firstSeq, lastSeq: firstSeq + count - 1, head: logHead },
  }
}

function withheldRecord(seq: number, hash: string): ReadRecord {
  const row = { seq, at: 0, type: '', canonical: new Uint8Array(0), hash: Buffer.from(hash, 'hex') }
  return { row, references: [] }
}

/** What the records themselves say. */
function factsWithout(records: readonly ReadRecord[]) {
  const [first, last] = [records[0]?.row, records.at(-1)?.row]
  const log = first === undefined ? undefined : decodeRecord(first.canonical)?.log
  if (first === undefined || last === undefined || log === undefined) return null
  const head = { seq: last.seq, hash: Buffer.from(last.hash).toString('hex') }
  return { log, createdAt: null, names: {}, firstSeq: first.seq, lastSeq: last.seq, head }
}

function faultIn(detail: Readonly<Record<string, string | number>>): ReadFault {
  const { seq, fault } = detail
  return { seq: typeof seq === 'number' ? seq : null, fault: (fault ?? 'unreadable') as ExportFault }
}

function recordOf(canonical: Uint8Array, hash: string): ReadRecord | null {
  const record = decodeRecord(canonical)
  if (record === null || !/^[0-9a-f]{64}$/.test(hash)) return null
  const { seq, at, event } = record
  const known = auditEventSchema.safeParse(event)
  const references = known.success
    ? [...personsOf(known.data).map((code) => `person:${code}`), ...messagesOf(known.data)]
    : []
  const type = event.type.slice(0, longestType)
  return { row: { seq, at: Date.parse(at), type, canonical, hash: Buffer.from(hash, 'hex') }, references }
}
