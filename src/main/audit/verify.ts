import type { ExportFault } from '../../shared/export-faults.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { ChainHead } from './anchor.ts'
import { checkChain, type KeptRecord } from './chain.ts'
import { hashOf } from './encoding.ts'
import { readLine, unreadable } from './record-lines.ts'
import { readManifest, type SignedManifest } from './manifest.ts'
import { signerFingerprint } from './signing.ts'

export type VerifiedExport = {
  /** Random id of the log. */
  readonly log: string
  readonly count: number
  readonly firstSeq: number
  /** Hash of the record before. */
  readonly prev: string
  readonly head: string
  readonly people: 'codes' | 'names'
  /** How many of them are there by their hash alone; 0 in an export that holds whole records. */
  readonly withheld: number
  /** How many receipts belong to it, in the file beside. */
  readonly receipts: number
  readonly createdAt: string
  /** The newest record of the whole log at that time. */
  readonly logHead: { readonly seq: number; readonly hash: string }
  /** Fingerprint of the key that signed the manifest: compare it with the one that the practice names. */
  readonly signer: string
}

/**
 * Verifies an exported log without the vault: the manifest and its signature, every record by its hash, every link,
 * the counts and the head.
 *
 * @returns `audit/not-an-export`, `audit/version-newer`, `audit/manifest-mismatch`, and `audit/chain-broken` with
 *   detail `{ seq, fault }` that names the first bad record
 */
export function verifyJsonLines(file: Uint8Array): Result<VerifiedExport> {
  const end = file.indexOf(0x0a)
  if (end < 0) return fail('audit/not-an-export')
  const read = readManifest(file.subarray(0, end))
  if (!read.ok) return read
  const { firstSeq, prev, count, head, log, sha256 } = read.value.manifest
  const body = file.subarray(end + 1)
  const lines = splitLines(body)
  const isScoped = read.value.manifest.version === 2
  const records = recordsIn(lines, isScoped)
  const report = checkChain(records, read.value.signature.publicKey, { seq: firstSeq, prev, log, lastAt: '' })
  const afterLast = firstSeq + count
  if (report.firstBad !== null) {
    const { seq, fault } = report.firstBad
    return broken(seq, seq >= afterLast ? 'records-added' : fault)
  }
  if (report.count < count) return broken(firstSeq + report.count, 'records-missing')
  if (report.count > count) return broken(afterLast, 'records-added')
  if (report.head !== head) return broken(afterLast - 1, 'broken-link')
  if (hashOf(body) !== sha256) return broken(afterLast, 'bytes-changed')
  const summary = verified(read.value)
  const withheld = records.filter(({ isWithheld }) => isWithheld === true).length
  return withheld === summary.withheld
    ? ok(summary)
    : fail('audit/manifest-mismatch', { fault: 'miscounted' satisfies ExportFault })
}

/**
 * Verifies a CSV or a report by the hash in its signed manifest: a table can't carry the exact bytes of the records, so it
 * can't say which one was changed.
 */
export function verifyCsv(csv: Uint8Array, manifestFile: Uint8Array): Result<VerifiedExport> {
  const line = manifestFile.at(-1) === 0x0a ? manifestFile.subarray(0, -1) : manifestFile
  const read = readManifest(line)
  if (!read.ok) return read
  if (hashOf(csv) !== read.value.manifest.sha256) {
    return fail('audit/manifest-mismatch', { fault: 'bytes-changed' satisfies ExportFault })
  }
  return ok(verified(read.value))
}

/**
 * Holds a log against an export that was kept from earlier: the same log, signed by the same key, that has gone on
 * from there and not been taken back or written anew.
 *
 * @returns what `verifyJsonLines` gives for either, and `audit/chain-broken` with the first number that differs
 */
export function verifyAgainst(later: Uint8Array, earlier: Uint8Array): Result<VerifiedExport> {
  const [now, before] = [verifyJsonLines(later), verifyJsonLines(earlier)]
  if (!now.ok) return now
  if (!before.ok) return before
  const fault = faultAgainst(claimOf(later, now.value), claimOf(earlier, before.value))
  return fault === null ? now : broken(fault.seq, fault.fault)
}

/** What is known of a log: by one export, or by several that agree. */
export type LogClaim = {
  readonly log: string
  readonly signer: string
  readonly logHead: ChainHead
  /** Number and hash of every record that is held or named: the one before the first is named too. */
  readonly hashes: readonly (readonly [seq: number, hash: string])[]
}

/** A number from which a log isn't what it should be, and why. */
export type LogFault = {
  readonly seq: number
  readonly fault: ExportFault
  /** The last number before it whose hash is the same in both; between them they may have parted already. */
  readonly agreedUpTo: number
}

/** Of an export that was verified. */
export function claimOf(
  file: Uint8Array,
  { log, signer, logHead, firstSeq, prev }: VerifiedExport,
): LogClaim {
  const lines = splitLines(file.subarray(file.indexOf(0x0a) + 1))
  const named = [prev, ...lines.map((line) => readLine(line).hash)]
  const hashes = named.map((hash, index): [number, string] => [firstSeq - 1 + index, hash])
  return { log, signer, logHead, hashes: [...hashes, [logHead.seq, logHead.hash]] }
}

/** Where the later isn't the log that the earlier was, gone on from there; null: it is. */
export function faultAgainst(later: LogClaim, earlier: LogClaim): LogFault | null {
  if (later.log !== earlier.log) return { seq: 1, fault: 'other-log', agreedUpTo: 0 }
  if (later.signer !== earlier.signer) return { seq: 1, fault: 'other-signer', agreedUpTo: 0 }
  const known = new Map(earlier.hashes)
  const differing = later.hashes.find(([seq, hash]) => (known.get(seq) ?? hash) !== hash)
  if (differing !== undefined) {
    const [seq] = differing
    const agreed = later.hashes.filter(([one, hash]) => one < seq && known.get(one) === hash)
    return { seq, fault: 'rewritten', agreedUpTo: agreed.at(-1)?.[0] ?? 0 }
  }
  const head = later.logHead.seq
  return head < earlier.logHead.seq ? { seq: head + 1, fault: 'rolled-back', agreedUpTo: head } : null
}

function verified({ manifest, signature }: SignedManifest): VerifiedExport {
  const { log, count, firstSeq, prev, head, people, createdAt, logHead } = manifest
  const withheld = manifest.version === 2 ? manifest.withheld : 0
  const [receipts, signer] = [manifest.receipts.count, signerFingerprint(signature.publicKey)]
  return { log, count, withheld, receipts, firstSeq, prev, head, people, createdAt, logHead, signer }
}

/** The records of lines, each as it was kept; a hash without its record is one where the manifest says so alone. */
export function recordsIn(lines: readonly Uint8Array[], isScoped: boolean): KeptRecord[] {
  return lines.map(readLine).map((kept) => (kept.isWithheld !== true || isScoped ? kept : unreadable))
}

/** Each line with its end; a last line without one is kept as it is, and so is not a record. */
export function splitLines(body: Uint8Array): Uint8Array[] {
  const lines = []
  for (let start = 0; start < body.length;) {
    const end = body.indexOf(0x0a, start)
    const next = end < 0 ? body.length : end + 1
    lines.push(body.subarray(start, next))
    start = next
  }
  return lines
}

function broken(seq: number, fault: ExportFault) {
  return fail('audit/chain-broken', { seq, fault })
}
