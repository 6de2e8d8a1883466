import type { ContactDetails, TypedProblem, TypedStrength } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { normalisePassphrase } from '../sealing/index.ts'
import type { StrengthMeter } from '../vault/index.ts'

/** Least strength in bits of words that the practice thought of. */
export const leastTypedBits = 60

/** What everybody who knows the person knows too. */
export type PersonalDetails = Pick<ContactDetails, 'name' | 'birthDate' | 'recordNumber'> &
  Readonly<Record<'nicknames' | 'phones' | 'addresses', readonly string[]>>

export type PersonalProblem = Exclude<TypedProblem, 'taken'>

/**
 * Judges a passphrase as it will count: without the difference of capital and small letters, and of what separates
 * words.
 *
 * @param others passphrases agreed with other people: who knows one of two equal ones opens the other's mail
 */
export function judgeTyped(
  passphrase: string,
  person: PersonalDetails,
  others: readonly string[],
  meter: StrengthMeter,
): TypedStrength {
  const counted = normalisePassphrase(passphrase)
  const isTaken = counted !== '' && others.some((other) => normalisePassphrase(other) === counted)
  return { ...meter(counted, leastTypedBits), problem: isTaken ? 'taken' : personalIn(passphrase, person) }
}

/**
 * @returns `seal/personal-passphrase` (detail `what`), `seal/passphrase-taken`, `seal/weak-passphrase` (details `bits`,
 *   `least`)
 */
export function checkTyped({ bits, isEnough, problem }: TypedStrength): Result<void> {
  if (problem !== null) {
    return problem === 'taken'
      ? fail('seal/passphrase-taken')
      : fail('seal/personal-passphrase', { what: problem })
  }
  return isEnough ? ok(undefined) : fail('seal/weak-passphrase', { bits, least: leastTypedBits })
}

/** The first of the person's own details that the passphrase contains or is built from; null where there is none. */
export function personalIn(passphrase: string, person: PersonalDetails): PersonalProblem | null {
  const text = folded(passphrase)
  const checks = [
    ['name', () => [person.name, ...person.nicknames].some((name) => hasName(text, name))],
    ['birth-date', () => person.birthDate !== null && hasDate(text, person.birthDate)],
    ['phone', () => person.phones.some((phone) => hasDigits(text, phone))],
    ['record-number', () => person.recordNumber !== null && hasNumber(text, person.recordNumber)],
    ['address', () => person.addresses.some((address) => hasName(text, address.replace(/[+@].*$/s, '')))],
  ] as const
  return checks.find(([, isIn]) => isIn())?.[0] ?? null
}

/** A text as names and numbers are looked for in it. */
type Folded = {
  /** Its words: letters and digits without accents, in small letters. */
  readonly words: readonly string[]
  /** All of them together, as read, and with the digits and signs that are written for letters read as letters. */
  readonly runs: readonly string[]
}

const letterFor: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function folded(passphrase: string): Folded {
  const plain = plainLetters(passphrase)
  const spelled = plain.replace(/[0134571@$!]/g, (sign) => letterFor[sign] ?? sign)
  return {
    words: [...wordsIn(plain), ...wordsIn(spelled)],
    runs: [wordsIn(plain).join(''), wordsIn(spelled).join('')],
  }
}

function plainLetters(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function wordsIn(plain: string): string[] {
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Latin letters of which a name must have this many to count inside other words: "Lee" stands in "sleep" too. */
const leastInside = 4

/** A part of the name forwards or backwards, or all of it written together. */
function hasName(text: Folded, name: string): boolean {
  const parts = wordsIn(plainLetters(name)).filter((part) => part.length > 1)
  return [...parts, parts.join('')].some((part) => {
    const backwards = [...part].reverse().join('')
    const countsInside = part.length >= leastInside || /^\P{Script=Latin}+$/u.test(part)
    return countsInside
      ? text.runs.some((run) => run.includes(part) || run.includes(backwards))
      : text.words.some((word) => word === part || word === backwards)
  })
}

const months = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
] as const

/** The year, the day and month, or the whole date, in digits of any order or with the month's name. */
function hasDate(text: Folded, birthDate: string): boolean {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const [m, d] = [String(Number(month)), String(Number(day))]
  const short = year.slice(2)
  const inDigits = [
    year,
    ...[month + day, day + month],
    ...[month + day + short, day + month + short, short + month + day],
    ...[m + d + short, d + m + short].filter(({ length }) => length >= 4),
  ]
  const [run = ''] = text.runs
  if (digitRuns(run).some((digits) => inDigits.some((form) => digits.includes(form)))) {
    return true
  }
  return (months[Number(month) - 1] ?? []).some((name) =>
    [name, name.slice(0, 3)].some((written) =>
      new RegExp(
        `(?<!\\d)0?${d}(st|nd|rd|th)?(of|de)?${written}|${written}0?${d}(st|nd|rd|th)?(?!\\d)`,
        'u',
      ).test(run),
    ),
  )
}

function digitRuns(run: string): string[] {
  return run.match(/\d{4,}/g) ?? []
}

/** Four successive digits of a number: as many as people take of one to remember. */
function hasDigits(text: Folded, number: string): boolean {
  const digits = number.replace(/\D/g, '')
  return digitRuns(text.runs[0] ?? '').some((run) =>
    Array.from({ length: run.length - 3 }, (_, at) => run.slice(at, at + 4)).some((part) =>
      digits.includes(part),
    ),
  )
}

/** A number that may have letters: all of it, or successive digits of it. */
function hasNumber(text: Folded, number: string): boolean {
  const written = wordsIn(plainLetters(number)).join('')
  const isIn =
    written.length >= leastInside
      ? text.runs.some((run) => run.includes(written))
      : text.words.includes(written)
  return isIn || hasDigits(text, number)
}
