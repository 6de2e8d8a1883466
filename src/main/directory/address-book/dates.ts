/** What stands before the month: which of the two leading numbers of 3/4/1980 is the month. */
export type DayOrder = 'month-first' | 'day-first'

/**
 * A date of birth as address books write it: `1980-03-14`, `19800314`, `3/14/1980`, `14.3.1980`, `March 14, 1980`.
 * Null: it says nothing that can be used, as Outlook's `0/0/00` and vCard's `--0314` (RFC 6350, section 4.3.1: no
 * year). @returns `YYYY-MM-DD`, or undefined when it can't be read
 */
export function readBookDate(text: string, order: DayOrder): string | null | undefined {
  const trimmed = text.trim().replace(/(?:T\d{2}| \d{1,2}:\d{2}).*$/, '')
  if (trimmed === '' || /^[-\s]*--/.test(trimmed) || /^0{1,4}[-/.]0{1,2}[-/.]0{1,4}$/.test(trimmed)) {
    return null
  }
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(trimmed)
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3])
  const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(trimmed)
  if (numbers !== null) {
    const [, one, separator, other, year] = numbers
    // With full stops the day stands first wherever it is written so.
    const isDayFirst = order === 'day-first' || separator === '.'
    return isDayFirst ? dateOf(year, other, one) : dateOf(year, one, other)
  }
  const words = /^(?:(\p{L}{3,9})\.? (\d{1,2})|(\d{1,2})\.? (\p{L}{3,9})\.?),? (\d{4})$/u.exec(trimmed)
  if (words === null) return undefined
  const month = months.indexOf((words[1] ?? words[4] ?? '').slice(0, 3).toLowerCase()) + 1
  return dateOf(words[5], String(month), words[2] ?? words[3])
}

/** A first number above 12 anywhere in the column gives its order away. */
export function dayOrderOf(dates: Iterable<string>): DayOrder {
  for (const date of dates) {
    const first = /^\s*(\d{1,2})\/\d{1,2}\/\d{4}/.exec(date)?.[1]
    if (first !== undefined && Number(first) > 12) return 'day-first'
  }
  return 'month-first'
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined) {
  const text = [(year ?? '').padStart(4, '0'), (month ?? '').padStart(2, '0'), (day ?? '').padStart(2, '0')]
  const date = text.join('-')
  const time = Date.parse(`${date}T00:00:00Z`)
  // 31 February is none; Date.parse would take it for 3 March.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) && date >= '1850'
  return isReal ? date : undefined
}
