import { limits } from './limits.ts'

/** One message of an mbox file. */
export interface MboxMessage {
  /** What stands after "From " in its separator: an address and a time, or nothing. */
  readonly separator: string
  /** The message with the line ends of the file; null where it is larger than was allowed. */
  readonly raw: Uint8Array | null
  /** Of one that is too large with the blank line behind it. */
  readonly sizeBytes: number
}

export interface MboxSplitter {
  /** Takes the next bytes of the file; gives the messages that end in them. */
  push(chunk: Uint8Array): MboxMessage[]
  /** After the last bytes. */
  end(): MboxMessage[]
}

interface Candidate {
  readonly line: Buffer
  readonly isAfterBlank: boolean
}

const lf = 0x0a
/** Separators with a time, in any of the orders that mail programs write: "… 09:05:00 … 2026". */
const dated = /\d{1,2}:\d{2}.*\b(19|20)\d{2}\b|\b(19|20)\d{2}\b.*\d{1,2}:\d{2}/
/** Thunderbird writes nothing or a hyphen, others an address alone. */
const undated = /^\s*(-|[^\s@]+@[^\s@]+)?\s*$/
const headerField = /^[!-9;-~]+[ \t]*:/

/**
 * Takes an mbox file apart as it is read, with one message in memory at a time. It reads mboxrd and mboxo (">From " is
 * undone by one step), mboxcl and mboxcl2 (a Content-Length that leads to a separator or the end is believed), with LF
 * or CRLF. Where a separator is in doubt, what follows it must begin with a header field: then it begins a message.
 * See RFC 4155 and https://www.loc.gov/preservation/digital/formats/fdd/fdd000383.shtml for the family.
 * @param maxMessageBytes of larger messages only the size is told
 */
export function createMboxSplitter(maxMessageBytes: number): MboxSplitter {
  let pending: Buffer = Buffer.alloc(0)
  let isLineStart = true
  let candidate: Candidate | null = null
  let current: Current | null = null
  let isAfterBlank = true
  let isReadAgain = false
  let done: MboxMessage[] = []

  function begin(separator: string): void {
    finish()
    current = { ...emptyMessage, separator, pieces: [], mayHaveLength: !isReadAgain }
  }

  function finish(): void {
    if (current === null) return
    done.push(messageOf(current, maxMessageBytes))
    current = null
  }

  /**
   * Of a message whose Content-Length led nowhere: its body is looked through for separators after all. Messages found
   * there have no Content-Length that is believed: each could lead nowhere again, and hide the next, or take all its time.
   */
  function distrustLength(): void {
    if (current?.headBytes == null) return
    const whole = Buffer.concat(current.pieces)
    const head = whole.subarray(0, current.headBytes)
    current = {
      ...current,
      pieces: [head],
      sizeBytes: head.length,
      bodyBytes: 0,
      length: null,
      hasBareSeparators: false,
    }
    isAfterBlank = true
    isReadAgain = true
    for (let start = head.length; start < whole.length;) {
      const end = whole.indexOf(lf, start)
      const next = end === -1 ? whole.length : end + 1
      takeLine(whole.subarray(start, next), true)
      start = next
    }
    isReadAgain = false
  }

  /** @param next the line after the candidate; null at the end of the file */
  function settleCandidate(next: Buffer | null): void {
    // Put back as a line it may be the one that shows a Content-Length to be wrong, and become a candidate again.
    while (candidate !== null) {
      const { line, isAfterBlank: wasAfterBlank }: Candidate = candidate
      candidate = null
      if (isSeparator(line, wasAfterBlank, next)) begin(separatorOf(line))
      else addLine(line, true)
    }
  }

  function takeLine(line: Buffer, isStart: boolean): void {
    settleCandidate(line)
    if (isStart && isFromLine(line)) {
      if (current === null) {
        begin(separatorOf(line))
        return
      }
      const { length, bodyBytes } = current
      // A blank line stands between the counted body and the next separator.
      if (length !== null && bodyBytes < length) {
        current.hasBareSeparators = true
        addLine(line, isStart)
        return
      }
      candidate = { line, isAfterBlank }
      return
    }
    addLine(line, isStart)
  }

  function addLine(line: Buffer, isStart: boolean): void {
    if (current === null) return
    current.sizeBytes += line.length
    const isBlank = isStart && isBlankLine(line)
    if (current.headBytes === null) {
      if (current.mayHaveLength && isStart) current.length ??= contentLength(line, maxMessageBytes)
      if (isBlank) current.headBytes = current.sizeBytes
    } else {
      current.bodyBytes += line.length
    }
    isAfterBlank = isBlank
    const { length, bodyBytes, headBytes } = current
    const isTooLarge = current.sizeBytes > maxMessageBytes + 2
    if (!isTooLarge || (length !== null && headBytes !== null)) keepPiece(current.pieces, line)
    else {
      current.pieces = []
      current.length = null
      return
    }
    const isBeyond = length !== null && bodyBytes > length && !(isBlank && bodyBytes - line.length <= length)
    if (isTooLarge || isBeyond) distrustLength()
  }

  function takeChunk(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(lf, start); end !== -1; end = chunk.indexOf(lf, start)) {
      takeLine(chunk.subarray(start, end + 1), isLineStart)
      isLineStart = true
      start = end + 1
    }
    pending = chunk.subarray(start)
    if (pending.length > limits.maxMboxLineBytes) {
      takeLine(Buffer.from(pending), isLineStart)
      isLineStart = false
      pending = Buffer.alloc(0)
    }
  }

  function taken(): MboxMessage[] {
    const messages = done
    done = []
    return messages
  }

  return {
    push: (chunk) => {
      takeChunk(Buffer.concat([pending, chunk]))
      return taken()
    },
    end: () => {
      if (pending.length > 0) takeLine(pending, isLineStart)
      pending = Buffer.alloc(0)
      if (current !== null && current.length !== null && current.bodyBytes < current.length) distrustLength()
      settleCandidate(null)
      finish()
      return taken()
    },
  }
}

