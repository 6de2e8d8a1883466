import type { BackupState } from '../../../shared/contract/index.ts'
import type { ErrorCode } from '../../../shared/errors/index.ts'
import type { BackupNotes } from './notes.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A backup a day. */
const everyMs = dayMs
/** A drive that comes back, or mail that has come, is worth another look soon; anything else is not. */
const soonMs = 5 * minuteMs
const laterMs = 60 * minuteMs
const soonCodes: readonly ErrorCode[] = ['backup/folder-missing', 'backup/busy']

const oldBackupMs = 7 * dayMs
/** Three months. */
const oldDrillMs = 91 * dayMs

/**
 * When the next backup is due by itself, in milliseconds since 1970; null: no folder was chosen. Of a time that is yet to
 * come nothing is known but that the clock was ahead then: it puts nothing off.
 */
export function nextBackupAt({ place, newest, failure }: BackupNotes, now: number): number | null {
  if (place === null) return null
  const regular = newest === null || newest.madeAt > now ? 0 : newest.madeAt + everyMs
  if (failure === null || failure.at > now) return regular
  return Math.max(regular, failure.at + (soonCodes.includes(failure.code) ? soonMs : laterMs))
}

/** What a person should be reminded of, calmly. */
export function remindersOf({ place, newest, drill }: BackupNotes, now: number): BackupState['reminders'] {
  if (place === null) return ['no-place']
  const reminders: BackupState['reminders'] = []
  if (newest === null || isOlder(newest.madeAt, oldBackupMs, now)) reminders.push('backup-old')
  if (newest !== null && (drill === null || isOlder(drill.at, oldDrillMs, now))) reminders.push('drill-old')
  return reminders
}

/** Also a time that is yet to come. */
function isOlder(at: number, ageMs: number, now: number): boolean {
  return at > now || now - at > ageMs
}
