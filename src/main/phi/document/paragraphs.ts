import { limits } from '../limits.ts'

/** Where in a message a paragraph stands. */
export type Segment = 'new' | 'quoted' | 'attribution' | 'signature'

export type Paragraph = {
  readonly start: number
  readonly end: number
  readonly segment: Segment
  /** For the further pieces of a long table: its first line, whose labels hold for all rows. */
  readonly head?: string
}

const ATTRIBUTION = /^(?:[> ]{0,8})(?:on|am|le|el) .{6,160}(?:wrote|schrieb|escribió|a écrit) ?: ?$/i
const ATTRIBUTION_START =
  /^[> ]{0,8}on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d{1,4}[/-])/i
const ORIGINAL =
  /^[> ]{0,8}-{2,20} ?(?:original message|forwarded message|original appointment|weitergeleitete nachricht) ?-{2,20}|^[> ]{0,8}begin forwarded message:/i
const HEADER_LINE = /^[> ]{0,8}\*?(?:from|sent|date|to|cc|bcc|subject|reply-to):\*? ?/i
type LineKind = 'text' | 'blank' | 'quote' | 'delimiter' | 'attribution' | 'original' | 'header'

/** One line's bounds and kind; the text after its end is the line break. */
type Line = { readonly start: number; readonly end: number; readonly kind: LineKind }

function kindOf(text: string, start: number, end: number): LineKind {
  let at = start
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13))
    at++
  if (at === end) return 'blank'
  const code = text.charCodeAt(at) | 32
  // '>' is 62 and '-' 45; letters are folded by the bit above.
  if (text.charCodeAt(at) === 62) {
    return endsWithColon(text, end) && ATTRIBUTION.test(text.slice(start, Math.min(end, start + 240)))
      ? 'attribution'
      : 'quote'
  }
  if (text.charCodeAt(at) === 45) {
    const line = text.slice(at, Math.min(end, at + 80))
    if (/^--\s*$/.test(line)) return 'delimiter'
    return ORIGINAL.test(line) ? 'original' : 'text'
  }
  // "On … wrote:", "Begin forwarded message:", and "From: …".
  if (code === 102) return HEADER_LINE.test(text.slice(at, Math.min(end, at + 20))) ? 'header' : 'text'
  if (
    (code === 111 || code === 97 || code === 108 || code === 101 || code === 98) &&
    endsWithColon(text, end)
  ) {
    const line = text.slice(at, Math.min(end, at + 240))
    if (ORIGINAL.test(line)) return 'original'
    if (ATTRIBUTION.test(line)) return 'attribution'
  }
  return 'text'
}

function endsWithColon(text: string, end: number): boolean {
  let last = end - 1
  while (last > 0 && (text.charCodeAt(last) === 32 || text.charCodeAt(last) === 13)) last--
  return text.charCodeAt(last) === 58
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length;) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    lines.push({ start, end, kind: kindOf(text, start, end) })
    start = end + 1
  }
  return lines
}

/** "From: … / Sent: … / To: …": the head of a quoted message as Outlook writes it. Returns the line after it, or 0. */
function headerBlockEnd(text: string, lines: readonly Line[], from: number): number {
  let at = from
  let hasSent = false
  let hasAddress = false
  while (at < lines.length && at - from < 8) {
    const line = lines[at]
    if (line === undefined) break
    const written = text.slice(line.start, Math.min(line.end, line.start + 300))
    if (!HEADER_LINE.test(written)) break
    hasSent ||= /^[> *]{0,8}sent:/i.test(written)
    hasAddress ||= written.includes('@')
    at++
  }
  return at - from >= 3 && (hasSent || hasAddress) ? at : 0
}

