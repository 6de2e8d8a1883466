import { describe, expect, it } from 'vitest'
import { nextBackupAt, remindersOf } from './due.ts'
import { noNotes, type BackupNotes } from './notes.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const now = Date.UTC(2026, 10, 22, 12)

function notes(newestAt: number, change: Partial<BackupNotes> = {}): BackupNotes {
  const newest = { number: 1, sha256: 'a', madeAt: newestAt, storeBytes: 1, addedBytes: 1 }
  return { ...noNotes, place: '/drive', newest, drill: { at: now, passed: true, withKit: true }, ...change }
}
const failedAt = (at: number) => ({ failure: { code: 'backup/disk-full', at } as const })

describe('the next backup', () => {
  it.each<[string, BackupNotes, number | null]>([
    ['is none without a folder', noNotes, null],
    ['is a day after the last', notes(now - hourMs), now - hourMs + dayMs],
    ['waits an hour after a failure', notes(now - dayMs, failedAt(now - 1)), now - 1 + hourMs],
    ['is due when the last was made while the clock was ahead', notes(now + 400 * dayMs), 0],
    ['waits for no failure of a clock that was ahead', notes(now - dayMs, failedAt(now + dayMs)), now],
  ])('%s', (_what, remembered, expected) => {
    expect(nextBackupAt(remembered, now)).toBe(expected)
  })
})

describe('what is reminded of', () => {
  it.each<[string, BackupNotes, string[]]>([
    ['nothing, of fresh ones', notes(now - hourMs), []],
    ['a backup of last month', notes(now - 30 * dayMs), ['backup-old']],
    ['a backup of a clock that was ahead', notes(now + dayMs), ['backup-old']],
    [
      'a drill of a clock that was ahead',
      notes(now, { drill: { at: now + dayMs, passed: true, withKit: true } }),
      ['drill-old'],
    ],
  ])('%s', (_what, remembered, expected) => {
    expect(remindersOf(remembered, now)).toEqual(expected)
  })
})
