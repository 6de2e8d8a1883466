import { decodeUnlabelled } from './charset.ts'
import { decodeEncodedWords } from './encoded-words.ts'
import type { HeaderField, MessagePart, MessageTree } from './tree.ts'

type FieldOwner = { readonly fields: readonly HeaderField[] }

/** The fields of a part with this name (any case), in order, first one at the top of the message. */
export function fieldsNamed(part: FieldOwner, name: string): HeaderField[] {
  const key = name.toLowerCase()
  return part.fields.filter((field) => field.key === key)
}

/** A field's value unfolded and as Unicode (RFC 6532, else Windows-1252), encoded words left as they are. */
export function fieldText(raw: Uint8Array, field: HeaderField): string {
  const bytes = raw.subarray(field.valueStart, field.end)
  // Unfolding removes line ends only (RFC 5322 2.2.3). A lone CR or NUL is no text; it was flagged at parse.
  return decodeUnlabelled(bytes)
    .replace(/\r?\n/g, '')
    .replace(/[\r\0]/g, ' ')
    .trim()
}

/** The first field of this name as shown to people: encoded words decoded, control characters out; or null. */
export function displayField(tree: MessageTree, part: MessagePart, name: string): string | null {
  const field = fieldsNamed(part, name)[0]
  return field === undefined ? null : displayText(decodeEncodedWords(fieldText(tree.raw, field)))
}

/**
 * Header text fit to be shown on one line: control characters become spaces, characters that reorder or
 * hide text (bidi overrides and isolates, zero-width) are removed, so that what is read is what is there.
 */
export function displayText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
