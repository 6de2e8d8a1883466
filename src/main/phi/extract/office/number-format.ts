/** How a workbook shows a number, as far as it can make an identifier: dates, times, and numbers with separators. */
export type NumberFormat = (value: number) => string

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** Formats that are known by number alone (ECMA-376 part 1, 18.8.30), as American programs show them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  45: 'mm:ss',
  47: 'mm:ss',
}

const DAY_MS = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999, the last day of a workbook. */
const LAST_DAY = 2_958_465

const isDateCode = (code: string): boolean =>
  /[ymdh]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/general/gi, ''))

const pad = (value: number): string => String(value).padStart(2, '0')

/** @returns how numbers under this format are shown; undefined for the plain number */
export function numberFormat(
  id: number,
  code: string | undefined,
  is1904: boolean,
): NumberFormat | undefined {
  const full = code ?? BUILT_IN[id]
  if (full === undefined) return undefined
  // Only the section for positive numbers matters; identifiers are never negative.
  const sections = full.slice(0, 255).split(';')
  const section = sections[0] ?? ''
  if (isDateCode(section)) return (value) => dateAs(section, value, is1904)
  const threshold = /^\[<=(\d{1,15})\]/.exec(section)?.[1]
  return threshold === undefined
    ? separated(section)
    : (value) => (separated(value <= Number(threshold) ? section : (sections[1] ?? '')) ?? String)(value)
}

function dateAs(code: string, value: number, is1904: boolean): string {
  if (!(value >= 0 && value <= LAST_DAY)) return String(value)
  const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(value * DAY_MS))
  const isTwelve = /am\/pm|a\/p/i.test(code)
  let lastWasHour = false
  const text = code.replace(
    /"([^"]*)"|\\(.)|\[[^\]]*\]|am\/pm|a\/p|y+|m+|d+|h+|s+|_.|\*.|;@/gi,
    (token: string, quoted: string | undefined, escaped: string | undefined, at: number) => {
      if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? ''
      const kind = token.charAt(0).toLowerCase()
      const isMinute = kind === 'm' && (lastWasHour || /^[:.]s/i.test(code.slice(at + token.length)))
      if (/[ymdhs]/.test(kind)) lastWasHour = kind === 'h'
      return dateToken(kind, token.length, date, isMinute, isTwelve)
    },
  )
  return text.trim()
}

function dateToken(kind: string, length: number, date: Date, isMinute: boolean, isTwelve: boolean): string {
  const sized = (value: number): string => (length > 1 ? pad(value) : String(value))
  switch (kind) {
    case 'y':
      return length > 2 ? String(date.getUTCFullYear()) : pad(date.getUTCFullYear() % 100)
    case 'm': {
      if (isMinute) return sized(date.getUTCMinutes())
      const name = MONTHS[date.getUTCMonth()] ?? ''
      return length > 2 ? (length === 3 ? name.slice(0, 3) : name) : sized(date.getUTCMonth() + 1)
    }
    case 'd': {
      const name = DAYS[date.getUTCDay()] ?? ''
      return length > 2 ? (length === 3 ? name.slice(0, 3) : name) : sized(date.getUTCDate())
    }
    case 'h':
      return sized(isTwelve ? date.getUTCHours() % 12 || 12 : date.getUTCHours())
    case 's':
      return sized(date.getUTCSeconds())
    case 'a':
      return date.getUTCHours() < 12 ? 'AM' : 'PM'
    default:
      return ''
  }
}

/** Formats such as `000-00-0000` and `(###) ###-####`: digits filled in from the right. */
function separated(code: string): NumberFormat | undefined {
  const plain = code.replace(/\[[^\]]*\]|_.|\*./g, '').replace(/\\(.)|"([^"]*)"/g, '$1$2')
  const places = plain.replace(/[^0#]/g, '').length
  const isFilled = /[0#][-() ./]+[0#]|^0{2,}$/.test(plain) && !/[#0]\.[#0]|[%Ee?@]|#,##/.test(plain)
  if (!isFilled) return undefined
  return (value) => {
    if (!Number.isInteger(value) || value < 0) return String(value)
    const digits = String(value).padStart(places, '0')
    if (digits.length > places) return String(value)
    let next = 0
    return plain.replace(/[0#]/g, () => digits.charAt(next++))
  }
}
