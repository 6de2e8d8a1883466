import { addressToken } from './address-token.ts'

/** Words in a row, as a snippet shows them. */
export type SearchTerm = { readonly words: string; readonly isPrefix: boolean }

/** Operators that look into some columns of the index, and which. */
const columnsOf = {
  from: 'sender',
  to: '{recipients copied}',
  cc: 'copied',
  subject: 'subject',
  filename: 'attachment_names',
} as const

export type TextOperator = keyof typeof columnsOf

const peopleOperators: ReadonlySet<TextOperator> = new Set(['from', 'to', 'cc'])

export function isTextOperator(operator: string): operator is TextOperator {
  return Object.hasOwn(columnsOf, operator)
}

/** Somebody's whole address, as it is typed after `from:`. */
const wholeAddress = /^[^\s@"]+@[^\s@"]+$/

/**
 * An FTS5 expression; after an operator for people a whole address is looked for as the one word that it also is. What
 * was typed goes in as a quoted string: FTS5's own syntax can't be reached from the field.
 *
 * @returns null where there is no word in it
 */
export function matchOf({ words, isPrefix }: SearchTerm, operator: TextOperator | null): string | null {
  if (!/[\p{L}\p{N}\p{Co}]/u.test(words)) return null
  const isAddress = operator !== null && peopleOperators.has(operator) && wholeAddress.test(words)
  const expression = `${quoted(isAddress ? addressToken(words) : words)}${isPrefix ? ' *' : ''}`
  return operator === null ? expression : `${columnsOf[operator]} : ${expression}`
}

/** An FTS5 expression for mail from or to one of these addresses; null for none. */
export function matchOfAddresses(addresses: readonly string[]): string | null {
  return addresses.length === 0
    ? null
    : `{sender recipients copied} : (${addresses.map((address) => quoted(addressToken(address))).join(' OR ')})`
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', ' ').replaceAll('\0', ' ').toWellFormed()}"`
}
