import {
  joinReadLogs,
  listReadEvents,
  listReadExports,
  listReadHashes,
  listReadLogs,
  saveReadNames,
  saveReadVerdict,
  type ReadExportRow,
  type ReadLogRow,
  type Reader,
  type Tx,
} from '../store/index.ts'
import type { ReadFault } from './read-export.ts'
import { faultAgainst, type LogClaim } from './verify.ts'

const setBackEvents = { types: ['clock.set-back'] } as const
const mostSetBacks = 1000
/**
 * What only another export of the same log and signer tells: by themselves these are whole. One of another signer is judged
 * anew only where somebody adds it again: else taking the honest log away would make the forged one "intact".
 */
const byComparison: readonly (string | null)[] = ['rewritten', 'rolled-back']

/**
 * Judges exports of a log whose whole one was taken away, in the order in which they were added: the first of them holds,
 * and what goes on from it joins it. Else a forged one that came first would leave the honest one "not intact" for good.
 */
export function judgeAnew(tx: Tx, log: string): void {
  const here = listReadLogs(tx).filter((one) => one.log === log)
  if (here.some(({ fault }) => fault === null)) return
  const [first, ...others] = here.filter(({ fault }) => byComparison.includes(fault)).toReversed()
  if (first === undefined) return
  saveReadVerdict(tx, first.id, { fault: null, badSeq: null, unprovenFrom: null })
  let known = first
  for (const one of others) {
    const wrong = faultOf(tx, known, one)
    if (wrong === null) {
      known = { ...known, names: { ...known.names, ...one.names } }
      saveReadNames(tx, known.id, known.names)
      joinReadLogs(tx, one.id, known.id)
    } else {
      saveReadVerdict(tx, one.id, { fault: wrong.fault, badSeq: wrong.seq, unprovenFrom: wrong.unprovenFrom })
    }
  }
}

/** As `faultBeside`, of an export that is here: one that doesn't hold lies by itself. */
function faultOf(reader: Reader, known: ReadLogRow, { id, log, signer }: ReadLogRow): ReadFault | null {
  const [file] = listReadExports(reader, id)
  if (file === undefined) return null
  const { createdAt, firstSeq, prev, headSeq, headHash } = file
  const page = { before: null, limit: mostSetBacks }
  const setBacks = listReadEvents(reader, id, setBackEvents, page).map(({ seq }) => seq)
  const before: LogClaim['hashes'] = prev === null ? [] : [[firstSeq - 1, prev]]
  return faultBeside(
    reader,
    known,
    { createdAt, setBacks },
    {
      ...{ log, signer: signer ?? '', logHead: { seq: headSeq, hash: headHash } },
      hashes: [...before, ...listReadHashes(reader, id), [headSeq, headHash]],
    },
  )
}

/**
 * What is wrong with a whole export beside those of the same log. Which of two came first, their manifests say: an older
 * one may be added after a newer one, and only where the log itself was shorter later was it taken back. Where the clock was
 * set back in what the longer has more, their times say nothing.
 *
 * @param setBacks where the export's own records tell of a clock that was set back
 */
export function faultBeside(
  reader: Reader,
  known: ReadLogRow,
  { createdAt, setBacks }: { readonly createdAt: number | null; readonly setBacks: readonly number[] },
  claim: LogClaim,
): ReadFault | null {
  const { id } = known
  const exports = listReadExports(reader, id)
  const isBefore = (one: ReadExportRow) => (one.createdAt ?? 0) <= (createdAt ?? 0)
  const named = exports.flatMap(({ headSeq, headHash, firstSeq, prev }) => [
    [headSeq, headHash] as const,
    ...(prev === null ? [] : [[firstSeq - 1, prev] as const]),
  ])
  const longest = longestOf(exports.filter(isBefore))
  const fault = faultAgainst(claim, {
    log: known.log,
    signer: known.signer ?? '',
    logHead: longest,
    hashes: [...listReadHashes(reader, id), ...named],
  })
  if (fault !== null) {
    const newest = listReadEvents(reader, id, setBackEvents, { before: longest.seq + 1, limit: 1 })
    if (fault.fault === 'rolled-back' && newest.some(({ seq }) => seq >= fault.seq)) return null
    return { seq: fault.seq, fault: fault.fault, unprovenFrom: fault.agreedUpTo + 1 }
  }
  const shortened = exports.find((one) => !isBefore(one) && one.headSeq < claim.logHead.seq)
  const isSetBack = setBacks.some((seq) => seq > (shortened?.headSeq ?? 0))
  const seq = (shortened?.headSeq ?? 0) + 1
  return shortened === undefined || isSetBack ? null : { seq, fault: 'rolled-back', unprovenFrom: seq }
}

function longestOf(exports: readonly ReadExportRow[]): LogClaim['logHead'] {
  return exports.reduce(
    (longest, { headSeq, headHash }) => (headSeq > longest.seq ? { seq: headSeq, hash: headHash } : longest),
    { seq: 0, hash: '' },
  )
}
