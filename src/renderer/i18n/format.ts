/**
 * Times, dates and sizes as the window writes them: 14:02, 3 March, 24-hour clock, in the time zone of this computer.
 * `now` is given so that "today" can be tested.
 */
const locale = 'en-GB'

const numbers = new Intl.NumberFormat(locale)
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
const shortDayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const fullDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000)
}

/** `14:02` */
export function formatTime(instant: string): string {
  return clock.format(new Date(instant))
}

/** `3 March`, with the year where it isn't this one. */
export function formatDate(instant: string, now = new Date()): string {
  const date = new Date(instant)
  return (date.getFullYear() === now.getFullYear() ? dayMonth : fullDate).format(date)
}

/** In a row of the list: `14:02` today, `Tue` within the week, `3 Mar`, `3 Mar 2025`. */
export function formatRowDate(instant: string, now = new Date()): string {
  const date = new Date(instant)
  const days = daysBetween(date, now)
  if (days === 0) return clock.format(date)
  if (days > 0 && days < 7) return weekday.format(date)
  return (date.getFullYear() === now.getFullYear() ? shortDayMonth : shortDate).format(date)
}

/** Over an open message: `Today 14:02`, `Tuesday 3 March, 14:02`. */
export function formatMoment(instant: string, now = new Date()): string {
  const date = new Date(instant)
  if (daysBetween(date, now) === 0) return `Today ${clock.format(date)}`
  if (daysBetween(date, now) === 1) return `Yesterday ${clock.format(date)}`
  const day = date.getFullYear() === now.getFullYear() ? longDay : fullDate
  return `${day.format(date)}, ${clock.format(date)}`
}

/** Of what is to come, within a sentence: `today 14:02`, `tomorrow 08:00`, `Tuesday 3 March, 08:00`. */
export function formatAhead(instant: string, now = new Date()): string {
  const days = daysBetween(now, new Date(instant))
  if (days === 0) return `today ${formatTime(instant)}`
  return days === 1 ? `tomorrow ${formatTime(instant)}` : formatMoment(instant, now)
}

/** Over a day's events: `Today`, `Yesterday`, `Tuesday 3 March`. */
export function formatDay(instant: string, now = new Date()): string {
  const date = new Date(instant)
  const days = daysBetween(date, now)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return (date.getFullYear() === now.getFullYear() ? longDay : fullDate).format(date)
}

/** `just now`, `2 minutes ago`, `3 hours ago`, then the date. */
export function formatAgo(instant: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return hours === 1 ? '1 hour ago' : `${hours} hours ago`
  return formatDate(instant, now)
}

/** `1,240` */
export function formatCount(count: number): string {
  return numbers.format(count)
}

/** `640 bytes`, `12 KB`, `3.4 MB`, in units of 1,000 as mail hosts count their limits. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  const megabytes = bytes / 1_000_000
  return `${megabytes < 10 ? megabytes.toFixed(1).replace(/\.0$/, '') : Math.round(megabytes)} MB`
}
