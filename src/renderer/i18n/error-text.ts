import type { Failure } from '../../shared/result.ts'
import { errors, errorWords, type ErrorText } from './en/errors/index.ts'
import { formatDate, formatSize } from './format.ts'

function wordsOf(
  detail: Failure['detail'],
  now: Date,
): Record<Exclude<keyof typeof errorWords, 'firstShare' | 'secondShare'>, string> {
  const text = (key: string) => {
    const value = detail?.[key]
    return value === undefined ? undefined : String(value)
  }
  const size = (key: string) => {
    const value = detail?.[key]
    return typeof value === 'number' ? formatSize(value) : undefined
  }
  const dates = [detail?.['validTo'], ...Object.values(detail ?? {})]
  const date = dates.find((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value))
  /** A day without an hour is the same day in every time zone. */
  const instant = typeof date === 'string' && !date.includes('T') ? `${date}T12:00:00` : date
  return {
    host: text('host') ?? errorWords.host,
    date: typeof instant === 'string' ? formatDate(instant, now) : errorWords.date,
    size: size('sizeBytes') ?? errorWords.size,
    limit: size('limitBytes') ?? errorWords.limit,
    name: text('name') ?? text('fileName') ?? errorWords.name,
    delimiter: text('delimiter') ?? errorWords.delimiter,
    address: text('address') ?? errorWords.address,
    needed: size('neededBytes') ?? errorWords.needed,
    file: text('file') ?? errorWords.file,
    share: shareOf(detail?.['share']),
    number: text('number') ?? errorWords.number,
    current: text('current') ?? errorWords.current,
    algorithm: text('algorithm')?.replace(/^rsa (\d+)$/, 'an RSA key of $1 bits') ?? errorWords.algorithm,
  }
}

/** Which of the two that are typed. */
function shareOf(share: unknown): string {
  if (share === 1) return errorWords.firstShare
  return share === 2 ? errorWords.secondShare : errorWords.share
}

function fill(template: string, words: Readonly<Record<string, string>>): string {
  const filled = template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, key: string) => words[key] ?? '')
  // "Your mail host" begins some sentences and stands inside others.
  return filled.replaceAll(/(?<=[a-z;,] )Your mail host/g, 'your mail host')
}

/** What happened, what is safe and what to do next, in the words for the failure's code. */
export function errorText(failure: Failure, now = new Date()): ErrorText {
  const text = errors[failure.code]
  const words = wordsOf(failure.detail, now)
  return {
    happened: fill(text.happened, words),
    safe: fill(text.safe, words),
    next: fill(text.next, words),
  }
}

export function errorSentence(failure: Failure, now = new Date()): string {
  const text = errorText(failure, now)
  return [text.happened, text.safe, text.next].filter((part) => part !== '').join(' ')
}
