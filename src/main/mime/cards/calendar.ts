import type { Card, EventTime } from '../../../shared/contract/index.ts'
import type { Address } from '../addresses.ts'
import { displayText } from '../header-fields.ts'
import { limits } from '../limits.ts'
import { readContentLines, unescaped, type ContentLine } from './content-line.ts'
import { readEventTime } from './event-time.ts'

type EventCard = Extract<Card, { kind: 'event' }>

const methods: ReadonlySet<string> = new Set(['publish', 'request', 'reply', 'cancel', 'counter'])

/**
 * The first event or task of an iCalendar object (RFC 5545) as a card, or null where there is none. Nothing is
 * answered, entered or fetched: alarms, attachments and addresses of pictures aren't even read.
 * @param method the `method` parameter of the part, which counts where the object names none (RFC 6047 2.4)
 */
export function readCalendar(text: string, method: string | null): EventCard | null {
  const open: string[] = []
  const own: ContentLine[] = []
  let events = 0
  let stated = method
  for (const line of readContentLines(text)) {
    const { name, value } = line
    if (name === 'BEGIN') {
      open.push(value.trim().toUpperCase())
      if (isEvent(open)) events += 1
    } else if (name === 'END') open.pop()
    else if (name === 'METHOD' && open.length <= 1) stated = value.trim()
    else if (isEvent(open) && events === 1) own.push(line)
  }
  return events === 0 ? null : cardOf(own, (stated ?? 'publish').toLowerCase(), events - 1)
}

/** Not what stands inside it, such as an alarm with a description of its own. */
function isEvent(open: readonly string[]): boolean {
  const last = open.at(-1)
  return open.length === 2 && open[0] === 'VCALENDAR' && (last === 'VEVENT' || last === 'VTODO')
}

function cardOf(lines: readonly ContentLine[], method: string, others: number): EventCard {
  const first = (...names: string[]): ContentLine | undefined =>
    lines.find(({ name }) => names.includes(name))
  const text = (name: string): string =>
    displayText(unescaped(first(name)?.value ?? '').slice(0, limits.maxCardTextChars))
  const start = timeOf(first('DTSTART'), false)
  const end = timeOf(first('DTEND', 'DUE'), true)
  const organizer = first('ORGANIZER')
  const isCancelled = first('STATUS')?.value.trim().toUpperCase() === 'CANCELLED'
  const known = methods.has(method) ? (method as EventCard['method']) : 'other'
  return {
    kind: 'event',
    method: isCancelled ? 'cancel' : known,
    title: text('SUMMARY'),
    start,
    // Some programs end a whole day on the day itself.
    end: start !== null && end !== null && end.wall < start.wall && end.zone === start.zone ? null : end,
    place: text('LOCATION'),
    organizer: organizer === undefined ? null : calendarUser(organizer),
    attendees: lines
      .filter(({ name }) => name === 'ATTENDEE')
      .slice(0, limits.maxCardPeople)
      .map(calendarUser),
    isRecurring: first('RRULE', 'RDATE') !== undefined,
    others,
  }
}

function timeOf(line: ContentLine | undefined, isEnd: boolean): EventTime | null {
  return line === undefined ? null : readEventTime(line, isEnd)
}

/** CAL-ADDRESS (RFC 5545 3.3.3): a URI, of which only `mailto:` names an address. */
function calendarUser({ params, value }: ContentLine): Address {
  const address = /^mailto:(.*)$/i.exec(value.trim())?.[1] ?? ''
  return {
    name: displayText((params.get('CN') ?? '').slice(0, limits.maxCardTextChars)),
    address: displayText(address.slice(0, limits.maxCardTextChars)).replaceAll(' ', ''),
  }
}
