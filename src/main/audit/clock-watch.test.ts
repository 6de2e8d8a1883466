import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestLog, viewed, type TestLog } from '../../../test/support/audit-log.ts'
import { valueOf } from '../../../test/support/store.ts'
import { fail, ok } from '../../shared/result.ts'
import { listAuditEventsAfter } from '../store/index.ts'
import type { AuditEvent } from './index.ts'

let test: TestLog
beforeEach(() => {
  test = makeTestLog()
})
afterEach(() => test.dispose())

describe('an event', () => {
  it('after the clock was set back says so, by how much, and the chain stays whole', async () => {
    test.fill(1)
    test.now -= 3_600_000
    test.fill(1)
    const types = listAuditEventsAfter(test.store, 0, 10).map(({ type }) => type)
    expect(types).toEqual(['message.viewed', 'clock.set-back', 'message.viewed'])
    expect(await test.log.status()).toMatchObject({ count: 3, firstBad: null })
  })

  describe('A1: a clock set back', () => {
    const HOUR = 3_600_000
    const setBacks = () =>
      listAuditEventsAfter(test.store, 0, 50).flatMap(({ canonical }) => {
        const { event } = JSON.parse(Buffer.from(canonical).toString()) as { event: AuditEvent }
        return event.type === 'clock.set-back' ? [event.seconds] : []
      })
    /** Time passes by both clocks. */
    const pass = (ms: number) => {
      test.now += ms
      test.uptime = (test.uptime ?? 0) + ms
    }

    beforeEach(() => {
      test.uptime = 0
      test.log = test.logOn(test)
      valueOf(test.log.record(viewed()))
    })

    it('shows though it is still after the newest record, and once', async () => {
      pass(2 * HOUR)
      test.now -= HOUR
      valueOf(test.log.record(viewed()))
      pass(1000)
      valueOf(test.log.record(viewed()))
      expect(setBacks()).toEqual([3600])
      expect(await test.log.status()).toMatchObject({ count: 4, firstBad: null })
    })

    it('shows while nothing else happens', () => {
      pass(2 * HOUR)
      test.now -= HOUR
      valueOf(test.log.watchClock())
      valueOf(test.log.watchClock())
      expect(setBacks()).toEqual([3600])
    })

    it('shows after the transaction that noticed it was taken back', () => {
      pass(2 * HOUR)
      test.now -= HOUR
      test.store.transaction((tx) => {
        valueOf(test.log.append(tx, viewed()))
        valueOf(test.log.append(tx, viewed()))
        return fail('store/io')
      })
      expect(setBacks()).toEqual([])
      valueOf(test.log.record(viewed()))
      expect(setBacks()).toEqual([3600])
    })

    it('shows after a restart, by the newest record and by the latest time that was seen', () => {
      pass(HOUR)
      valueOf(test.log.watchClock())
      test.now -= HOUR / 2
      test.log = test.logOn(test)
      valueOf(test.log.record(viewed()))
      expect(setBacks()).toEqual([1800])
      test.log = test.logOn(test)
      valueOf(test.log.record(viewed()))
      expect(setBacks()).toEqual([1800])
    })

    it('to 1970 shows, the log goes on from there, and its way back is no alarm', async () => {
      const real = test.now
      test.now = 60_000
      test.log = test.logOn(test)
      valueOf(test.log.record(viewed()))
      pass(1000)
      valueOf(test.log.record(viewed()))
      test.now = real + 5000
      valueOf(test.log.record(viewed()))
      valueOf(test.log.watchClock())
      expect(setBacks()).toEqual([Math.ceil((real - 60_000) / 1000)])
      expect(await test.log.status()).toMatchObject({ count: 5, firstBad: null })
    })

    it('is not confused with one that runs apart by a second in a day, nor with a sleeping computer', () => {
      for (let day = 0; day < 5; day += 1) {
        pass(24 * HOUR)
        test.now -= 1000
        valueOf(test.log.watchClock())
      }
      test.now += 8 * HOUR
      valueOf(test.log.record(viewed()))
      expect(setBacks()).toEqual([])
    })
  })

  it('does not make an alarm of a clock that was corrected by half a second', async () => {
    test.fill(1)
    test.now -= 500
    expect(test.log.record(viewed())).toEqual(ok(undefined))
    expect(listAuditEventsAfter(test.store, 0, 10).map(({ type }) => type)).toEqual([
      'message.viewed',
      'message.viewed',
    ])
    expect(await test.log.status()).toMatchObject({ firstBad: null })
  })
})
