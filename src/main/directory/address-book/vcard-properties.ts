import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeText } from '../../mime/index.ts'
import { bookLimits } from './limits.ts'

/** One property of a vCard: its name in capitals without its group, its parameters, its value still escaped. */
export interface VcardProperty {
  /** Line of the file at which it begins, from 1. */
  readonly line: number
  readonly name: string
  /** By name in capitals; a parameter without a name (2.1: `TEL;HOME`) counts as TYPE. Values in lower case. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
  /** Null: longer than its limit, left out unread. */
  readonly value: string | null
}

/**
 * Splits a file into properties: unfolds lines (RFC 6350, section 3.2; RFC 2425, section 5.8.1) and the soft breaks
 * of quoted-printable (vCard 2.1, section 2.1.3). Lines without a colon are left out, as real files have them.
 */
export async function* readVcardProperties(text: string): AsyncGenerator<VcardProperty> {
  let position = 0
  let line = 0
  let pause: number = bookLimits.sliceChars
  const readLine = (): string => {
    const end = text.indexOf('\n', position)
    const found = text.slice(position, end === -1 ? text.length : end)
    position = end === -1 ? text.length + 1 : end + 1
    line += 1
    return found.endsWith('\r') ? found.slice(0, -1) : found
  }
  const isFolded = () => text[position] === ' ' || text[position] === '\t'
  while (position < text.length) {
    const pieces = [readLine()]
    const start = line
    const isQuotedPrintable = quotedPrintable.test(pieces[0]?.slice(0, longestHead) ?? '')
    while (position < text.length) {
      const last = pieces.at(-1) ?? ''
      if (isQuotedPrintable && last.endsWith('=')) {
        pieces[pieces.length - 1] = last.slice(0, -1)
        pieces.push(readLine())
      } else if (isFolded()) {
        pieces.push(readLine().slice(1))
      } else {
        break
      }
    }
    const property = propertyOf(pieces.join(''), start)
    if (property !== null) yield property
    if (position > pause) {
      pause = position + bookLimits.sliceChars
      await nextTurn()
    }
  }
}

const longestHead = 1000
const quotedPrintable = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE/i

function propertyOf(content: string, line: number): VcardProperty | null {
  const colon = colonOutsideQuotes(content)
  if (colon === -1) return null
  const [head = '', ...parameterTexts] = splitOutsideQuotes(content.slice(0, colon), ';')
  const parameters = new Map<string, string[]>()
  for (const parameter of parameterTexts) {
    const equals = parameter.indexOf('=')
    const name = equals === -1 ? 'TYPE' : parameter.slice(0, equals).trim().toUpperCase()
    const values = splitOutsideQuotes(parameter.slice(equals + 1), ',')
    const known = parameters.get(name) ?? []
    parameters.set(name, [...known, ...values.map((value) => value.replaceAll('"', '').trim().toLowerCase())])
  }
  // Apple writes `item1.EMAIL` to tie a label to its address.
  const name = head
    .slice(head.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase()
  const limit = name === 'KEY' ? bookLimits.keyChars : bookLimits.recordChars
  const raw = content.slice(colon + 1)
  return { line, name, parameters, value: raw.length > limit ? null : decodeValue(raw, parameters) }
}

function colonOutsideQuotes(content: string): number {
  let isQuoted = false
  const end = Math.min(content.length, longestHead)
  for (let at = 0; at < end; at += 1) {
    if (content[at] === '"') isQuoted = !isQuoted
    else if (content[at] === ':' && !isQuoted) return at
  }
  return -1
}

function splitOutsideQuotes(text: string, separator: ';' | ','): string[] {
  const parts: string[] = ['']
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (character === separator && !isQuoted) parts.push('')
    else parts.push((parts.pop() ?? '') + character)
  }
  return parts
}

/** Quoted-printable in the charset that it states (vCard 2.1); base64 stays for whoever needs it. */
function decodeValue(value: string, parameters: ReadonlyMap<string, readonly string[]>): string {
  const isQuotedPrintable = [...parameters.values()].some((values) => values.includes('quoted-printable'))
  if (!isQuotedPrintable) return value
  const bytes: number[] = []
  for (const byte of Buffer.from(
    value.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => `\0${hex}`),
    'utf8',
  )) {
    bytes.push(byte)
  }
  return decodeText(unescapeHex(bytes), parameters.get('CHARSET')?.[0] ?? null)
}

/** Turns the marker 0 and two hex digits into the byte that they stand for; a file with text has no zero bytes. */
function unescapeHex(bytes: readonly number[]): Uint8Array {
  const decoded: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0) {
      decoded.push(Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16))
      at += 2
    } else {
      decoded.push(bytes[at] ?? 0)
    }
  }
  return Uint8Array.from(decoded)
}

/** Splits at unescaped separators and undoes the escapes (RFC 6350, section 3.4): `\n`, `\,`, `\;`, `\\`. */
export function splitVcardValue(value: string, separator: ';' | ',' | null): string[] {
  const parts: string[] = ['']
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? ''
    if (character === '\\' && at + 1 < value.length) {
      at += 1
      const escaped = value[at] ?? ''
      parts.push((parts.pop() ?? '') + (escaped === 'n' || escaped === 'N' ? '\n' : escaped))
    } else if (character === separator) {
      parts.push('')
    } else {
      parts.push((parts.pop() ?? '') + character)
    }
  }
  return parts
}
