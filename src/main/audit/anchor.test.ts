import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestLog, viewed, type TestLog } from '../../../test/support/audit-log.ts'
import { makeTestStore, querySql, valueOf } from '../../../test/support/store.ts'
import { fail } from '../../shared/result.ts'
import { historyOf } from './history.ts'
import { reviewOf } from './review.ts'

let test: TestLog
beforeEach(() => {
  test = makeTestLog()
})
afterEach(() => test.dispose())

/** @returns what was anchored when the newest records were taken away */
const anchorThenPutBack = async () => {
  await test.log.anchorHead()
  test.tamper('DELETE FROM audit_events WHERE seq > 3')
  return test.anchored
}

const missing = () => [...historyOf(test.store, ['audit.anchor-missing'])].map(({ event }) => event)

describe('the anchor', () => {
  it('shows that the store was rolled back', async () => {
    test.fill(5)
    await test.log.anchorHead()
    expect(await test.log.status()).toMatchObject({ isRolledBack: false, anchoredAt: test.now })
    test.tamper('DELETE FROM audit_events WHERE seq > 3')
    expect(await test.log.status()).toMatchObject({ count: 3, firstBad: null, isRolledBack: true })
  })

  it('shows a log that was written anew with the same length', async () => {
    test.fill(5)
    await test.log.anchorHead()
    const other = makeTestStore()
    const otherLog = test.logOn(other)
    other.write((tx) => otherLog.begin(tx, 'Someone'))
    for (let index = 1; index <= 5; index += 1) valueOf(otherLog.record(viewed(index)))
    expect(await otherLog.status()).toMatchObject({ firstBad: null, isRolledBack: true })
    other.dispose()
  })

  it('is written over where its owner says why it was rolled back, once that is on record', async () => {
    test.fill(5)
    await test.log.anchorHead()
    expect(await test.log.explainRollback('trial')).toEqual(fail('audit/not-rolled-back'))
    const before = test.anchored
    test.tamper('DELETE FROM audit_events WHERE seq > 3')
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1'))
    while (test.log.record(viewed()).ok) {
      // Until the disk is full.
    }
    expect(await test.log.explainRollback('trial')).toEqual(fail('audit/write-failed'))
    expect(await test.log.recentStatus()).toMatchObject({ isRolledBack: true })
    expect(test.anchored).toEqual(before)
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1000000'))
    valueOf(await test.log.explainRollback('trial'))
    expect(await test.log.recentStatus()).toMatchObject({ firstBad: null, isRolledBack: false })
    expect(test.anchored).toEqual(test.log.head())
  })

  it('is not written over by a store that was rolled back, however far that goes on', async () => {
    test.fill(5)
    const before = await anchorThenPutBack()
    const reopened = test.logOn(test)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    test.fill(4)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    expect(test.anchored).toEqual(before)
    expect(await reopened.status()).toMatchObject({ count: 7, firstBad: null, isRolledBack: true })
  })

  it('is written over by a vault that was made anew, and from then on kept', async () => {
    test.fill(5)
    await test.log.anchorHead()
    test.tamper('DELETE FROM audit_events WHERE seq > 3')
    const restored = test.logOn(test)
    await restored.anchorHead(true)
    expect(test.anchored).toEqual(restored.head())
    test.fill(1)
    await restored.anchorLast(restored.head())
    expect(test.anchored).toEqual(restored.head())
    expect(await restored.status()).toMatchObject({ count: 4, isRolledBack: false })
  })

  it('isn’t written at locking before it was looked at', async () => {
    test.fill(2)
    await test.log.anchorLast(test.log.head())
    expect(test.anchored).toBe('nothing')
  })

  it.each(['nothing', 'not-a-head'] as const)(
    'that was taken away with a store put back is told before another takes its place (%s)',
    async (found) => {
      test.fill(5)
      await test.log.anchorHead()
      test.anchored = found
      const reopened = test.logOn(test)
      await reopened.anchorHead()
      await reopened.anchorHead()
      expect(missing()).toEqual([{ type: 'audit.anchor-missing', seq: 5, found }])
      expect(test.anchored).toEqual(reopened.head())
      expect(reopened.head().seq).toBe(6)
      const review = reviewOf(test.store, new Date(test.now))
      expect(review.alerts.map(({ kind }) => kind)).toEqual(['anchor-missing'])
    },
  )

  it('that was taken away stays away where that can’t be put on record', async () => {
    test.fill(5)
    await test.log.anchorHead()
    test.anchored = 'nothing'
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1'))
    while (test.log.record(viewed()).ok) {
      // Until the disk is full.
    }
    const reopened = test.logOn(test)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    expect(test.anchored).toBe('nothing')
  })

  it('is missing to nobody where there was none yet, and in a vault that was made anew (control)', async () => {
    test.fill(5)
    await test.log.anchorHead()
    test.anchored = 'nothing'
    await test.logOn(test).anchorHead(true)
    expect(missing()).toEqual([])
    expect(test.anchored).toEqual(test.log.head())
  })

  it('is not written over while the keychain doesn’t answer', async () => {
    test.fill(5)
    const before = await anchorThenPutBack()
    test.anchored = null
    const reopened = test.logOn(test)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    expect(test.anchored).toBeNull()
    expect(missing()).toEqual([])
    test.anchored = before
    await reopened.anchorHead()
    expect(await reopened.status()).toMatchObject({ isRolledBack: true })
    expect(test.anchored).toEqual(before)
  })

  it('behind the log is no alarm', async () => {
    test.fill(2)
    await test.log.anchorHead()
    test.fill(3)
    expect(await test.log.status()).toMatchObject({ count: 5, isRolledBack: false })
  })
})
