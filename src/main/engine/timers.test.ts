import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Queue } from '../outbound/index.ts'
import { createIdleTimer } from './idle-timer.ts'
import { createQueueRunner, type QueueRunner } from './queue-runner.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('automatic logoff', () => {
  it('comes after the time, counted from the last touch, once', async () => {
    const onIdle = vi.fn()
    const timer = createIdleTimer(onIdle)
    timer.start(15)
    await vi.advanceTimersByTimeAsync(14 * 60_000)
    timer.start(15)
    await vi.advanceTimersByTimeAsync(14 * 60_000)
    expect(onIdle).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(onIdle).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(60 * 60_000)
    expect(onIdle).toHaveBeenCalledTimes(1)
  })

  it('does not come once stopped', async () => {
    const onIdle = vi.fn()
    const timer = createIdleTimer(onIdle)
    timer.start(1)
    timer.stop()
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(onIdle).not.toHaveBeenCalled()
  })
})

describe('what wakes the queue', () => {
  let dueAt: number | null
  let outcome: Result<void>
  let runs: number[]
  let recoveries: number
  let runner: QueueRunner

  beforeEach(() => {
    dueAt = null
    outcome = ok(undefined)
    runs = []
    recoveries = 0
    const queue: Pick<Queue, 'recover' | 'runDue' | 'nextDueAt'> = {
      recover: () => {
        recoveries += 1
        return ok(undefined)
      },
      runDue: () => {
        runs.push(Date.now())
        if (outcome.ok) {
          dueAt = null
        }
        return Promise.resolve(outcome)
      },
      nextDueAt: () => (dueAt === null ? null : new Date(dueAt)),
    }
    runner = createQueueRunner(queue, () => new Date())
  })

  it('is the start, once what was interrupted is sorted out', async () => {
    runner.start()
    await vi.advanceTimersByTimeAsync(0)
    expect([recoveries, runs]).toEqual([1, [0]])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect([recoveries, runs]).toEqual([1, [0]])
  })

  it('is the end of a hold, also of one that came later and ends earlier', async () => {
    runner.start()
    await vi.advanceTimersByTimeAsync(0)
    dueAt = 60_000
    runner.wake()
    await vi.advanceTimersByTimeAsync(1_000)
    dueAt = 10_000
    runner.wake()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(runs).toEqual([0, 10_000])
  })

  it('is not a disk that stays full: it asks again only now and then', async () => {
    runner.start()
    await vi.advanceTimersByTimeAsync(0)
    outcome = fail('store/disk-full')
    dueAt = 1_000
    runner.wake()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(runs.length).toBeLessThan(7)
    expect(runs.length).toBeGreaterThan(3)
    outcome = ok(undefined)
    await vi.advanceTimersByTimeAsync(60_000)
    const count = runs.length
    await vi.advanceTimersByTimeAsync(600_000)
    expect(runs.length).toBe(count)
  })

  it('is nothing after the stop', async () => {
    runner.start()
    await vi.advanceTimersByTimeAsync(0)
    dueAt = 5_000
    runner.wake()
    await runner.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(runs).toEqual([0])
  })

  it('waits for what is due in months without being woken each moment', async () => {
    dueAt = 40 * 24 * 3_600_000
    runner.start()
    await vi.advanceTimersByTimeAsync(0)
    dueAt = 40 * 24 * 3_600_000
    runner.wake()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(runs.length).toBeLessThanOrEqual(2)
  })
})
