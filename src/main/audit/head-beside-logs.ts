import type { HeadStanding } from '../../shared/head-standings.ts'
import {
  findReadHash,
  listReadEventsOfType,
  listReadExports,
  listReadLogs,
  type ReadExportRow,
  type ReadLogRow,
  type Reader,
} from '../store/index.ts'
import type { ChainHead } from './anchor.ts'
import { decodeRecord } from './encoding.ts'

/** A head of a log that somebody signed outside of it. */
export type SignedHead = {
  readonly log: string
  readonly signer: string
  /** ms since 1970, as the signer says. */
  readonly createdAt: number
  readonly head: ChainHead
  /** SHA-256 of the file that says so, hexadecimal. */
  readonly file: string
}

/** A log that is read here, and what it says of the head. */
export type HeadBeside = {
  readonly log: ReadLogRow
  readonly standing: HeadStanding
  /** It holds the head, and a proven record of it says that this file was saved. */
  readonly isFileNamed: boolean
}

/** What another export says against a log: by itself it is whole, and signed. */
const saidByAnother: readonly string[] = ['rewritten', 'rolled-back', 'other-signer']

/** A practice saves a binder now and then. */
const mostSaved = 1000

/** Beside every log here that has its id, or that its key signed; none: nothing can be said. */
export function headBesideLogs(reader: Reader, said: SignedHead): HeadBeside[] {
  return listReadLogs(reader)
    .filter(({ log, signer }) => log === said.log || signer === said.signer)
    .map((log) => {
      const standing = standingOf(reader, log, said)
      return { log, standing, isFileNamed: standing === 'holds' && isNamedIn(reader, log, said.file) }
    })
}

function isNamedIn(reader: Reader, { id, fault, unprovenFrom }: ReadLogRow, file: string): boolean {
  const isJudgedByItself = fault !== null && !saidByAnother.includes(fault)
  const before = isJudgedByItself ? (unprovenFrom ?? 1) : null
  return listReadEventsOfType(reader, id, 'evidence.binder-saved', { before, limit: mostSaved }).some(
    ({ canonical }) => decodeRecord(canonical)?.event['json'] === file,
  )
}

function standingOf(reader: Reader, { id, ...row }: ReadLogRow, said: SignedHead): HeadStanding {
  if (row.log !== said.log) return 'other-log'
  // Whose manifest can't be believed has no signer.
  if (row.signer === null) return 'unproven'
  if (row.signer !== said.signer) return 'other-signer'
  const { seq, hash } = said.head
  const here = findReadHash(reader, id, seq)
  if (row.fault !== null && !saidByAnother.includes(row.fault)) {
    const isProven = seq < (row.unprovenFrom ?? 1)
    return !isProven || here === null ? 'unproven' : here === hash ? 'holds' : 'contradicts'
  }
  const exports = listReadExports(reader, id)
  const found = here ?? namedIn(exports, seq)
  if (found !== null) return found === hash ? 'holds' : 'contradicts'
  if (exports.some(({ headSeq }) => headSeq >= seq)) return 'not-here'
  return exports.some(({ createdAt }) => (createdAt ?? 0) > said.createdAt) ? 'taken-back' : 'ends-before'
}

/** The hash of a record that exports name, without holding it. */
function namedIn(exports: readonly ReadExportRow[], seq: number): string | null {
  for (const { headSeq, headHash, firstSeq, prev } of exports) {
    if (headSeq === seq) return headHash
    if (firstSeq - 1 === seq && prev !== null) return prev
  }
  return null
}
