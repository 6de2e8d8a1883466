import { decodeText } from '../charset.ts'
import { limits } from '../limits.ts'
import { decodeTransferEncoding } from '../transfer-encoding.ts'

/** One property of an iCalendar object or a vCard. Names are in capitals and without their group. */
export type ContentLine = {
  readonly name: string
  /** First value of each, quotes removed; a parameter without a name (vCard 2.1: `TEL;HOME`) is left out. */
  readonly params: ReadonlyMap<string, string>
  /** Escapes not undone: see `unescaped`. */
  readonly value: string
}

/**
 * Reads the lines of RFC 5545 3.1 and RFC 6350 3.3: unfolded, with the quoted-printable of vCard 2.1 undone. Total,
 * and bounded by `limits`: what is beyond them isn't read. Lines without a colon are left out, as real files have them.
 */
export function readContentLines(text: string): ContentLine[] {
  const unfolded = text.slice(0, limits.maxCardChars).replace(/\r?\n[ \t]/g, '')
  const lines: ContentLine[] = []
  let pending = ''
  for (const line of unfolded.split(/\r\n|\n|\r/)) {
    if (lines.length >= limits.maxCardLines) break
    pending += line
    // A soft break of quoted-printable is no fold.
    if (line.endsWith('=') && /^[^:]{0,200}QUOTED-PRINTABLE/i.test(pending)) pending = pending.slice(0, -1)
    else {
      const read = readLine(pending)
      if (read !== null) lines.push(read)
      pending = ''
    }
  }
  return lines
}

/** A TEXT value with its escapes undone (RFC 5545 3.3.11, RFC 6350 3.4). */
export function unescaped(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  )
}

/** `NAME;PARAM=value;PARAM="a:b":value` */
function readLine(line: string): ContentLine | null {
  const head = /^(?:[^:"]|"[^"]{0,500}"){1,2000}?:/.exec(line.slice(0, 2_500))?.[0].slice(0, -1)
  if (head === undefined) return null
  const [name = '', ...rest] = splitParameters(head)
  const params = new Map<string, string>()
  for (const parameter of rest) {
    const equals = parameter.indexOf('=')
    if (equals > 0 && params.size < limits.maxParameters)
      params.set(
        parameter.slice(0, equals).trim().toUpperCase(),
        parameter.slice(equals + 1).replaceAll('"', ''),
      )
  }
  const value = line.slice(head.length + 1)
  const isQuotedPrintable = /QUOTED-PRINTABLE/i.test(head)
  return {
    name: name
      .slice(name.lastIndexOf('.') + 1)
      .trim()
      .toUpperCase(),
    params,
    value: isQuotedPrintable ? fromQuotedPrintable(value, params.get('CHARSET') ?? null) : value,
  }
}

function splitParameters(head: string): string[] {
  return head.match(/(?:[^;"]|"[^"]*"?)+/g) ?? []
}

function fromQuotedPrintable(value: string, charset: string | null): string {
  return decodeText(decodeTransferEncoding(Buffer.from(value, 'utf8'), 'quoted-printable'), charset)
}
