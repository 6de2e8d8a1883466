import type { ExportFault } from '../../shared/export-faults.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditEventRow, ReadNames } from '../store/index.ts'
import type { KeptRecord } from './chain.ts'
import { decodeRecord } from './encoding.ts'
import { auditEventSchema, messagesOf, personsOf } from './events/index.ts'
import { readManifest, type ExportManifest, type SignedManifest } from './manifest.ts'
import { readLine } from './record-lines.ts'
import { signerFingerprint } from './signing.ts'
import { claimOf, splitLines, verifyJsonLines, type LogClaim } from './verify.ts'

/** A record that could be read, and what it speaks of. */
export type ReadRecord = { readonly row: AuditEventRow; readonly references: readonly string[] }

/** What is wrong; `seq` null: with the file as a whole. */
export type ReadFault = {
  readonly seq: number | null
  readonly fault: ExportFault
  /** The first number of which nothing is proven; 1: nothing at all is. */
  readonly unprovenFrom: number
}

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

/** Reading takes the engine's thread: what is longer is for `sealpost audit verify`. Looked at before it is divided. */
const mostBytes = 64 * 2 ** 20
const mostLines = 200_000

/** Longer ones are cut: whoever made the file chose them. */
const longestName = 200
const longestType = 64

/**
 * Reads an export of somebody else's log. What isn't whole is read as far as it goes, so that it can be looked at.
 *
 * @returns `audit/not-an-export`, also where no record of it can be read and no manifest; `audit/version-newer`;
 *   `audit/too-long-to-read`
 */
export function readExport(file: Uint8Array): Result<ReadExport> {
  if (file.length > mostBytes || linesIn(file) > mostLines) return fail('audit/too-long-to-read')
  const verified = verifyJsonLines(file)
  if (
    !verified.ok &&
    (verified.error.code === 'audit/not-an-export' || verified.error.code === 'audit/version-newer')
  ) {
    return verified
  }
  const end = file.indexOf(0x0a)
  const lines = splitLines(file.subarray(end + 1)).map(readLine)
  const manifest = readManifest(file.subarray(0, end))
  const fault = verified.ok ? null : faultIn(verified.error.detail ?? {}, lines, manifest)
  const records = recordsOf(lines, manifest, fault)
  const said = manifest.ok ? factsOf(manifest.value.manifest) : factsWithout(records)
  if (said === null) return fail('audit/not-an-export')
  const signer = manifest.ok ? signerFingerprint(manifest.value.signature.publicKey) : null
  const withheld = lines.filter(({ isWithheld }) => isWithheld === true).length
  const facts = { ...said, signer, withheld, records }
  if (!verified.ok) return fault === null ? verified : ok({ ...facts, prev: null, fault })
  return ok({ ...facts, prev: verified.value.prev, fault: null, claim: claimOf(file, verified.value) })
}

function linesIn(file: Uint8Array): number {
  let lines = 0
  for (let at = file.indexOf(0x0a); at !== -1 && lines <= mostLines; at = file.indexOf(0x0a, at + 1))
    lines += 1
  return lines
}

/**
 * One for each number. Up to the bad line the place gives it, withheld ones included; a line from there on can't take one
 * of those, whatever number it gives itself.
 */
function recordsOf(
  lines: readonly KeptRecord[],
  manifest: Result<SignedManifest>,
  fault: ReadFault | null,
): ReadRecord[] {
  const firstSeq = manifest.ok ? manifest.value.manifest.firstSeq : 1
  const badSeq = fault === null ? Infinity : (fault.seq ?? firstSeq)
  const bySeq = new Map<number, ReadRecord>()
  for (const [index, { bytes, hash, isWithheld }] of lines.entries()) {
    const place = firstSeq + index
    const isBeforeBad = place < badSeq
    const record = isWithheld === true && isBeforeBad ? withheldRecord(place, hash) : recordOf(bytes, hash)
    if (record === null) continue
    const { seq } = record.row
    const isItsPlace = isBeforeBad ? seq === place : fault?.seq == null || seq >= badSeq
    if (isItsPlace && !bySeq.has(seq)) bySeq.set(seq, record)
  }
  return [...bySeq.values()]
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

/**
 * Each record names the one before, so what is signed is proven from the last one backwards: where that isn't reached as
 * the manifest has it, whoever changed a record could have given those before it new hashes.
 */
function faultIn(
  detail: Readonly<Record<string, string | number>>,
  lines: readonly KeptRecord[],
  manifest: Result<SignedManifest>,
): ReadFault {
  const fault = (detail['fault'] ?? 'unreadable') as ExportFault
  const seq = typeof detail['seq'] === 'number' ? detail['seq'] : null
  if (seq === null || !manifest.ok) return { seq, fault, unprovenFrom: 1 }
  const { firstSeq, count, head } = manifest.value.manifest
  const isHeadReached = seq >= firstSeq + count && lines[count - 1]?.hash === head
  return { seq, fault, unprovenFrom: isHeadReached ? seq : 1 }
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
