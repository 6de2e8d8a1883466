import { fail, ok, type Result } from '../../shared/result.ts'
import { limits } from './limits.ts'
import { closePart, finishHeader, type OpenPart, openPart } from './open-part.ts'
import { asBuffer } from './transfer-encoding.ts'
import type { MessagePart, MessageTree } from './tree.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const hyphen = 0x2d
const space = 0x20
const tab = 0x09
const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf)

/** Which structural limit was met; goes into the error's detail. */
type Excess = 'parts' | 'depth' | 'header-fields' | 'header-bytes'

class TooComplex extends Error {
  readonly excess: Excess
  constructor(excess: Excess) {
    super(excess)
    this.excess = excess
  }
}

/**
 * Parses a message (RFC 5322, MIME: RFC 2045 to 2049, 6532) into one tree of parts with raw ranges. Total:
 * any bytes give a tree or one of `mime/too-large` { sizeBytes, limitBytes } and `mime/too-complex` { limit };
 * it never throws. Time is linear in the size. Lines end in CRLF or LF. A lone CR ends nothing.
 */
export function parseMessage(raw: Uint8Array): Result<MessageTree> {
  if (raw.length > limits.maxMessageBytes) {
    return fail('mime/too-large', { sizeBytes: raw.length, limitBytes: limits.maxMessageBytes })
  }
  try {
    return ok(new Scanner(raw).scan())
  } catch (error) {
    if (error instanceof TooComplex) return fail('mime/too-complex', { limit: error.excess })
    throw error
  }
}

/** One pass over the lines with the stack of parts that are open. */
class Scanner {
  readonly #raw: Buffer
  readonly #stack: OpenPart[] = []
  /** Of the stack, outermost first. */
  readonly #byBoundary = new Map<string, OpenPart[]>()
  #partCount = 0
  #headerBytes = 0

  constructor(raw: Uint8Array) {
    this.#raw = asBuffer(raw)
  }

