import { formatDate } from '../../i18n/format.ts'

/** Days as a person writes them down, `YYYY-MM-DD`, without a time zone. */
const dayMs = 86_400_000

function utcOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** The day that it is at this computer. */
export function dayOf(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${String(date.getFullYear())}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

export function today(): string {
  return dayOf(new Date())
}

/** @param days how many to go on; across changes of the clock as well */
export function addDays(day: string, days: number): string {
  return new Date(utcOf(day) + days * dayMs).toISOString().slice(0, 10)
}

/** Days from `earlier` to `later`; negative where it is before. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((utcOf(later) - utcOf(earlier)) / dayMs)
}

/** `3 March`, with the year where it isn't this one. */
export function formatCalendarDay(day: string, now = new Date()): string {
  // Noon here: the day stays the same in every time zone.
  return formatDate(`${day}T12:00:00`, now)
}

/** What a date field holds, as the contract has it: empty is no day. */
export function dayOrNull(text: string): string | null {
  return text === '' ? null : text
}
