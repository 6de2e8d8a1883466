/** One message of an mbox file. */
export interface MboxMessage {
  /** What stands after "From " in its separator: an address and a time, or nothing. */
  readonly separator: string
  /** The message with the line ends of the file; null where it is larger than was allowed. */
  readonly raw: Uint8Array | null
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
const longestLineBytes = 256 * 1024
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
  let done: MboxMessage[] = []

  function begin(separator: string): void {
    finish()
    current = { ...emptyMessage, separator, lines: [] }
  }

  function finish(): void {
    if (current === null) return
    done.push(messageOf(current, maxMessageBytes))
    current = null
  }

  /** Of a message whose Content-Length led nowhere: its body is looked through for separators after all. */
  function distrustLength(): void {
    if (current?.bodyStart == null) return
    const body = current.lines.slice(current.bodyStart)
    const head = current.lines.slice(0, current.bodyStart)
    current = {
      ...current,
      lines: head,
      sizeBytes: total(head),
      bodyBytes: 0,
      length: null,
      hasBareSeparators: false,
    }
    isAfterBlank = true
    for (const line of body) takeLine(line, true)
  }

  function takeLine(line: Buffer, isStart: boolean): void {
    if (candidate !== null) {
      const { line: from, isAfterBlank: wasAfterBlank } = candidate
      candidate = null
      if (isSeparator(from, wasAfterBlank, line)) begin(separatorOf(from))
      else addLine(from)
    }
    if (isStart && isFromLine(line)) {
      if (current === null) {
        begin(separatorOf(line))
        return
      }
      const { length, bodyBytes } = current
      // A blank line stands between the counted body and the next separator.
      if (length !== null && bodyBytes < length) {
        current.hasBareSeparators = true
        addLine(line)
        return
      }
      candidate = { line, isAfterBlank }
      return
    }
    addLine(line)
  }

  function addLine(line: Buffer): void {
    if (current === null) return
    current.sizeBytes += line.length
    const isBlank = isBlankLine(line)
    if (current.bodyStart === null) {
      current.length ??= contentLength(line)
      if (isBlank) current.bodyStart = current.lines.length + 1
    } else {
      current.bodyBytes += line.length
    }
    isAfterBlank = isBlank
    if (current.sizeBytes <= maxMessageBytes + 2) keepLine(current, line)
    else current.length = null
    const { length, bodyBytes } = current
    if (length !== null && bodyBytes > length && !(isBlank && bodyBytes - line.length <= length))
      distrustLength()
  }

  function takeChunk(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(lf, start); end !== -1; end = chunk.indexOf(lf, start)) {
      takeLine(chunk.subarray(start, end + 1), isLineStart)
      isLineStart = true
      start = end + 1
    }
    pending = chunk.subarray(start)
    if (pending.length > longestLineBytes) {
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
      if (candidate !== null) {
        const { line, isAfterBlank: wasAfterBlank } = candidate
        candidate = null
        if (isSeparator(line, wasAfterBlank, null)) begin(separatorOf(line))
        else addLine(line)
      }
      finish()
      return taken()
    },
  }
}

interface Current {
  readonly separator: string
  lines: Buffer[]
  sizeBytes: number
  /** Which line the body begins with; null in the header. */
  bodyStart: number | null
  bodyBytes: number
  /** Of the body, as Content-Length has it; null where there is none or it can't be right. */
  length: number | null
  /** The body has lines that begin with "From " and aren't quoted: nothing in it is (mboxcl2). */
  hasBareSeparators: boolean
}

const emptyMessage = {
  sizeBytes: 0,
  bodyStart: null,
  bodyBytes: 0,
  length: null,
  hasBareSeparators: false,
} as const

/** Lines of a body that lie side by side and can be no separator, quoted or not, are kept as one. */
function keepLine({ lines, bodyStart }: Current, line: Buffer): void {
  const last = lines.at(-1)
  const isJoinable =
    last !== undefined &&
    bodyStart !== null &&
    lines.length > bodyStart &&
    isPlain(line) &&
    isPlain(last) &&
    last.buffer === line.buffer &&
    last.byteOffset + last.length === line.byteOffset
  if (isJoinable)
    lines[lines.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + line.length)
  else lines.push(line)
}

function isPlain(line: Buffer): boolean {
  return line[0] !== 0x3e && !isBlankLine(line) && !isFromLine(line)
}

function messageOf({ separator, lines, sizeBytes, hasBareSeparators }: Current, most: number): MboxMessage {
  const last = lines.at(-1)
  const isSeparated = lines.length > 1 && last !== undefined && isBlankLine(last)
  const size = isSeparated ? sizeBytes - last.length : sizeBytes
  if (size > most) return { separator, raw: null, sizeBytes: size }
  const kept = isSeparated ? lines.slice(0, -1) : lines
  const raw = Buffer.concat(hasBareSeparators ? kept : kept.map(unquoted))
  return { separator, raw, sizeBytes: raw.length }
}

function unquoted(line: Buffer): Buffer {
  if (line[0] !== 0x3e) return line
  let at = 1
  while (line[at] === 0x3e) at += 1
  return isFromLine(line.subarray(at)) ? line.subarray(1) : line
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

function contentLength(line: Buffer): number | null {
  const digits = /^content-length:[ \t]*(\d{1,9})[ \t\r]*$/i.exec(
    line.toString('latin1', 0, 60).trimEnd(),
  )?.[1]
  return digits === undefined ? null : Number(digits)
}

function total(lines: readonly Buffer[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0)
}