/**
 * Splits a part into paragraphs, each in one segment. The split depends on the text alone, so a text typed key by key
 * and the same text in one piece give the same paragraphs.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const lines = linesOf(text)
  const paragraphs: Paragraph[] = []
  let open = -1
  let segment: Segment = 'new'
  let rest: Segment = 'new'
  const close = (end: number): void => {
    if (open >= 0 && end > open) pushPieces(text, open, end, segment, paragraphs)
    open = -1
  }
  const begin = (start: number, kind: Segment): void => {
    if (open >= 0 && segment === kind) return
    close(start)
    open = start
    segment = kind
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line
    if (line.kind === 'blank') {
      const previous = lines[i - 1]
      // "MRN:" or "Sincerely," and a blank line: what follows belongs to it.
      const glue =
        previous?.kind === 'text' &&
        /[:,]\s*$/.test(text.slice(Math.max(previous.start, previous.end - 3), previous.end))
      if (!glue) close(line.start)
      continue
    }
    if (line.kind === 'delimiter') {
      close(line.start)
      if (rest === 'new') rest = 'signature'
      continue
    }
    if (line.kind === 'original') {
      close(line.start)
      begin(line.start, 'attribution')
      close(line.end)
      rest = 'quoted'
      continue
    }
    if (line.kind === 'header') {
      const blockEnd = headerBlockEnd(text, lines, i)
      if (blockEnd > 0) {
        rest = 'quoted'
        for (; i < blockEnd; i++) {
          const header = lines[i] as Line
          // The subject is content; the other fields are the envelope of an earlier message.
          begin(
            header.start,
            /^[> *]{0,8}subject:/i.test(text.slice(header.start, header.start + 20))
              ? 'quoted'
              : 'attribution',
          )
        }
        close((lines[i - 1] as Line).end)
        i--
        continue
      }
    }
    if (line.kind === 'attribution') {
      begin(line.start, 'attribution')
      close(line.end)
      rest = rest === 'new' || rest === 'signature' ? (nextTextIsQuote(lines, i) ? 'new' : 'quoted') : rest
      continue
    }
    if (
      line.kind === 'text' &&
      ATTRIBUTION_START.test(text.slice(line.start, line.start + 24)) &&
      wrapsAttribution(text, lines, i)
    ) {
      begin(line.start, 'attribution')
      i++
      close((lines[i] as Line).end)
      rest = rest === 'new' || rest === 'signature' ? (nextTextIsQuote(lines, i) ? 'new' : 'quoted') : rest
      continue
    }
    begin(line.start, line.kind === 'quote' ? 'quoted' : rest)
  }
  close(text.length)
  return paragraphs
}

function nextTextIsQuote(lines: readonly Line[], from: number): boolean {
  for (let i = from + 1; i < lines.length; i++) {
    const kind = lines[i]?.kind
    if (kind !== 'blank') return kind === 'quote'
  }
  return true
}

/** "On Tue, Mar 3, 2026 at 3:14 PM Maria Lopez" / "<maria@example.org> wrote:" over two lines. */
function wrapsAttribution(text: string, lines: readonly Line[], at: number): boolean {
  const next = lines[at + 1]
  if (next === undefined || next.end - next.start > 160) return false
  return /(?:wrote|schrieb|escribió|a écrit) ?:\s*$/.test(text.slice(next.start, next.end))
}

/** Cuts a long paragraph at line ends, spaces, or anywhere, so that an edit rescans a bounded stretch. */
function pushPieces(text: string, start: number, end: number, segment: Segment, into: Paragraph[]): void {
  const head = tableHead(text, start, end)
  const further = head === undefined ? {} : { head }
  let from = start
  while (end - from > limits.paragraphHard) {
    const window = text.slice(from + limits.paragraphSoft, from + limits.paragraphHard)
    const lineEnd = window.indexOf('\n')
    const space = window.lastIndexOf(' ')
    const cut =
      from + limits.paragraphSoft + (lineEnd >= 0 ? lineEnd + 1 : space >= 0 ? space + 1 : window.length)
    into.push({ start: from, end: cut, segment, ...(from === start ? {} : further) })
    from = cut
  }
  into.push({ start: from, end, segment, ...(from === start ? {} : further) })
}

const LONGEST_HEAD = 1_000

/** The first line of a block, where it may head a table; only blocks that are cut need it. */
function tableHead(text: string, start: number, end: number): string | undefined {
  if (end - start <= limits.paragraphHard) return undefined
  const lineEnd = text.indexOf('\n', start)
  if (lineEnd < 0 || lineEnd >= end || lineEnd - start > LONGEST_HEAD) return undefined
  const line = text.slice(start, lineEnd)
  return /[,\t|;][^,\t|;]{0,200}[,\t|;]/.test(line) ? line : undefined
}
