import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createBackupSchedule } from './backup-schedule.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

it('waits at its end for a backup that takes longer than the time between two looks', async () => {
  const ended: string[] = []
  const backup = Promise.withResolvers<undefined>()
  const makeDue = vi.fn(() => backup.promise)
  const schedule = createBackupSchedule({ makeDue, cancel: () => undefined })
  schedule.start()
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(makeDue).toHaveBeenCalledTimes(1)
  const stopped = schedule.stop().then(() => ended.push('schedule'))
  await vi.advanceTimersByTimeAsync(0)
  ended.push('backup')
  backup.resolve(undefined)
  await stopped
  expect(ended).toEqual(['backup', 'schedule'])
})

it('looks again once a backup has ended (the control)', async () => {
  const makeDue = vi.fn(() => Promise.resolve())
  const schedule = createBackupSchedule({ makeDue, cancel: () => undefined })
  schedule.start()
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(makeDue).toHaveBeenCalledTimes(5)
  await schedule.stop()
})
