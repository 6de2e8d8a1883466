import { type Envelope, readEnvelope } from './envelope.ts'
import { fieldsNamed, fieldText } from './header-fields.ts'
import type { HeaderField, MessageTree } from './tree.ts'

/** Fields whose protected value is compared with the one outside. */
const comparedFields = [
  'From',
  'To',
  'Cc',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
] as const

export type ProtectedField = (typeof comparedFields)[number]

export type ProtectedHeaders = {
  /** RFC 9788 with encryption or signature only; `legacy` is the draft's `protected-headers="v1"`. */
  readonly scheme: 'cipher' | 'clear' | 'legacy'
  /** The envelope inside: the one to show, once the payload is authenticated. */
  readonly envelope: Envelope
  /** Fields that the sender kept out of the outer header or changed there, by their own record. */
  readonly confidential: readonly ProtectedField[]
  /** Fields that now stand outside otherwise than the sender put them there: changed on the way. */
  readonly mismatched: readonly ProtectedField[]
  /** The outer From differs from the protected one: never show either as verified. */
  readonly isFromMismatched: boolean
}

/**
 * Reads protected header fields (RFC 9788, and the older `protected-headers="v1"`) from a decrypted or verified
 * payload; null where it has none.
 * @param inner the payload, parsed; only call this for one whose protection reached the root of the message
 * @param outer the message as received
 */
export function readProtectedHeaders(inner: MessageTree, outer: MessageTree): ProtectedHeaders | null {
  const scheme = schemeOf(inner)
  if (scheme === null) return null
  const records = scheme === 'cipher' ? outerRecords(inner) : null
  const confidential: ProtectedField[] = []
  const mismatched: ProtectedField[] = []
  for (const name of comparedFields) {
    const protectedValue = valueOf(inner, name)
    const outerValue = valueOf(outer, name)
    const recorded = records === null ? protectedValue : (records.get(name.toLowerCase()) ?? null)
    if (records !== null && recorded !== protectedValue) confidential.push(name)
    if (scheme === 'legacy' ? isLegacyMismatch(name, protectedValue, outerValue) : outerValue !== recorded)
      mismatched.push(name)
  }
  const envelope = readEnvelope(inner)
  return {
    scheme,
    envelope,
    confidential,
    mismatched,
    isFromMismatched: !isSameFrom(envelope, readEnvelope(outer)),
  }
}

function schemeOf(inner: MessageTree): ProtectedHeaders['scheme'] | null {
  const { params } = inner.root.contentType
  const hp = params.get('hp')?.toLowerCase()
  if (hp === 'cipher' || hp === 'clear') return hp
  return params.get('protected-headers')?.toLowerCase() === 'v1' ? 'legacy' : null
}

/** HP-Outer records by lower-case field name; several of one name are joined as `valueOf` joins them. */
function outerRecords(inner: MessageTree): Map<string, string> {
  const records = new Map<string, string>()
  for (const field of fieldsNamed(inner.root, 'hp-outer')) {
    const text = fieldText(inner.raw, field)
    const colon = text.indexOf(':')
    if (colon <= 0) continue
    const key = text.slice(0, colon).trim().toLowerCase()
    const value = normalized(text.slice(colon + 1))
    const known = records.get(key)
    records.set(key, known === undefined ? value : `${known}\n${value}`)
  }
  return records
}

function valueOf(tree: MessageTree, name: string): string | null {
  const fields: HeaderField[] = fieldsNamed(tree.root, name)
  return fields.length === 0 ? null : fields.map((field) => normalized(fieldText(tree.raw, field))).join('\n')
}

/** Relays may refold a field: white space doesn't count. */
function normalized(text: string): string {
  return text.replace(/[ \t]+/g, ' ').trim()
}

/** The draft kept no record of the outer fields; only the subject was ever replaced. */
function isLegacyMismatch(name: ProtectedField, inside: string | null, outside: string | null): boolean {
  if (inside === null || inside === outside) return false
  const isNeutralSubject =
    name === 'Subject' && /^(\.\.\.|\[\.\.\.\]|encrypted (message|e-?mail)|p≡p)?$/i.test(outside ?? '')
  return !isNeutralSubject
}

function isSameFrom(inside: Envelope, outside: Envelope): boolean {
  const addresses = (envelope: Envelope): string =>
    envelope.from.map(({ address }) => address.toLowerCase()).join(',')
  return inside.from.length === 0 || addresses(inside) === addresses(outside)
}
