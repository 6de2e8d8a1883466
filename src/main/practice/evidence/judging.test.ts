import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { valueOf } from '../../../../test/support/store.ts'
import type { EvidenceBody, PossibleDisclosure } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { createJudging } from './judging.ts'
import { createEvidenceRecords, type EvidenceRecords } from './records.ts'
import type { ToJudge } from './tasks.ts'

type OfPatients = ReadonlyMap<ContactId, readonly string[]>

let practice: TestPractice
let records: EvidenceRecords
let maria: ContactId
let john: ContactId
/** Counts that are under way, the oldest first: each ends when the test lets it. */
let counts: PromiseWithResolvers<OfPatients>[]
let possible: ReturnType<typeof vi.fn<(contactId: ContactId) => PossibleDisclosure[]>>
let told: ToJudge[]
let judging: () => ToJudge

beforeEach(async () => {
  practice = await makeTestPractice()
  records = createEvidenceRecords(practice.store, practice.audit, practice.clock)
  maria = await practice.addPatient({ name: 'Maria Alvarez', words: null })
  john = await practice.addPatient({ name: 'John Okafor', addresses: ['john@patients.example'], words: null })
  counts = []
  told = []
  possible = vi.fn(() => [])
  judging = createJudging({
    ...{ store: practice.store, records, clock: practice.clock },
    disclosures: {
      possible: (contactId) => ok(possible(contactId)),
      toJudge: () => {
        const count = Promise.withResolvers<OfPatients>()
        counts.push(count)
        return count.promise
      },
    },
    onChanged: () => told.push(judging()),
  })
})
afterEach(() => {
  practice.dispose()
})

const nobody = { count: 0, contactId: null }
const ofBoth = () =>
  new Map([
    [maria, ['<1>']],
    [john, ['<1>', '<2>']],
  ])
const settled = () => new Promise((resolve) => setImmediate(resolve))
const send = () =>
  valueOf(practice.audit.record({ type: 'submission.sent', logical: 1, submission: 1, tls: 'TLSv1.3' }))
const write = (body: EvidenceBody) =>
  valueOf(records.save({ record: null, version: 0, document: null, body }))
const judge = (contactId: ContactId) => {
  write({
    ...{ kind: 'disclosure', contactId, day: '2026-11-02', recipient: 'School', recipientAddress: '' },
    ...{ described: 'Visits', purpose: '', basis: 'authorised', messageId: '<2>', suspendedUntil: null },
  })
}
const message = (messageId: string): PossibleDisclosure => ({
  ...{ messageId, subject: '', sentAt: '2026-11-02T09:00:00.000Z', because: 'named' },
  recipients: [{ name: '', address: 'school@north.example' }],
})

async function end(of: OfPatients): Promise<void> {
  counts.at(-1)?.resolve(of)
  await settled()
}

it('lets nobody wait for a count, and tells when it has another answer', async () => {
  expect(judging()).toEqual(nobody)
  expect(told).toEqual([])
  await end(ofBoth())
  expect(told).toEqual([{ count: 2, contactId: john }])
  send()
  expect(judging()).toMatchObject({ count: 2 })
  await end(ofBoth())
  expect(told).toHaveLength(1)
})

it('counts a message about two patients once, and leads to whom most of them are about', async () => {
  judging()
  await end(ofBoth())
  expect(judging()).toEqual({ count: 2, contactId: john })
})

it('never runs two counts at once: the next one begins when the first is over', async () => {
  judging()
  await end(new Map())
  for (let asked = 0; asked < 3; asked += 1) {
    send()
    expect(judging()).toEqual(nobody)
  }
  expect(counts).toHaveLength(2)
  await end(new Map([[maria, ['<1>']]]))
  expect(counts).toHaveLength(3)
  expect(judging()).toMatchObject({ count: 1 })
  expect(told).toEqual([])
  await end(ofBoth())
  expect(counts).toHaveLength(3)
  expect(told).toMatchObject([{ count: 2 }])
})

it('begins no other where nothing has changed, until an hour is over', async () => {
  judging()
  await end(ofBoth())
  valueOf(practice.audit.record({ type: 'link.opened', scheme: 'https' }))
  judging()
  expect(counts).toHaveLength(1)
  practice.pass(3_600_000)
  judging()
  expect(counts).toHaveLength(2)
})

it('counts nothing for a training that is written down', async () => {
  judging()
  await end(ofBoth())
  write({ kind: 'training', person: 'Sam', completedOn: '2026-11-02', topics: ['phishing'], note: '' })
  expect(judging()).toMatchObject({ count: 2 })
  expect(counts).toHaveLength(1)
  expect(possible).not.toHaveBeenCalled()
})

it('takes over what was judged of a person without looking for the others', async () => {
  judging()
  await end(ofBoth())
  judge(john)
  possible.mockReturnValue([message('<1>')])
  expect(judging()).toMatchObject({ count: 1 })
  judging()
  expect(possible.mock.calls).toEqual([[john]])
  expect(counts).toHaveLength(1)
})

it('takes over what was judged while a count ran', async () => {
  judging()
  judge(john)
  judging()
  possible.mockReturnValue([])
  await end(ofBoth())
  expect(told).toEqual([{ count: 1, contactId: maria }])
})

it('begins another count after one that a lock cut short', async () => {
  judging()
  counts[0]?.reject(new Error('locked'))
  await settled()
  expect(judging()).toEqual(nobody)
  await end(ofBoth())
  expect(judging()).toMatchObject({ count: 2 })
})
