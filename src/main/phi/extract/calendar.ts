import type { FileToRead, Reading } from './reading.ts'
import { charsetOf, decodeText } from './text.ts'

/** What properties are called in results; others keep their own name. */
const LABELS: Readonly<Record<string, string>> = {
  FN: 'Name',
  N: 'Name',
  BDAY: 'Date of birth',
  TEL: 'Phone',
  ADR: 'Address',
  DTSTART: 'Start',
  DTEND: 'End',
  DUE: 'Due',
  ORGANIZER: 'Organizer',
  ATTENDEE: 'Attendee',
}

/** Stamps of the program: when the entry was made, its number, and the rules of time zones. */
const FURNITURE =
  /^(?:BEGIN|END|VERSION|PRODID|UID|DTSTAMP|CREATED|LAST-MODIFIED|REV|SEQUENCE|CALSCALE|METHOD|TZ.*|TRANSP|CLASS|RRULE|PHOTO)$/
const DATE = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?Z?)?$/

/**
 * Appointments (iCalendar, RFC 5545) and contacts (vCard, RFC 6350): folded lines joined, escapes undone, each
 * property a line with its label. Stamps of the program are left out.
 */
export function readCalendar({ id, bytes, contentType }: FileToRead, reading: Reading): void {
  const unfolded = decodeText(bytes, charsetOf(contentType)).replace(/\r?\n[ \t]|\r[ \t]/g, '')
  const lines: string[] = []
  let zone = 0
  for (const line of unfolded.split(/\r\n|\n|\r/)) {
    if (/^BEGIN:(?:VTIMEZONE|STANDARD|DAYLIGHT)/i.test(line)) zone++
    else if (/^END:(?:VTIMEZONE|STANDARD|DAYLIGHT)/i.test(line)) zone--
    else if (zone === 0) {
      const shown = shownLine(line)
      if (shown !== '') lines.push(shown)
    }
  }
  reading.text(id, lines.join('\n'))
}

/** `NAME;PARAM=x:value`; values of parameters may be quoted and hold colons. */
function shownLine(line: string): string {
  let quoted = false
  let colon = -1
  for (let i = 0; i < line.length && colon < 0; i++) {
    const character = line.charAt(i)
    if (character === '"') quoted = !quoted
    else if (character === ':' && !quoted) colon = i
  }
  if (colon < 0) return line
  const [head = '', ...parameters] = line.slice(0, colon).split(';')
  const name = head.slice(head.lastIndexOf('.') + 1).toUpperCase()
  if (FURNITURE.test(name)) return ''
  const commonName = parameters
    .find((parameter) => /^CN=/i.test(parameter))
    ?.slice(3)
    .replaceAll('"', '')
  const isQuotedPrintable = parameters.some((parameter) => /quoted-printable/i.test(parameter))
  const raw = line.slice(colon + 1)
  const value = shownValue(name, isQuotedPrintable ? fromQuotedPrintable(raw) : raw)
  return [`${LABELS[name] ?? titled(name)}:`, commonName ?? '', value]
    .filter((piece) => piece !== '')
    .join(' ')
}

function shownValue(name: string, value: string): string {
  const date = DATE.exec(value)
  if (date !== null) {
    const [, year = '', month = '', day = '', hour, minute] = date
    return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute ?? '00'}`}`
  }
  const plain = value
    .replace(/\\([nN,;\\])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped))
    .replace(/^mailto:/i, '')
  // A name is "family;given;…", an address "box;extension;street;city;…".
  if (name === 'N') return plain.split(';').slice(0, 2).reverse().join(' ').trim()
  return name === 'ADR' ? plain.split(';').filter(Boolean).join(', ') : plain
}

function titled(name: string): string {
  return name.charAt(0) + name.slice(1).toLowerCase().replaceAll('-', ' ')
}

/** Of vCard 2.1. */
function fromQuotedPrintable(value: string): string {
  const bytes: number[] = []
  for (let i = 0; i < value.length; i++) {
    const code = value.slice(i + 1, i + 3)
    if (value.charAt(i) === '=' && /^[0-9a-f]{2}$/i.test(code)) {
      bytes.push(Number.parseInt(code, 16))
      i += 2
    } else bytes.push(value.charCodeAt(i) & 0xff)
  }
  return decodeText(new Uint8Array(bytes))
}
