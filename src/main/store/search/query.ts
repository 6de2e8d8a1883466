import type { MailboxId } from '../../../shared/ids.ts'
import { localMidnight, parseDate, type LocalMidnight } from './date-value.ts'
import { isTextOperator, matchOf, type SearchTerm, type TextOperator } from './match.ts'
import { tokenize, type Token } from './tokens.ts'

/**
 * What was typed that can't mean what it looks like; the rest is searched for. `word` is what was typed: an operator
 * that isn't one, a value that its operator doesn't know, a name that nobody and no mailbox has.
 */
export type SearchHint = {
  readonly kind: 'unknown-operator' | 'unknown-value' | 'not-a-date' | 'no-such-mailbox' | 'no-such-patient'
  readonly word: string
}

/** A name to be looked up: of a mailbox, of a patient. */
export type NamedFilter = { readonly name: string; readonly isExcluded: boolean }

/** What a person typed into the search field, taken apart. */
export type SearchQuery = {
  /** FTS5 expressions that must all hold, and of which none may. */
  readonly matches: readonly string[]
  readonly exclusions: readonly string[]
  /** What was looked for in the text, for snippets and their marks. */
  readonly terms: readonly SearchTerm[]
  /** Null: either way. */
  readonly isUnread: boolean | null
  readonly isFlagged: boolean | null
  readonly hasAttachment: boolean | null
  /** The only mailbox to look in, whatever was typed; null: all. */
  readonly within: MailboxId | null
  /** By role or name: one of those that aren't excluded, none of the others. */
  readonly mailboxes: readonly NamedFilter[]
  readonly patients: readonly NamedFilter[]
  /** Exclusive end and inclusive start, ms since 1970. */
  readonly before: number | null
  readonly after: number | null
  readonly hints: readonly SearchHint[]
}

type Building = { -readonly [Key in keyof SearchQuery]: SearchQuery[Key] } & {
  readonly matches: string[]
  readonly exclusions: string[]
  readonly terms: SearchTerm[]
  readonly mailboxes: NamedFilter[]
  readonly patients: NamedFilter[]
  readonly hints: SearchHint[]
}

type Filter = (building: Building, token: Token, midnight: LocalMidnight) => void

const termsMax = 32

/** Operators that are no text. A value that one doesn't know is told, and asks for nothing. */
const filters: Readonly<Record<string, Filter>> = {
  has: (building, { value, isNegated }) => {
    if (/^attachments?$/i.test(value)) building.hasAttachment = !isNegated
    else building.hints.push({ kind: 'unknown-value', word: `has:${value}` })
  },
  is: (building, { value, isNegated }) => {
    const state = value.toLowerCase()
    if (state === 'unread') building.isUnread = !isNegated
    else if (state === 'read') building.isUnread = isNegated
    else if (state === 'flagged') building.isFlagged = !isNegated
    else building.hints.push({ kind: 'unknown-value', word: `is:${value}` })
  },
  in: (building, { value, isNegated }) => {
    building.mailboxes.push({ name: value, isExcluded: isNegated })
  },
  patient: (building, { value, isNegated }) => {
    building.patients.push({ name: value, isExcluded: isNegated })
  },
  before: (building, token, midnight) => {
    const date = readDate(building, token, midnight)
    if (date === null) return
    if (token.isNegated) building.after = Math.max(date, building.after ?? date)
    else building.before = Math.min(date, building.before ?? date)
  },
  after: (building, token, midnight) => {
    const date = readDate(building, token, midnight)
    if (date === null) return
    if (token.isNegated) building.before = Math.min(date, building.before ?? date)
    else building.after = Math.max(date, building.after ?? date)
  },
}

/**
 * Reads `from: to: cc: subject: filename: patient: has:attachment is:unread is:read is:flagged in: before: after:`,
 * "phrases", words, `begin*`, `-not` and `this OR that`. The last word counts as the beginning of a word, because
 * results appear while it is typed. What isn't understood is searched for as text, with a hint.
 *
 * @param midnight tells where a day begins, in the person's time zone
 */
export function parseQuery(query: string, midnight: LocalMidnight = localMidnight): SearchQuery {
  const building: Building = {
    matches: [],
    exclusions: [],
    terms: [],
    isUnread: null,
    isFlagged: null,
    hasAttachment: null,
    within: null,
    mailboxes: [],
    patients: [],
    before: null,
    after: null,
    hints: [],
  }
  let isAlternative = false
  let previousWasText = false
  for (const token of tokenize(query)) {
    const { operator, value } = token
    if (isStillTyped(token)) continue
    if (operator === null && value === 'OR' && !token.isPhrase && previousWasText) {
      isAlternative = true
      continue
    }
    const filter = operator === null ? undefined : filterOf(operator)
    if (filter === undefined) {
      const isText = addText(building, token, isAlternative)
      previousWasText = isText && !token.isNegated
    } else {
      filter(building, token, midnight)
      previousWasText = false
    }
    isAlternative = false
  }
  return building
}

function filterOf(operator: string): Filter | undefined {
  return Object.hasOwn(filters, operator) ? filters[operator] : undefined
}

/** `from:` and `in:""` ask for nothing yet. */
function isStillTyped({ operator, value, isPhrase }: Token): boolean {
  const typed =
    operator === null && !isPhrase && value.endsWith(':') ? value.slice(0, -1).toLowerCase() : operator
  const isEmpty = operator === null || value === ''
  return typed !== null && isEmpty && (isTextOperator(typed) || filterOf(typed) !== undefined)
}

/** @returns whether there was a word in it */
function addText(building: Building, token: Token, isAlternative: boolean): boolean {
  const { operator, value, isNegated } = token
  const column: TextOperator | null = operator !== null && isTextOperator(operator) ? operator : null
  const words = operator === null || column !== null ? value : `${operator} ${value}`
  // `Re:` and addresses of pages are no operators that somebody got wrong.
  if (operator !== null && column === null && value !== '' && !value.startsWith('/')) {
    building.hints.push({ kind: 'unknown-operator', word: `${operator}:` })
  }
  const term = { words, isPrefix: isPrefix(token) }
  const match = matchOf(term, column)
  if (match === null || building.matches.length + building.exclusions.length >= termsMax) return false
  if (isNegated) {
    building.exclusions.push(match)
    return true
  }
  const last = isAlternative ? building.matches.pop() : undefined
  building.matches.push(last === undefined ? match : `(${last} OR ${match})`)
  building.terms.push(term)
  return true
}

/** One letter begins too many words to be looked up while it is typed, and what is excluded must not grow meanwhile. */
function isPrefix({ value, isPhrase, isLast, isNegated }: Token): boolean {
  if (isPhrase || value.length < 2) return false
  return value.endsWith('*') ? value.length > 2 : isLast && !isNegated
}

function readDate(building: Building, { operator, value }: Token, midnight: LocalMidnight): number | null {
  const date = parseDate(value, midnight)
  if (date === null) building.hints.push({ kind: 'not-a-date', word: `${operator ?? ''}:${value}` })
  return date
}
