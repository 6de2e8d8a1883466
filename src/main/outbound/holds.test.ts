import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { scanFully } from '../phi/index.ts'
import { listSubmissions, nextDueAt, openStore, releaseDueHolds } from '../store/index.ts'
import { createHolds, type Holds } from './holds.ts'
import { holdMs, longestScheduleMs } from './limits.ts'
import { createOutbox } from './outbox.ts'

const hourMs = 3_600_000

let practice: TestPractice
let holds: Holds

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  holds = createHolds({ ...practice, onChanged: () => undefined })
})
afterEach(() => {
  practice.dispose()
})

const statesOf = (logicalId: LogicalMessageId) =>
  listSubmissions(practice.store, logicalId).map(({ state }) => state)
const release = () => practice.write((tx) => releaseDueHolds(tx, practice.clock().getTime()))
const inMs = (ms: number) => new Date(practice.clock().getTime() + ms)
const item = () =>
  valueOf(
    createOutbox({
      ...practice,
      fullScan: scanFully,
      onHeld: () => undefined,
      isLookingInSent: () => false,
    }).list(),
  )[0]

async function scheduled(leavesAt: Date): Promise<LogicalMessageId> {
  const sent = valueOf(await testSender(practice).send(writeDraft(practice), [], leavesAt))
  if (sent.kind !== 'held') throw new Error('asked')
  expect(sent.leavesAt).toBe(leavesAt.toISOString())
  return sent.logicalId
}

describe('what leaves within seconds when a person locks or quits', () => {
  it('is named, and nothing else is', async () => {
    await scheduled(inMs(hourMs))
    const { logicalId } = await heldLetter(practice)
    expect(valueOf(holds.listLeavingSoon())).toEqual([logicalId])
  })

  it('stays unsent when kept, however long, until the person sends it', async () => {
    const { logicalId } = await heldLetter(practice)
    valueOf(holds.settleLeavingSoon('keep'))
    practice.pass(30 * 24 * hourMs)
    expect(release()).toEqual([])
    expect(item()).toMatchObject({ state: 'held', hold: 'kept', leavesAt: null })
    expect(valueOf(holds.listLeavingSoon())).toEqual([])
    expect(practice.events().at(-1)).toMatchObject({ type: 'message.kept', logical: logicalId })
    valueOf(holds.releaseNow(logicalId))
    expect(statesOf(logicalId)).toEqual(['queued'])
  })

  it('is due at once when it is to leave now', async () => {
    const { logicalId } = await heldLetter(practice)
    valueOf(holds.settleLeavingSoon('send-now'))
    release()
    expect(statesOf(logicalId)).toEqual(['queued'])
  })

  it('keeps nothing that cannot be recorded', async () => {
    await heldLetter(practice)
    const blocked = createHolds({
      ...practice,
      audit: practice.auditWithout('message.kept'),
      onChanged: () => undefined,
    })
    expect(blocked.settleLeavingSoon('keep')).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(item()).toMatchObject({ hold: 'undo' })
  })

  it('can be undone for some seconds more after an automatic lock', async () => {
    const { logicalId } = await heldLetter(practice)
    practice.pass(5 * hourMs)
    valueOf(holds.renewUndo())
    release()
    expect(statesOf(logicalId)).toEqual(['held'])
    practice.pass(holdMs)
    release()
    expect(statesOf(logicalId)).toEqual(['queued'])
  })
})

describe('a message that is scheduled', () => {
  it('is sealed at once and waits for its time, through lock and restart', async () => {
    const leavesAt = inMs(20 * hourMs)
    const logicalId = await scheduled(leavesAt)
    expect(item()).toMatchObject({ state: 'held', hold: 'scheduled', leavesAt: leavesAt.toISOString() })
    practice.store.close()
    const store = valueOf(openStore(practice))
    valueOf(createHolds({ ...practice, store, onChanged: () => undefined }).renewUndo())
    expect(nextDueAt(store)).toBe(leavesAt.getTime())
    const due = store.transaction((tx) => ({
      ok: true as const,
      value: [releaseDueHolds(tx, leavesAt.getTime() - 1), releaseDueHolds(tx, leavesAt.getTime())],
    }))
    expect(valueOf(due)).toEqual([[], [listSubmissions(store, logicalId)[0]?.id]])
    store.close()
  })

  it('goes at another time when its time is changed', async () => {
    const logicalId = await scheduled(inMs(hourMs))
    const later = inMs(48 * hourMs)
    valueOf(holds.reschedule(logicalId, later))
    practice.pass(2 * hourMs)
    expect(release()).toEqual([])
    expect(item()).toMatchObject({ hold: 'scheduled', leavesAt: later.toISOString() })
    expect(practice.events().at(-1)).toMatchObject({ type: 'message.held', until: later.getTime() })
  })

  it('is not kept back by locking: its time still counts', async () => {
    const logicalId = await scheduled(inMs(hourMs))
    valueOf(holds.settleLeavingSoon('keep'))
    practice.pass(hourMs)
    release()
    expect(statesOf(logicalId)).toEqual(['queued'])
  })

  it.each([
    ['now', 0],
    ['a time that has passed', -1],
    ['more than a year ahead', longestScheduleMs + 1],
  ])('is refused for %s', async (_name, ms) => {
    const draftId = writeDraft(practice)
    expect(await testSender(practice).send(draftId, [], inMs(ms))).toMatchObject({
      error: { code: 'send/time-not-ahead' },
    })
    const { logicalId } = await heldLetter(practice)
    expect(holds.reschedule(logicalId, inMs(ms))).toMatchObject({ error: { code: 'send/time-not-ahead' } })
    expect(item()).toMatchObject({ hold: 'undo' })
  })

  it('cannot change its time once it is released', async () => {
    const logicalId = await scheduled(inMs(hourMs))
    valueOf(holds.releaseNow(logicalId))
    expect(holds.reschedule(logicalId, inMs(hourMs))).toMatchObject({
      error: { code: 'send/undo-too-late' },
    })
  })
})
