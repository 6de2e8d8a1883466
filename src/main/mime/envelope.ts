import type { Ambiguity } from '../../shared/ambiguities.ts'
import { type Address, parseAddressList } from './addresses.ts'
import { parseDate } from './dates.ts'
import { decodeEncodedWords } from './encoded-words.ts'
import { displayField, fieldsNamed, fieldText } from './header-fields.ts'
import { limits } from './limits.ts'
import type { MessagePart, MessageTree } from './tree.ts'

export type ListUnsubscribe = {
  /** mailto and https URIs in their order (RFC 2369). Never fetched by this program. */
  readonly uris: readonly string[]
  /** RFC 8058. */
  readonly isOneClick: boolean
}

export type Envelope = {
  /** Addresses of every From field together: more than one is always flagged. */
  readonly from: readonly Address[]
  readonly sender: Address | null
  readonly replyTo: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly bcc: readonly Address[]
  /** Decoded, one line; empty where absent. */
  readonly subject: string
  /** ISO 8601 in UTC; null where absent or unreadable. */
  readonly date: string | null
  /** With its angle brackets, as all Message-IDs of this room. */
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly ambiguous: readonly Ambiguity[]
  readonly listUnsubscribe: ListUnsubscribe | null
  /** The keyword of Auto-Submitted (RFC 3834) in lower case; null where absent. */
  readonly autoSubmitted: string | null
  /** Unfolded values of Authentication-Results, top of the message first; see `readAuthenticationResults`. */
  readonly authenticationResults: readonly string[]
}

/**
 * Reads the envelope from the header of `part` (the root unless given). Total. Where a field that may occur
 * once occurs twice, the first is read and the fact is in `ambiguous`.
 */
export function readEnvelope(tree: MessageTree, part: MessagePart = tree.root): Envelope {
  const ambiguous = new Set<Ambiguity>()
  const lists = readLists(tree, part, ambiguous)
  flagDuplicates(part, ambiguous)
  flagDefects(part, ambiguous)
  flagHiddenCharacters(tree, part, ambiguous)
  const dateField = fieldsNamed(part, 'date')[0]
  const date = dateField === undefined ? null : parseDate(fieldText(tree.raw, dateField))
  if (dateField !== undefined && date === null) ambiguous.add('date-unreadable')
  return {
    ...lists,
    subject: displayField(tree, part, 'subject') ?? '',
    date,
    messageId: messageIds(tree, part, 'message-id')[0] ?? null,
    inReplyTo: messageIds(tree, part, 'in-reply-to')[0] ?? null,
    references: messageIds(tree, part, 'references').slice(-limits.maxReferences),
    ambiguous: [...ambiguous],
    listUnsubscribe: readListUnsubscribe(tree, part),
    autoSubmitted:
      displayField(tree, part, 'auto-submitted')
        ?.split(/[\s;(]/)[0]
        ?.toLowerCase() ?? null,
    authenticationResults: fieldsNamed(part, 'authentication-results').map((field) =>
      fieldText(tree.raw, field),
    ),
  }
}

type Lists = Pick<Envelope, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc'>

function readLists(tree: MessageTree, part: MessagePart, ambiguous: Set<Ambiguity>): Lists {
  const list = (name: string, several: Ambiguity | null, malformed: Ambiguity | null): Address[] => {
    const fields = fieldsNamed(part, name)
    if (fields.length > 1 && several !== null) ambiguous.add(several)
    const parsed = fields.map((field) => parseAddressList(fieldText(tree.raw, field)))
    if (malformed !== null && parsed.some((entry) => entry.isMalformed)) ambiguous.add(malformed)
    return parsed.flatMap((entry) => entry.addresses)
  }
  const from = list('from', 'from-several-fields', 'from-malformed')
  if (from.every(({ address }) => address === '')) ambiguous.add('from-missing')
  if (from.length > 1) ambiguous.add('from-several-addresses')
  if (from.some(namesAnotherAddress)) ambiguous.add('from-name-is-address')
  return {
    from,
    sender: list('sender', 'sender-several', null)[0] ?? null,
    replyTo: list('reply-to', 'reply-to-several-fields', 'reply-to-malformed'),
    to: list('to', 'to-several-fields', 'to-malformed'),
    cc: list('cc', 'cc-several-fields', 'cc-malformed'),
    bcc: list('bcc', null, null),
  }
}

/** `"maria@practice.example" <x@evil.example>`, full-width or not: lists that show names only would show the wrong address. */
function namesAnotherAddress({ name, address }: Address): boolean {
  const inName = /[^\s<>@"'()]+@[^\s<>@"'()]+/.exec(name.slice(0, 300).normalize('NFKC'))?.[0].toLowerCase()
  return inName !== undefined && inName !== address.toLowerCase()
}

function flagDuplicates(part: MessagePart, ambiguous: Set<Ambiguity>): void {
  const once = {
    subject: 'subject-several',
    date: 'date-several',
    'message-id': 'message-id-several',
  } as const
  for (const [name, code] of Object.entries(once)) {
    if (fieldsNamed(part, name).length > 1) ambiguous.add(code)
  }
}

function flagDefects(part: MessagePart, ambiguous: Set<Ambiguity>): void {
  if (part.defects.includes('malformed-header-line')) ambiguous.add('header-malformed-line')
  if (part.defects.includes('header-bare-cr')) ambiguous.add('header-bare-cr')
  if (part.defects.includes('header-nul')) ambiguous.add('header-nul')
}

/** Characters that reorder or hide text, in what a list shows: removed there, but worth a warning. */
function flagHiddenCharacters(tree: MessageTree, part: MessagePart, ambiguous: Set<Ambiguity>): void {
  for (const name of ['from', 'reply-to', 'subject']) {
    for (const field of fieldsNamed(part, name)) {
      const text = decodeEncodedWords(fieldText(tree.raw, field))
      if (/[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/.test(text)) ambiguous.add('hidden-characters')
    }
  }
}

function messageIds(tree: MessageTree, part: MessagePart, name: string): string[] {
  const field = fieldsNamed(part, name)[0]
  if (field === undefined) return []
  const text = fieldText(tree.raw, field)
  const bracketed = text.match(/<[^<>\s]{1,990}>/g)
  if (bracketed !== null) return bracketed
  // Some senders leave out the brackets.
  return /^[^\s<>]{1,990}$/.test(text) ? [`<${text}>`] : []
}

function readListUnsubscribe(tree: MessageTree, part: MessagePart): ListUnsubscribe | null {
  const field = fieldsNamed(part, 'list-unsubscribe')[0]
  if (field === undefined) return null
  const found = fieldText(tree.raw, field).match(/<[^<>]{1,2000}>/g) ?? []
  const uris = found.map((uri) => uri.slice(1, -1).trim()).filter((uri) => /^(https|mailto):/i.test(uri))
  const isOneClick =
    displayField(tree, part, 'list-unsubscribe-post')?.toLowerCase() === 'list-unsubscribe=one-click'
  return uris.length === 0 ? null : { uris, isOneClick }
}