  scan(): MessageTree {
    const root = this.#open('1', 0, 'text/plain')
    let position = this.#skipToHeader()
    while (position < this.#raw.length) position = this.#scanLine(position)
    this.#closeDownTo(0, this.#raw.length, true)
    const closed = closePart(root)
    return { raw: this.#raw, root: closed, parts: [...inOrder(closed)] }
  }

  /** Handles the line at `position`; gives the start of the next line that can matter. */
  #scanLine(position: number): number {
    const newline = this.#raw.indexOf(lineFeed, position)
    const next = newline < 0 ? this.#raw.length : newline + 1
    if (this.#takeBoundary(position, next)) return next
    const top = this.#top()
    if (top.state !== 'header') return this.#nextCandidate(position, next)
    this.#headerBytes += next - position
    if (next - top.start > limits.maxHeaderBytesPerPart || this.#headerBytes > limits.maxHeaderBytes) {
      throw new TooComplex('header-bytes')
    }
    if (this.#isBlank(position, next)) this.#endHeader(top, next)
    else this.#takeHeaderLine(top, position, next)
    return next
  }

  /** In a body only a line that starts with two hyphens can matter: let the native search find it. */
  #nextCandidate(position: number, next: number): number {
    if (this.#raw[next] === hyphen && this.#raw[next + 1] === hyphen) return next
    if (this.#stack.every((part) => part.boundary === null)) return this.#raw.length
    const candidate = this.#raw.indexOf('\n--', Math.max(position, next - 1), 'latin1')
    return candidate < 0 ? this.#raw.length : candidate + 1
  }

  /** Innermost first; a line of an outer multipart ends all inner ones (RFC 2046 5.1.2). */
  #takeBoundary(position: number, next: number): boolean {
    if (this.#raw[position] !== hyphen || this.#raw[position + 1] !== hyphen) return false
    const end = this.#withoutPadding(position + 2, next)
    if (end - position > limits.maxBoundaryLength + 4) return false
    const text = this.#raw.toString('latin1', position + 2, end)
    const delimited = this.#innermost(text)
    const closed = text.endsWith('--') ? this.#innermost(text.slice(0, -2)) : -1
    const level = Math.max(delimited, closed)
    const part = this.#stack[level]
    if (part === undefined) {
      const top = this.#top()
      if (top.state === 'closed' && top.boundary === text) top.defects.add('parts-after-end')
      return false
    }
    this.#closeDownTo(level + 1, this.#endBefore(position), false)
    if (closed > delimited) part.state = 'closed'
    else this.#openChild(part, next)
    return true
  }

  /** Where the innermost part of this boundary stands in the stack that still takes parts, or -1. */
  #innermost(boundary: string): number {
    // Looked up, not compared one by one: a body may hold millions of lines that begin as boundaries do.
    const part = this.#byBoundary.get(boundary)?.findLast(({ state }) => state !== 'closed')
    return part === undefined ? -1 : this.#stack.indexOf(part)
  }

  /** Where a line's white space at its end begins (RFC 2046 5.1.1: transport padding). */
  #withoutPadding(start: number, next: number): number {
    let end = next
    while (end > start) {
      const byte = this.#raw[end - 1]
      if (byte !== space && byte !== tab && byte !== carriageReturn && byte !== lineFeed) break
      end -= 1
    }
    return end
  }

  #takeHeaderLine(top: OpenPart, position: number, next: number): void {
    const first = this.#raw[position]
    const last = top.fields.at(-1)
    if ((first === space || first === tab) && last?.end === position) {
      last.end = next
      return
    }
    const colon = this.#raw.subarray(position, next).indexOf(0x3a)
    const name = colon < 0 ? '' : this.#raw.toString('latin1', position, position + colon).trimEnd()
    if (!/^[\x21-\x7e]+$/.test(name)) {
      top.defects.add('malformed-header-line')
      return
    }
    if (top.fields.length >= limits.maxFieldsPerPart) throw new TooComplex('header-fields')
    top.fields.push({
      name,
      key: name.toLowerCase(),
      start: position,
      valueStart: position + colon + 1,
      end: next,
    })
  }

  #endHeader(top: OpenPart, bodyStart: number): void {
    finishHeader(top, this.#raw, bodyStart)
    if (top.boundary !== null) {
      const boundary = top.boundary
      for (const part of this.#stack) {
        if (part === top || part.boundary === null) continue
        if (part.boundary === boundary) top.defects.add('boundary-reused')
        else if (part.boundary.startsWith(boundary) || boundary.startsWith(part.boundary))
          top.defects.add('boundary-prefix')
      }
      this.#byBoundary.set(boundary, [...(this.#byBoundary.get(boundary) ?? []), top])
    }
    if (top.state === 'message') this.#openChild(top, bodyStart)
  }

  #openChild(parent: OpenPart, start: number): void {
    const isDigest = parent.contentType.mediaType === 'multipart/digest'
    const child = this.#open(
      `${parent.path}.${parent.children.length + 1}`,
      start,
      isDigest ? 'message/rfc822' : 'text/plain',
    )
    parent.children.push(child)
  }

  #open(path: string, start: number, defaultType: string): OpenPart {
    if (this.#partCount >= limits.maxParts) throw new TooComplex('parts')
    if (this.#stack.length >= limits.maxDepth) throw new TooComplex('depth')
    const part = openPart(path, start, defaultType)
    this.#partCount += 1
    this.#stack.push(part)
    return part
  }

  #closeDownTo(level: number, end: number, isEndOfMessage: boolean): void {
    while (this.#stack.length > level) {
      const part = this.#stack.pop()
      if (part === undefined) return
      if (part.boundary !== null) this.#byBoundary.get(part.boundary)?.pop()
      // Two boundary lines in a row: the break between them belongs to the second, and nothing is left for a part.
      part.start = Math.min(part.start, end)
      part.end = end
      if (part.state === 'header') {
        const last = part.fields.at(-1)
        if (last !== undefined) last.end = Math.min(last.end, end)
        finishHeader(part, this.#raw, end)
      }
      // A boundary line right after the header: the blank line's break belongs to the boundary.
      part.bodyStart = Math.min(part.bodyStart, part.end)
      const isOpen = part.boundary !== null && part.state !== 'closed'
      if (isOpen && (isEndOfMessage || part.children.length > 0)) part.defects.add('boundary-not-closed')
    }
  }

  #endBefore(position: number): number {
    const end = position - 1
    return this.#raw[end - 1] === carriageReturn ? end - 1 : end
  }

  #isBlank(position: number, next: number): boolean {
    const length = next - position
    if (length === 1) return this.#raw[position] === lineFeed
    return length === 2 && this.#raw[position] === carriageReturn && this.#raw[position + 1] === lineFeed
  }

  /** A byte order mark of an editor, and a `From ` line of an mbox file, are no part of the first field. */
  #skipToHeader(): number {
    const start = this.#raw.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
    if (this.#raw.toString('latin1', start, start + 5) !== 'From ') return start
    const newline = this.#raw.indexOf(lineFeed)
    return newline < 0 ? this.#raw.length : newline + 1
  }

  #top(): OpenPart {
    const top = this.#stack.at(-1)
    if (top === undefined) throw new Error('The root part is never closed before the end')
    return top
  }
}

function* inOrder(part: MessagePart): Generator<MessagePart> {
  yield part
  for (const child of part.children) yield* inOrder(child)
}
