import { decodeText } from './charset.ts'
import { decodeEncodedWords } from './encoded-words.ts'
import { hexPair } from './hex-pair.ts'
import { limits } from './limits.ts'

export type ParameterisedValue = {
  /** Before the first semicolon, in lower case, comments removed. */
  readonly value: string
  readonly params: ReadonlyMap<string, string>
  /** Names given twice with different values: readers differ on which one counts. */
  readonly duplicates: readonly string[]
}

type RawParameter = { readonly name: string; readonly value: string }
type Section = { readonly index: number; readonly isExtended: boolean; readonly value: string }

/**
 * Parses `value; name=value; …` (RFC 2045 5.1) with RFC 2231 sections and charsets, and what senders really
 * write: encoded words in quotes, missing quotes around spaces. Total and linear.
 */
export function parseParameterised(text: string): ParameterisedValue {
  const semicolon = firstSemicolon(text)
  const value = withoutComments(semicolon < 0 ? text : text.slice(0, semicolon))
    .trim()
    .toLowerCase()
  const raw = semicolon < 0 ? [] : readParameters(text, semicolon)
  return { value, ...combine(raw) }
}

/** Not one within a comment (RFC 2045 5.1 by way of RFC 5322 3.2.2), where what follows would only look meant. */
function firstSemicolon(text: string): number {
  let depth = 0
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position]
    if (character === '\\' && depth > 0) position += 1
    else if (character === '(') depth += 1
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (character === ';' && depth === 0) return position
  }
  // An unclosed comment hides nothing.
  return depth > 0 ? text.indexOf(';') : -1
}

function readParameters(text: string, start: number): RawParameter[] {
  const found: RawParameter[] = []
  let position = start
  while (position < text.length && found.length < limits.maxParameters) {
    position = skip(text, position)
    const end = nextOf(text, position, '=;')
    const name = stripComment(text.slice(position, end)).trim().toLowerCase()
    if (text[end] !== '=') {
      position = end
      continue
    }
    const read = readValue(text, end + 1, name)
    if (name !== '') found.push({ name, value: read.value })
    position = read.end
  }
  return found
}

function readValue(text: string, start: number, name: string): { value: string; end: number } {
  let position = start
  while (text[position] === ' ' || text[position] === '\t') position += 1
  if (text[position] !== '"') {
    const end = nextOf(text, position, ';')
    const value = text.slice(position, end).trim()
    // `name=scan (1).pdf` is common and meant; `charset=us-ascii (Plain text)` is a comment.
    return { value: /^(file)?name/.test(name) ? value : stripComment(value).trim(), end }
  }
  const pieces: string[] = []
  position += 1
  while (position < text.length && text[position] !== '"') {
    const stop = nextOf(text, position, '"\\')
    pieces.push(text.slice(position, stop))
    position = stop
    if (text[position] === '\\') {
      pieces.push(text[position + 1] ?? '')
      position += 2
    }
  }
  return { value: pieces.join(''), end: nextOf(text, position, ';') }
}

function combine(raw: readonly RawParameter[]): Omit<ParameterisedValue, 'value'> {
  const params = new Map<string, string>()
  const duplicates: string[] = []
  const sections = new Map<string, Section[]>()
  for (const { name, value } of raw) {
    const split = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name)
    if (split === null) {
      const known = params.get(name)
      if (known === undefined) params.set(name, decodeEncodedWords(value))
      else if (known !== value) duplicates.push(name)
      continue
    }
    const [, base = '', index, star] = split
    const list = sections.get(base) ?? []
    list.push({ index: Number(index ?? 0), isExtended: index === undefined || star === '*', value })
    sections.set(base, list)
  }
  // The extended form wins over the plain one that stands beside it for old readers.
  for (const [base, list] of sections) {
    if (params.has(base) && !base.endsWith('name')) duplicates.push(base)
    params.set(base, joinSections(list))
  }
  return { params, duplicates }
}

/** Joins RFC 2231 sections in their order, up to the first that is missing. */
function joinSections(unordered: readonly Section[]): string {
  const sections = unordered.toSorted((left, right) => left.index - right.index)
  let charset: string | null = null
  const pieces: Buffer[] = []
  for (const [position, section] of sections.entries()) {
    if (section.index !== position) break
    let value = section.value
    const header = position === 0 && section.isExtended ? /^([^']*)'[^']*'/.exec(value) : null
    if (header !== null) {
      charset = header[1] ?? null
      value = value.slice(header[0].length)
    }
    pieces.push(section.isExtended ? decodePercent(value) : Buffer.from(value, 'utf8'))
  }
  return decodeText(Buffer.concat(pieces), charset)
}

function decodePercent(value: string): Buffer {
  const source = Buffer.from(value, 'utf8')
  const out = Buffer.alloc(source.length)
  let length = 0
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0
    const escaped = byte === 0x25 ? hexPair(source[index + 1], source[index + 2]) : -1
    if (escaped >= 0) index += 2
    out[length] = escaped >= 0 ? escaped : byte
    length += 1
  }
  return out.subarray(0, length)
}

function skip(text: string, start: number): number {
  let position = start
  while (position < text.length && ' \t;'.includes(text[position] ?? '')) position += 1
  return position
}

function nextOf(text: string, start: number, stops: string): number {
  let position = start
  while (position < text.length && !stops.includes(text[position] ?? '')) position += 1
  return position
}

function stripComment(text: string): string {
  const open = text.indexOf('(')
  return open < 0 ? text : text.slice(0, open)
}

/** Comments may stand before the value too (RFC 2045 5.1); an unclosed one goes to the end. */
function withoutComments(text: string): string {
  let out = ''
  let depth = 0
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position] ?? ''
    if (character === '\\' && depth > 0) position += 1
    else if (character === '(') depth += 1
    else if (character === ')' && depth > 0) depth -= 1
    else if (depth === 0) out += character
  }
  return out
}
