import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import type { AuditEventRow } from '../store/index.ts'
import { decodeRecord } from './encoding.ts'
import type { ExportManifest } from './manifest.ts'

const columns = ['seq', 'at', 'user', 'type', 'persons', 'details', 'hash'] as const

/** The first line of the table. */
export const csvHead = Buffer.from(lineOf(columns))

/** The records as lines of a table (RFC 4180) for spreadsheets; codes stay where `names` has none. */
export function csvLines(rows: readonly AuditEventRow[], names: ExportManifest['names']): string {
  const nameOf = (code: string) => names[code]?.name ?? code
  const lines = rows.map(({ canonical, hash }) => {
    const record = decodeRecord(canonical)
    if (record === null) throw new Error('a stored record is readable')
    const { type, person, persons, ...details } = record.event
    const several: unknown[] = Array.isArray(persons) ? persons : []
    const people = [person, ...several].filter((code) => typeof code === 'string')
    return [
      String(record.seq),
      record.at,
      nameOf(record.user),
      type,
      people.map(nameOf).join('; '),
      canonicalJson(details as CanonicalValue),
      Buffer.from(hash).toString('hex'),
    ]
  })
  return lines.map(lineOf).join('')
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A cell (RFC 4180); one that may be taken for a formula, also behind spaces or in full width, gets an apostrophe. */
export function csvCell(value: string): string {
  const inert = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(value) ? `'${value}` : value
  return `"${inert.replaceAll('"', '""')}"`
}
