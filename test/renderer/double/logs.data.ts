import type { AuditRow, LogOffer, ReadLog } from '../../../src/shared/contract/index.ts'
import { demoAudit } from './audit.data.ts'

const key = '4F0C 91AB 77E4 460F F231 8A9D 07BE 8330'
const hash = '9f2c41d07be3a9d0b77e4460ff2318a9d07be83302e5f4c1d5529a01b77e4460'
const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

const exported = (firstSeq: number, lastSeq: number, made: number) => ({
  ...{ createdAt: day(made), addedAt: day(made - 1), firstSeq, lastSeq, headSeq: lastSeq, headHash: hash },
})

const log = (id: number, title: string, more: Partial<ReadLog>): ReadLog => ({
  ...{ id, log: 'ab'.repeat(16), title, owner: null, signer: key, verdict: { kind: 'whole' } },
  ...{ isContradicted: false, count: 21, withheld: 0, firstAt: day(92), lastAt: day(1), gaps: [] },
  exports: [exported(1, 21, 2)],
  ...more,
})

/** One that is whole, one with a gap, and two that aren't what they should be. */
export function demoLogs(): ReadLog[] {
  return [
    log(1, 'Rivera Practice, Dr. Ana Rivera', {
      owner: 'Dr. Ana Rivera',
      exports: [exported(1, 8, 33), exported(1, 21, 2)],
    }),
    log(2, 'Rivera Practice, Ben Cole', {
      ...{ count: 1204, gaps: [{ from: 311, to: 402 }], isContradicted: true },
      exports: [exported(1, 310, 60), exported(403, 1296, 2)],
    }),
    log(3, 'Rivera Practice, Dr. Ana Rivera, copy by mail', {
      ...{
        verdict: { kind: 'broken', fault: 'wrong-hash', seq: 12, unprovenFrom: 1 },
        owner: 'Dr. Ana Rivera',
      },
    }),
    log(4, 'Rivera Practice, Ben Cole, of Monday', {
      ...{ verdict: { kind: 'broken', fault: 'rewritten', seq: 288, unprovenFrom: 121 }, count: 1190 },
    }),
  ]
}

export const offers = {
  whole: offer({ owner: 'Dr. Ana Rivera' }),
  further: offer({
    known: { id: 1, title: 'Rivera Practice, Dr. Ana Rivera' },
    firstSeq: 22,
    lastSeq: 30,
    headSeq: 30,
    count: 9,
  }),
  broken: offer({ verdict: { kind: 'broken', fault: 'wrong-hash', seq: 12, unprovenFrom: 1 } }),
} as const satisfies Record<string, LogOffer>

function offer(more: Partial<LogOffer>): LogOffer {
  return {
    ...{
      file: hash,
      verdict: { kind: 'whole' },
      count: 21,
      withheld: 0,
      signer: key,
      owner: null,
      known: null,
    },
    ...{ createdAt: day(1), firstSeq: 1, lastSeq: 21, headSeq: 21, headHash: hash },
    ...more,
  }
}

/** Of the practice's own log; where people are codes, nobody has a name. */
export function rowsOf(id: number): AuditRow[] {
  return demoAudit().map((row) =>
    id === 2 && row.person !== null ? { ...row, person: { id: '3f2a91bc07d4e8a1', name: '' } } : row,
  )
}
