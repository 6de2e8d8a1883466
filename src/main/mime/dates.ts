const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Obsolete zone names, minutes east of UTC (RFC 5322 4.3). Any other name counts as +0000. */
const zoneMinutes: ReadonlyMap<string, number> = new Map([
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
])

const pattern =
  /^(?:[a-z]{3,9}\s*,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]{0,6}[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{4})|\s+([a-z]{1,5}))?(?:\s|$)/i

/**
 * An RFC 5322 date-time (obsolete forms included) as ISO 8601 in UTC, or null where it isn't one: a date is
 * never guessed, since Date.parse accepts a different set on each engine.
 */
export function parseDate(text: string): string | null {
  const match = pattern.exec(withoutComments(text.slice(0, 200)).trim())
  if (match === null) return null
  const [, day = '', monthName = '', yearText = '', hour = '', minute = '', second = '0', offset, zone] =
    match
  const month = months.indexOf(monthName.toLowerCase())
  const year = fullYear(yearText)
  if (month < 0 || !isWithin(Number(day), 1, daysIn(year, month))) return null
  // A leap second (RFC 5322 3.3) is taken as the second before.
  if (!isWithin(Number(hour), 0, 23) || !isWithin(Number(minute), 0, 59) || !isWithin(Number(second), 0, 60))
    return null
  const offsetMinutes =
    offset === undefined ? (zoneMinutes.get((zone ?? '').toUpperCase()) ?? 0) : numericZone(offset)
  if (offsetMinutes === null) return null
  const utc = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Math.min(Number(second), 59))
  return new Date(utc - offsetMinutes * 60_000).toISOString()
}

/** Two- and three-digit years (RFC 5322 4.3). */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length >= 4) return year
  return text.length === 2 && year < 50 ? 2000 + year : 1900 + year
}

function numericZone(text: string): number | null {
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3, 5))
  if (minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}

function withoutComments(text: string): string {
  let depth = 0
  let out = ''
  for (const character of text) {
    if (character === '(') depth += 1
    else if (character === ')' && depth > 0) depth -= 1
    else if (depth === 0) out += character
  }
  return out
}
