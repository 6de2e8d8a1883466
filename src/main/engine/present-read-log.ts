import type { LogOffer as ShownOffer, LogVerdict, ReadLog } from '../../shared/contract/index.ts'
import { exportFaults } from '../../shared/export-faults.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { LogOffer } from '../audit/index.ts'
import {
  findReadLog,
  listReadExports,
  listReadLogs,
  readSpan,
  type ReadExportRow,
  type ReadLogRow,
  type ReadNames,
  type Reader,
} from '../store/index.ts'

/** An export as the window tells of it before it is kept. */
export function presentLogOffer({ file, export: read, fault, known }: LogOffer): ShownOffer {
  const { createdAt, firstSeq, lastSeq, withheld, head, signer, records } = read
  return {
    ...{ file, firstSeq, lastSeq, withheld, signer },
    createdAt: instantOrNull(createdAt),
    ...{ headSeq: head.seq, headHash: head.hash },
    verdict: verdictOf(fault),
    count: records.filter(({ row }) => row.type !== '').length,
    owner: ownerIn(read.names),
    known: known === null ? null : { id: known.id, title: known.title },
  }
}

export function presentReadLogs(reader: Reader): ReadLog[] {
  return listReadLogs(reader).map((row) => present(reader, row))
}

/** Error: `audit/log-gone`. */
export function presentReadLog(reader: Reader, id: number): Result<ReadLog> {
  const row = findReadLog(reader, id)
  return row === null ? fail('audit/log-gone') : ok(present(reader, row))
}

function present(reader: Reader, row: ReadLogRow): ReadLog {
  const { id, log, title, signer, names, fault, badSeq, unprovenFrom } = row
  const exports = listReadExports(reader, id)
  const span = readSpan(reader, id)
  const contradicting = ['rewritten', 'rolled-back', 'other-signer']
  return {
    ...{ id, log, title, signer },
    owner: ownerIn(names),
    verdict: verdictOf(fault === null ? null : { fault, seq: badSeq, unprovenFrom: unprovenFrom ?? 1 }),
    isContradicted:
      fault === null &&
      listReadLogs(reader).some((other) => other.log === log && contradicting.includes(other.fault ?? '')),
    count: span?.count ?? 0,
    withheld: exports.reduce((most, { withheld }) => Math.max(most, withheld), 0),
    firstAt: instantOrNull(span?.firstAt ?? null),
    lastAt: instantOrNull(span?.lastAt ?? null),
    gaps: fault === null ? gapsIn(exports) : [],
    exports: exports.map((one) => ({
      ...{ firstSeq: one.firstSeq, lastSeq: one.lastSeq, headSeq: one.headSeq, headHash: one.headHash },
      createdAt: instantOrNull(one.createdAt),
      addedAt: new Date(one.addedAt).toISOString(),
    })),
  }
}

/** Numbers that no export holds, up to the newest of which any speaks. */
export function gapsIn(
  exports: readonly Pick<ReadExportRow, 'firstSeq' | 'lastSeq' | 'headSeq'>[],
): { from: number; to: number }[] {
  const pieces = exports
    .filter(({ firstSeq, lastSeq }) => lastSeq >= firstSeq)
    .toSorted((a, b) => a.firstSeq - b.firstSeq)
  const newest = Math.max(0, ...exports.map(({ headSeq }) => headSeq))
  const gaps = []
  let next = 1
  for (const { firstSeq, lastSeq } of [...pieces, { firstSeq: newest + 1, lastSeq: newest }]) {
    if (firstSeq > next) gaps.push({ from: next, to: firstSeq - 1 })
    next = Math.max(next, lastSeq + 1)
  }
  return gaps
}

function verdictOf(
  wrong: { readonly fault: string; readonly seq: number | null; readonly unprovenFrom: number } | null,
): LogVerdict {
  if (wrong === null) return { kind: 'whole' }
  const { seq, unprovenFrom } = wrong
  const fault = exportFaults.find((one) => one === wrong.fault) ?? 'unreadable'
  return { kind: 'broken', fault, seq, unprovenFrom }
}

/** Whose log it is, where its exports say so. */
function ownerIn(names: ReadNames): string | null {
  const owner = Object.values(names).find(({ kind }) => kind === 'user')?.name ?? ''
  return owner === '' ? null : owner
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
