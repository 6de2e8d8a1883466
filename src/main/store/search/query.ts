/** What a person typed into the search field, taken apart. */
export type SearchQuery = {
  /** FTS5 expression, or null when only filters were given. */
  readonly match: string | null
  /** Bare words and phrases, for snippets. */
  readonly terms: readonly string[]
  readonly hasAttachment: boolean
  readonly isUnread: boolean
  readonly isFlagged: boolean
  /** Role or name of a mailbox. */
  readonly inMailbox: string | null
  /** Exclusive end and inclusive start, ms since 1970. */
  readonly before: number | null
  readonly after: number | null
}

type Token = { readonly operator: string | null; readonly value: string; readonly isPhrase: boolean }

const textOperators: Readonly<Record<string, string>> = {
  from: 'sender',
  to: 'recipients',
  subject: 'subject',
}
const termsMax = 32

/**
 * Reads `from: to: subject: has:attachment is:unread is:flagged in: before: after:`, "phrases" and words. The
 * last word counts as the beginning of a word, because results appear while it is typed. An operator that isn't
 * known, or a date that isn't one, is searched for as text.
 *
 * @param localMidnight gives the start of a calendar day in the person's time zone, ms since 1970
 */
export function parseQuery(
  query: string,
  localMidnight: (year: number, month: number, day: number) => number = midnight,
): SearchQuery {
  const tokens = tokenize(query)
  const matches: string[] = []
  const terms: string[] = []
  const filters = { hasAttachment: false, isUnread: false, isFlagged: false }
  let inMailbox: string | null = null
  let before: number | null = null
  let after: number | null = null
  tokens.forEach((token, index) => {
    const { operator, value } = token
    const date = operator === 'before' || operator === 'after' ? parseDate(value, localMidnight) : null
    if (operator === 'has' && value === 'attachment') filters.hasAttachment = true
    else if (operator === 'is' && value === 'unread') filters.isUnread = true
    else if (operator === 'is' && value === 'flagged') filters.isFlagged = true
    else if (operator === 'in' && value !== '') inMailbox = value
    else if (operator === 'before' && date !== null) before = date
    else if (operator === 'after' && date !== null) after = date
    else if (matches.length < termsMax) {
      const column = operator === null ? undefined : textOperators[operator]
      const words = operator === null || column !== undefined ? value : `${operator} ${value}`
      const isPrefix = index === tokens.length - 1 && !token.isPhrase && !query.endsWith(' ')
      const match = matchOf(words, column, isPrefix)
      if (match === null) return
      matches.push(match)
      if (column === undefined || column === 'subject') terms.push(words)
    }
  })
  return {
    match: matches.length === 0 ? null : matches.join(' AND '),
    terms,
    ...filters,
    inMailbox,
    before,
    after,
  }
}

/** Everything goes in as a quoted string: FTS5's own syntax can't be reached from the search field. */
function matchOf(words: string, column: string | undefined, isPrefix: boolean): string | null {
  if (!/[\p{L}\p{N}\p{Co}]/u.test(words)) return null
  // One letter begins too many words to be looked up while it is typed.
  const asPrefix = isPrefix && words.length > 1
  const quoted = `"${words.replaceAll('"', ' ').replaceAll('\0', ' ').toWellFormed()}"${asPrefix ? ' *' : ''}`
  return column === undefined ? quoted : `${column} : ${quoted}`
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  for (const [, operator, phrase, word] of query.matchAll(/(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
    const value = phrase ?? word ?? ''
    tokens.push({
      operator: operator?.toLowerCase() ?? null,
      value:
        phrase === undefined && operator !== undefined && !(operator.toLowerCase() in textOperators)
          ? value.toLowerCase()
          : value,
      isPhrase: phrase !== undefined,
    })
  }
  return tokens
}

/** `2026-11-21`, `2026-11` or `2026`. */
function parseDate(
  value: string,
  localMidnight: (year: number, month: number, day: number) => number,
): number | null {
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (parts === null) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  return localMidnight(year, month, day)
}

function midnight(year: number, month: number, day: number): number {
  return new Date(year, month - 1, day).getTime()
}
