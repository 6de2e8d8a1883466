import { parse } from 'csv-parse/sync'
import { decodeText, escapeHtml, type Scheme } from '../../mime/index.ts'
import { previewLimits } from './limits.ts'
import { previewDocument } from './preview-page.ts'

/** A text file, or the beginning of one; comma-separated values as a table where they can be read as one. */
export function textPage(
  bytes: Uint8Array,
  fileName: string,
  scheme: Scheme,
): { html: string; isCut: boolean } {
  const isCut = bytes.length > previewLimits.maxTextBytes
  const text = decodeText(bytes.subarray(0, previewLimits.maxTextBytes), charsetOf(bytes)).replaceAll(
    '\0',
    '',
  )
  const table = /\.(csv|tsv)$/i.test(fileName) ? readTable(text) : null
  if (table === null) {
    return { html: previewDocument(`<body><pre>${escapeHtml(text)}</pre></body>`, scheme), isCut }
  }
  const [head = [], ...rows] = table.rows
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const body = `<body><table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table></body>`
  return { html: previewDocument(body, scheme), isCut: isCut || table.isCut }
}

/** By its mark; without one it says nothing of itself. */
function charsetOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le'
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Null where it isn't what its name says. */
function readTable(text: string): { rows: string[][]; isCut: boolean } | null {
  const { maxRows, maxColumns } = previewLimits
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: maxRows + 1,
    })
    const isCut = rows.length > maxRows || rows.some((row) => row.length > maxColumns)
    return { rows: rows.slice(0, maxRows).map((row) => row.slice(0, maxColumns)), isCut }
  } catch {
    return null
  }
}

/** What stands most often in the first line: spreadsheets of half the world write semicolons. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 4000).split('\n')[0] ?? ''
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark
}
