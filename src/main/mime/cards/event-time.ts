import type { EventTime } from '../../../shared/contract/index.ts'
import { displayText } from '../header-fields.ts'
import type { ContentLine } from './content-line.ts'
import { windowsZones } from './zones.data.ts'

const pattern = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z)?)?$/

/**
 * A DATE or DATE-TIME (RFC 5545 3.3.4, 3.3.5) with its TZID, or null where it is none. A zone counts by its name, IANA's
 * or Outlook's; the rules that a sender writes for a name aren't used, since they may say anything.
 * @param isEnd the end of whole days is the day after (RFC 5545 3.6.1): the last day is given
 */
export function readEventTime({ value, params }: ContentLine, isEnd: boolean): EventTime | null {
  const match = pattern.exec(value.trim())
  if (match === null) return null
  const [, year = '', month = '', dayOfMonth = '', hour, minute = '', isUtc] = match
  const day = `${year}-${month}-${dayOfMonth}`
  const wallMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(dayOfMonth),
    Number(hour ?? 0),
    Number(minute),
  )
  const written = new Date(wallMs).toISOString()
  if (hour === undefined) {
    const lastDay = isEnd ? new Date(wallMs - 86_400_000).toISOString() : written
    return written.startsWith(day) ? { at: null, wall: lastDay.slice(0, 10), zone: null } : null
  }
  // 31 February and 25:00 run over into the next month or day.
  if (!written.startsWith(day) || Number(minute) > 59) return null
  const zone = isUtc === undefined ? (params.get('TZID') ?? null) : 'UTC'
  const wall = written.slice(0, 16)
  const at = zone === null ? null : instantIn(wallMs, zone)
  return { at, wall, zone: zone === null ? null : displayText(zone.slice(0, 80)) }
}

/** The instant at which clocks of the zone show this time; null where the zone is unknown. */
function instantIn(wallMs: number, zone: string): string | null {
  const name =
    windowsZones.get(zone.trim().toLowerCase()) ?? zone.trim().replace(/^\/+(?:[^/]+\.[^/]+\/[^/]+\/)?/, '')
  const clock = clockOf(name)
  if (clock === null) return null
  // Twice: the offset at the first guess may be that of before or after a change of the clocks.
  const guess = wallMs - (shown(clock, wallMs) - wallMs)
  const off = shown(clock, guess) - wallMs
  return new Date(guess - off).toISOString()
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z][\w+/-]{1,60}$/.test(timeZone)) return null
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
      hourCycle: 'h23',
    })
  } catch {
    return null
  }
}

/** What the clock shows at an instant, as if it were UTC. */
function shown(clock: Intl.DateTimeFormat, instantMs: number): number {
  const parts = new Map(clock.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
}
