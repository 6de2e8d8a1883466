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

export function isTextOperator(operator: string): operator is TextOperator {
  return Object.hasOwn(columnsOf, operator)
}

/**
 * An FTS5 expression. What was typed goes in as a quoted string: FTS5's own syntax can't be reached from the field.
 *
 * @returns null where there is no word in it
 */
export function matchOf({ words, isPrefix }: SearchTerm, operator: TextOperator | null): string | null {
  if (!/[\p{L}\p{N}\p{Co}]/u.test(words)) return null
  const expression = `${quoted(words)}${isPrefix ? ' *' : ''}`
  return operator === null ? expression : `${columnsOf[operator]} : ${expression}`
}

/** An FTS5 expression for mail from or to one of these addresses; null for none. */
export function matchOfAddresses(addresses: readonly string[]): string | null {
  return addresses.length === 0
    ? null
    : `addresses : (${addresses.map((address) => quoted(addressToken(address))).join(' OR ')})`
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', ' ').replaceAll('\0', ' ').toWellFormed()}"`
}
