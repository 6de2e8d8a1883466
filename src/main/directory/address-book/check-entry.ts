import {
  contactDetailsSchema,
  contactKindSchema,
  readsMailOnSchema,
  type BookField,
  type EntryProblem,
} from '../../../shared/contract/index.ts'
import { isValidAddress } from '../../mime/index.ts'
import { readBookDate, type DayOrder } from './dates.ts'
import type { BookEntry, RawEntry, UnreadableEntry } from './entry.ts'

/**
 * Line breaks would become header lines of a message, the others hide or reorder what is shown: whoever made the file
 * meant no good, or it is damaged.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]/

const single = contactDetailsSchema.shape

/** What an entry says, or why it can't be taken. */
export function checkEntry(raw: RawEntry, order: DayOrder): BookEntry | UnreadableEntry {
  const { line, keys } = raw
  const problemAt = (problem: EntryProblem, value: string): UnreadableEntry => {
    return { line, problem, value: value.replace(/[\p{C}\p{Z}]+/gu, ' ').slice(0, 120) }
  }
  for (const { value } of raw.values) {
    if (unsafe.test(value)) return problemAt('unsafe-characters', value)
  }
  const all = (field: BookField): string[] => [
    ...new Set(
      raw.values.flatMap((one) => (one.field === field && one.value.trim() !== '' ? [one.value.trim()] : [])),
    ),
  ]
  const addresses = uniqueAddresses(all('address'))
  const [first] = addresses
  if (first === undefined) return problemAt('no-address', nameOf(all))
  const invalid = addresses.find((address) => !isValidAddress(address))
  if (invalid !== undefined) return problemAt('bad-address', invalid)

  const dates: Partial<Record<'birth-date' | 'agreed-on', string>> = {}
  for (const field of ['birth-date', 'agreed-on'] as const) {
    const [text] = all(field)
    const date = text === undefined ? null : readBookDate(text, order)
    if (date === undefined) return problemAt('bad-date', text ?? '')
    if (date !== null) dates[field] = date
  }
  const name = nameOf(all)
  const [recordNumber] = all('record-number')
  const kind = contactKindSchema.safeParse(all('kind')[0]?.toLowerCase())
  const readsMailOn = readsMailOnSchema.safeParse(all('reads-mail-on')[0]?.toLowerCase())
  const lists = { addresses, nicknames: all('nickname'), phones: all('phone') }
  for (const [key, values] of Object.entries(lists) as [keyof typeof lists, string[]][]) {
    const problem = listProblem(values, single[key])
    if (problem !== null) return problemAt(problem, values[0] ?? '')
  }
  if (name !== '' && !single.name.safeParse(name).success) return problemAt('too-long', name)
  if (recordNumber !== undefined && !single.recordNumber.safeParse(recordNumber).success)
    return problemAt('too-long', recordNumber)
  return {
    line,
    keys,
    isNamed: name !== '',
    details: {
      name: name === '' ? first : name,
      ...lists,
      ...(dates['birth-date'] === undefined ? {} : { birthDate: dates['birth-date'] }),
      ...(dates['agreed-on'] === undefined ? {} : { agreedToEmailOn: dates['agreed-on'] }),
      ...(recordNumber === undefined ? {} : { recordNumber }),
      ...(kind.success ? { kind: kind.data } : {}),
      ...(readsMailOn.success ? { readsMailOn: readsMailOn.data } : {}),
    },
  }
}

function listProblem(
  values: readonly string[],
  schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { path: PropertyKey[] }[] } } },
): EntryProblem | null {
  const parsed = schema.safeParse(values)
  if (parsed.success) return null
  const isOfOneValue = parsed.error?.issues.some(({ path }) => path.length > 0) === true
  return isOfOneValue ? 'too-long' : 'too-many-values'
}

function nameOf(all: (field: BookField) => string[]): string {
  const [whole] = all('name')
  return whole ?? [...all('first-name'), ...all('last-name')].join(' ')
}

function uniqueAddresses(addresses: readonly string[]): string[] {
  const bare = addresses.map((address) => address.replace(/^mailto:/i, ''))
  return bare.filter(
    (address, index) => bare.findIndex((one) => one.toLowerCase() === address.toLowerCase()) === index,
  )
}
