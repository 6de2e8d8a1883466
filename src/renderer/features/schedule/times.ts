/** Times in the time zone of this computer, which is the practice's. */

export type Preset = { readonly id: 'tomorrow' | 'monday' | 'tomorrowMonday'; readonly at: Date }

const presetHour = 8

/** Tomorrow and next Monday at eight; on Sundays they are the same. */
export function schedulePresets(now: Date): Preset[] {
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  const tomorrow = dayAt(now, 1)
  if (daysToMonday === 1) return [{ id: 'tomorrowMonday', at: tomorrow }]
  return [
    { id: 'tomorrow', at: tomorrow },
    { id: 'monday', at: dayAt(now, daysToMonday) },
  ]
}

function dayAt(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, presetHour)
}

/** What the date and time fields hold: `2026-11-23` and `08:00`. */
export function fieldsOf(at: Date): { readonly date: string; readonly time: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    date: `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  }
}

/** The moment that the fields name; null while they are incomplete, and for a day or hour that doesn't exist. */
export function momentOf(date: string, time: string): Date | null {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(`${date}T${time}`)
  if (read === null) return null
  const [year, month, day, hour, minute] = read.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const at = new Date(year, month - 1, day, hour, minute)
  const back = fieldsOf(at)
  return back.date === date && back.time === time ? at : null
}