interface Current {
  readonly separator: string
  /** What was kept of it, with the line ends of the file. */
  pieces: Buffer[]
  sizeBytes: number
  /** Up to and with the blank line after the header; null in the header. */
  headBytes: number | null
  bodyBytes: number
  readonly mayHaveLength: boolean
  /** Of the body, as Content-Length has it; null where there is none or it can't be right. */
  length: number | null
  /** The body has lines that begin with "From " and aren't quoted: nothing in it is (mboxcl2). */
  hasBareSeparators: boolean
}

const emptyMessage = {
  sizeBytes: 0,
  headBytes: null,
  bodyBytes: 0,
  length: null,
  hasBareSeparators: false,
} as const

/** Lines that lie side by side are kept as one piece: of a hundred million empty lines each alone would fill memory. */
function keepPiece(pieces: Buffer[], line: Buffer): void {
  const last = pieces.at(-1)
  const isBeside = last?.buffer === line.buffer && last.byteOffset + last.length === line.byteOffset
  if (isBeside)
    pieces[pieces.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + line.length)
  else pieces.push(line)
}

function messageOf({ separator, pieces, sizeBytes, hasBareSeparators }: Current, most: number): MboxMessage {
  if (sizeBytes > most + 2) return { separator, raw: null, sizeBytes }
  const whole = Buffer.concat(pieces)
  const body = withoutLastBlank(whole)
  if (body.length > most) return { separator, raw: null, sizeBytes }
  const raw = hasBareSeparators ? body : unquoted(body)
  return { separator, raw, sizeBytes: raw.length }
}

/** The blank line before the next separator isn't the message's, unless it is all that there is. */
function withoutLastBlank(whole: Buffer): Buffer {
  const end = whole.toString('latin1', Math.max(0, whole.length - 3))
  if (end.endsWith('\n\n')) return whole.subarray(0, -1)
  return end === '\n\r\n' ? whole.subarray(0, -2) : whole
}

/** Takes one ">" from lines that begin with any number of them and "From ". */
function unquoted(raw: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let at = raw.indexOf('>From '); at !== -1; at = raw.indexOf('>From ', at + 1)) {
    let start = at
    while (raw[start - 1] === 0x3e) start -= 1
    if (start > 0 && raw[start - 1] !== lf) continue
    kept.push(raw.subarray(from, start))
    from = start + 1
  }
  return from === 0 ? raw : Buffer.concat([...kept, raw.subarray(from)])
}

function isSeparator(from: Buffer, isAfterBlank: boolean, next: Buffer | null): boolean {
  const text = separatorOf(from)
  const leadsToHeader = next !== null && headerField.test(next.toString('latin1', 0, 200))
  if (dated.test(text)) return leadsToHeader || (isAfterBlank && (next === null || isBlankLine(next)))
  return undated.test(text) && isAfterBlank && leadsToHeader
}

function isFromLine(line: Buffer): boolean {
  return line.length >= 5 && line.toString('latin1', 0, 5) === 'From '
}

function separatorOf(line: Buffer): string {
  return line.toString('latin1', 5, 500).trim()
}

function isBlankLine(line: Buffer): boolean {
  return (line.length === 1 && line[0] === lf) || (line.length === 2 && line[0] === 0x0d && line[1] === lf)
}

/** Null: it says none, or one that no message may have. */
function contentLength(line: Buffer, most: number): number | null {
  const digits = /^content-length:[ \t]*(\d{1,9})[ \t\r]*$/i.exec(
    line.toString('latin1', 0, 60).trimEnd(),
  )?.[1]
  return digits === undefined || Number(digits) > most ? null : Number(digits)
}
