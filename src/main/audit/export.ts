import {
  auditHead,
  findAuditEvent,
  listAuditEventsAfter,
  listAuditPeople,
  saveCheckpoint,
  type Reader,
  type Tx,
} from '../store/index.ts'
import { canonicalJson, genesis, hashOf } from './encoding.ts'
import { readFrame } from './chain.ts'

export interface ExportOptions {
  readonly format: 'jsonl' | 'csv'
  /** Names join the codes in the manifest; the records, and so the chain, stay the same. */
  readonly withNames: boolean
  /** Milliseconds; inclusive and exclusive. */
  readonly from?: number
  readonly to?: number
}

/** What an export says of itself; the members' meaning stands in docs/audit-log.md. */
export interface ExportManifest {
  readonly format: 'sealpost-audit'
  readonly version: 1
  readonly createdAt: string
  readonly people: 'codes' | 'names'
  readonly names: Readonly<Record<string, { readonly kind: string; readonly name: string }>>
  readonly firstSeq: number
  readonly count: number
  /** Hash of the record before the first; 64 zeros when the export begins at the beginning. */
  readonly prev: string
  /** Hash of the last record. */
  readonly head: string
  /** SHA-256 of the records' bytes, each with its line end; of a CSV, of the whole file. */
  readonly sha256: string
}

export interface AuditExport {
  readonly files: readonly { readonly suffix: string; readonly bytes: Uint8Array }[]
  readonly count: number
  readonly head: string
}

/** Builds the file or files of an export. The caller records the export before it writes them anywhere. */
export function buildExport(reader: Reader, options: ExportOptions, now: Date): AuditExport {
  const rows = rowsOf(reader, options)
  const first = rows[0]
  const firstSeq = first?.seq ?? 1
  const before = firstSeq > 1 ? findAuditEvent(reader, firstSeq - 1) : null
  const head = rows.at(-1)
  const common = {
    format: 'sealpost-audit' as const,
    version: 1 as const,
    createdAt: now.toISOString(),
    people: options.withNames ? ('names' as const) : ('codes' as const),
    names: options.withNames ? namesOf(reader) : {},
    firstSeq,
    count: rows.length,
    prev: before === null ? genesis : hashOf(before.canonical),
    head:
      head === undefined ? (before === null ? genesis : hashOf(before.canonical)) : hashOf(head.canonical),
  }
  const body =
    options.format === 'jsonl'
      ? joinLines(rows.map(({ canonical }) => canonical))
      : new TextEncoder().encode(csvOf(rows, common.names))
  const manifest: ExportManifest = { ...common, sha256: hashOf(body) }
  const result = { count: common.count, head: common.head }
  if (options.format === 'csv') {
    return {
      ...result,
      files: [
        { suffix: '.csv', bytes: body },
        { suffix: '.csv.manifest.json', bytes: withDigest(manifest) },
      ],
    }
  }
  return { ...result, files: [{ suffix: '.jsonl', bytes: concat([withDigest(manifest), body]) }] }
}

/** Notes that the head went out with an export: from now on a rollback behind it can be shown. */
export function noteExport(tx: Tx, now: Date): void {
  const head = auditHead(tx)
  if (head !== null) {
    saveCheckpoint(tx, {
      seq: head.seq,
      hash: head.hash,
      place: 'export',
      signature: null,
      at: now.getTime(),
    })
  }
}

/** One line: the manifest, and the SHA-256 of its canonical form, so that a changed manifest shows too. */
function withDigest(manifest: ExportManifest): Uint8Array {
  const canonical = canonicalJson(manifest)
  const digest = hashOf(new TextEncoder().encode(canonical))
  return new TextEncoder().encode(`{"manifest":${canonical},"sha256":"${digest}"}\n`)
}

function rowsOf(reader: Reader, { from, to }: ExportOptions) {
  const rows = []
  let after = 0
  for (;;) {
    const piece = listAuditEventsAfter(reader, after, 1000)
    const last = piece.at(-1)
    if (last === undefined) {
      break
    }
    rows.push(...piece)
    after = last.seq
  }
  // A piece of the chain without gaps: from the first record in the range to the last.
  const isInside = ({ at }: { at: number }) =>
    (from === undefined || at >= from) && (to === undefined || at < to)
  return rows.slice(Math.max(0, rows.findIndex(isInside)), rows.findLastIndex(isInside) + 1)
}

function namesOf(reader: Reader): ExportManifest['names'] {
  return Object.fromEntries(listAuditPeople(reader).map(({ code, kind, name }) => [code, { kind, name }]))
}

const columns = ['seq', 'at', 'user', 'type', 'persons', 'details', 'hash'] as const

function csvOf(rows: readonly { canonical: Uint8Array }[], names: ExportManifest['names']): string {
  const nameOf = (code: string) => names[code]?.name ?? code
  const lines = rows.map(({ canonical }) => {
    const record = readFrame(canonical)
    if (record === null) {
      throw new Error('a stored record is readable')
    }
    const { type, person, persons, ...details } = record.event as {
      type: string
      person?: string | null
      persons?: string[]
    }
    const people = [...(typeof person === 'string' ? [person] : []), ...(persons ?? [])]
    return [
      String(record.seq),
      record.at,
      nameOf(record.user),
      type,
      people.map(nameOf).join('; '),
      canonicalJson(details),
      hashOf(canonical),
    ]
  })
  return [columns, ...lines].map((cells) => cells.map(csvCell).join(',') + '\r\n').join('')
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is given an apostrophe. */
function csvCell(value: string): string {
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${inert.replaceAll('"', '""')}"`
}

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const lineEnd = Uint8Array.of(0x0a)
  return concat(lines.flatMap((line) => [line, lineEnd]))
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}
