import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Address } from '../addresses.ts'
import { isValidAddress } from '../recipient-input.ts'
import { limits } from '../limits.ts'

/** RFC 5322 2.1.1 asks for 78; one encoded word fits into 75 (RFC 2047 2). */
const foldAt = 76
/** 45 bytes are 60 base64 characters: with `=?utf-8?B?` and `?=` 72. */
const encodedWordBytes = 45
/** A header field ready for the wire: `text` is name, colon, folded value, without the last line end. */
export type FieldLine = { readonly name: string; readonly text: string }

/**
 * True where a value would end the field or confuse a server: CR, LF, NUL and every other control character
 * but the tab. Nothing with these characters is ever repaired into a header; it is refused.
 */
export function hasUnsafeCharacters(value: string): boolean {
  return /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]/.test(value)
}

/** An unstructured field such as Subject. Fails with `mime/unsafe-header` { field }. */
export function textField(name: string, value: string): Result<FieldLine> {
  if (hasUnsafeCharacters(value)) return unsafe(name)
  const text = value.replace(/[ \t]+/g, ' ').trim()
  return ok(line(name, isPlain(text) ? text.split(' ') : encodeWords(text)))
}

/** An address-list field. Fails with `mime/unsafe-header` { field } or `mime/bad-address` { input }. */
export function addressField(name: string, addresses: readonly Address[]): Result<FieldLine> {
  const tokens: string[] = []
  for (const [index, entry] of addresses.entries()) {
    if (hasUnsafeCharacters(entry.name) || hasUnsafeCharacters(entry.address)) return unsafe(name)
    if (!isValidAddress(entry.address))
      return fail('mime/bad-address', { input: entry.address.slice(0, 100) })
    const words = encodePhrase(entry.name)
    const spec = words.length === 0 ? entry.address : `<${entry.address}>`
    tokens.push(...words, index < addresses.length - 1 ? `${spec},` : spec)
  }
  return ok(line(name, tokens))
}

/** A Date field in UTC, so that it doesn't tell where the sender is. @param iso ISO 8601 */
export function dateField(iso: string): Result<FieldLine> {
  const date = new Date(iso)
  const isIso = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(iso)
  if (!isIso || Number.isNaN(date.getTime())) return unsafe('Date')
  return ok({ name: 'Date', text: `Date: ${date.toUTCString().replace('GMT', '+0000')}` })
}

/** Message-ID: one id in angle brackets (RFC 5322 3.6.4). Fails with `mime/unsafe-header` { field }. */
export function messageIdField(name: string, messageId: string): Result<FieldLine> {
  if (!/^<[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}@[\x21-\x3b\x3d\x3f\x41-\x7e]{1,250}>$/.test(messageId))
    return unsafe(name)
  return ok({ name, text: `${name}: ${messageId}` })
}

/**
 * In-Reply-To or References; null where nothing is left. Ids come from received mail: odd ones are left out,
 * so that a strange message can still be answered; control characters are refused all the same.
 */
export function referencesField(name: string, ids: readonly string[]): Result<FieldLine | null> {
  if (ids.some(hasUnsafeCharacters)) return unsafe(name)
  const usable = ids.filter((id) => /^<[\x21-\x3b\x3d\x3f-\x7e]{1,300}>$/.test(id))
  const kept =
    usable.length > limits.maxReferencesWritten
      ? [...usable.slice(0, 1), ...usable.slice(1 - limits.maxReferencesWritten)]
      : usable
  return ok(kept.length === 0 ? null : line(name, kept))
}

/** An Autocrypt field (Autocrypt Level 1, 2.1). `keyData` is the binary certificate. */
export function autocryptField(address: string, keyData: Uint8Array): Result<FieldLine> {
  if (!isValidAddress(address)) return fail('mime/bad-address', { input: address.slice(0, 100) })
  const base64 = Buffer.from(keyData).toString('base64')
  const chunks = base64.match(/.{1,72}/g) ?? []
  return ok({
    name: 'Autocrypt',
    text: `Autocrypt: addr=${address}; prefer-encrypt=mutual;\r\n keydata=\r\n ${chunks.join('\r\n ')}`,
  })
}

/** The RFC 9788 record, inside the protected part, of a field as it stands outside (section 2.2). */
export function outerRecord(field: FieldLine): FieldLine {
  return { name: 'HP-Outer', text: `HP-Outer: ${field.text}` }
}

/** A fresh Message-ID, angle brackets included: 160 random bits, nothing about machine, time or user. */
export function newMessageId(domain: string, random: (lengthBytes: number) => Uint8Array): Result<string> {
  if (!isValidAddress(`a@${domain}`)) return unsafe('Message-ID')
  return ok(`<${Buffer.from(random(20)).toString('hex')}@${domain.toLowerCase()}>`)
}

function unsafe(field: string): ReturnType<typeof fail> {
  return fail('mime/unsafe-header', { field })
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && !/[^ ]{70}/.test(text)
}

function encodePhrase(name: string): string[] {
  const text = name.replace(/[ \t]+/g, ' ').trim()
  if (text === '') return []
  if (!isPlain(text)) return encodeWords(text)
  if (/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(text)) return text.split(' ')
  const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`
  return quoted.length <= foldAt - 4 ? [quoted] : encodeWords(text)
}

/** B-encoded words (RFC 2047), split between characters, never within one. */
function encodeWords(text: string): string[] {
  const words: string[] = []
  let chunk: Buffer[] = []
  let size = 0
  const flush = (): void => {
    if (size > 0) words.push(`=?utf-8?B?${Buffer.concat(chunk).toString('base64')}?=`)
    chunk = []
    size = 0
  }
  for (const character of text.toWellFormed()) {
    const bytes = Buffer.from(character, 'utf8')
    if (size + bytes.length > encodedWordBytes) flush()
    chunk.push(bytes)
    size += bytes.length
  }
  flush()
  return words
}

/** Joins tokens by spaces, folding before a token that would pass the line length. */
function line(name: string, tokens: readonly string[]): FieldLine {
  let text = `${name}:`
  let column = text.length
  for (const [index, token] of tokens.entries()) {
    // The first token stays on the field's own line: some readers take an empty first line as no value.
    const isFold = index > 0 && column + 1 + token.length > foldAt
    text += isFold ? `\r\n ${token}` : ` ${token}`
    column = (isFold ? 0 : column) + 1 + token.length
  }
  return { name, text }
}
