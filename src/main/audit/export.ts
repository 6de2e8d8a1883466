import {
  auditHead,
  findAuditEvent,
  findReceiptByHash,
  listAuditEventsAfter,
  listAuditPeople,
  readMeta,
  saveCheckpoint,
  type AuditEventRow,
  type Reader,
  type Tx,
} from '../store/index.ts'
import { csvOf } from './csv.ts'
import { genesis, hashOf } from './encoding.ts'
import { receiptNamedBy } from './receipt.ts'
import { manifestLine, type ExportManifest } from './manifest.ts'

export type ExportOptions = {
  readonly format: 'jsonl' | 'csv'
  /** Names join the codes in the manifest; the records, and so the chain, stay the same. */
  readonly withNames: boolean
  /** ms since 1970; inclusive and exclusive. */
  readonly from?: number
  readonly to?: number
}

export type AuditExport = {
  readonly files: readonly { readonly suffix: string; readonly bytes: Uint8Array }[]
  readonly count: number
  /** Of the receipts in the file beside. */
  readonly receipts: number
  readonly head: string
}

const pieceSize = 1000
/** Of the file with the receipts, beside that of the records. */
export const receiptsSuffix = '.receipts.jsonl'

/**
 * Builds the file or files of an export. The caller records the export before it writes them anywhere.
 *
 * @param signingKey the vault's 32-byte key for audit signing
 */
export function buildExport(
  reader: Reader,
  options: ExportOptions,
  now: Date,
  signingKey: Uint8Array,
): AuditExport {
  const rows = rowsOf(reader, options)
  const firstSeq = rows[0]?.seq ?? 1
  const before = firstSeq > 1 ? findAuditEvent(reader, firstSeq - 1) : null
  const prev = before === null ? genesis : hexOf(before.hash)
  const last = rows.at(-1)
  const names = options.withNames ? namesOf(reader) : {}
  const body = options.format === 'jsonl' ? jsonLinesOf(rows) : new TextEncoder().encode(csvOf(rows, names))
  const receipts = receiptsOf(reader, rows)
  const manifest = {
    log: readMeta(reader, 'audit-genesis') ?? '',
    createdAt: now.toISOString(),
    people: options.withNames ? ('names' as const) : ('codes' as const),
    names,
    firstSeq,
    count: rows.length,
    prev,
    head: last === undefined ? prev : hexOf(last.hash),
    logHead: headOf(reader),
    sha256: hashOf(body),
    receipts: { count: receipts.count, sha256: hashOf(receipts.bytes) },
  }
  const signed = manifestLine(manifest, signingKey)
  const files =
    options.format === 'jsonl'
      ? [{ suffix: '.jsonl', bytes: new Uint8Array(Buffer.concat([signed, body])) }]
      : [
          { suffix: '.csv', bytes: body },
          { suffix: '.csv.manifest.json', bytes: signed },
        ]
  const beside = receipts.count === 0 ? [] : [{ suffix: receiptsSuffix, bytes: receipts.bytes }]
  return {
    files: [...files, ...beside],
    count: rows.length,
    receipts: receipts.count,
    head: manifest.head,
  }
}

/** Notes that the head went out with an export: from now on a rollback behind it can be shown. */
export function noteExport(tx: Tx, now: Date): void {
  const head = auditHead(tx)
  if (head === null) return
  saveCheckpoint(tx, { seq: head.seq, hash: head.hash, place: 'export', signature: null, at: now.getTime() })
}

function headOf(reader: Reader): ExportManifest['logHead'] {
  const head = auditHead(reader)
  return head === null ? { seq: 0, hash: genesis } : { seq: head.seq, hash: hexOf(head.hash) }
}

/** A piece of the chain without gaps: from the first record in the range to the last. */
function rowsOf(reader: Reader, { from = -Infinity, to = Infinity }: ExportOptions): AuditEventRow[] {
  const rows: AuditEventRow[] = []
  for (;;) {
    const piece = listAuditEventsAfter(reader, rows.at(-1)?.seq ?? 0, pieceSize)
    rows.push(...piece)
    if (piece.length < pieceSize) break
  }
  const isInside = ({ at }: AuditEventRow) => at >= from && at < to
  const first = rows.findIndex(isInside)
  return first < 0 ? [] : rows.slice(first, rows.findLastIndex(isInside) + 1)
}

/** The receipts that the records name, one a line: those of every copy that left in the period. */
function receiptsOf(reader: Reader, rows: readonly AuditEventRow[]): { count: number; bytes: Uint8Array } {
  const lines = rows.flatMap(({ canonical }) => {
    const hash = receiptNamedBy(canonical)
    const receipt = hash === null ? null : findReceiptByHash(reader, Buffer.from(hash, 'hex'))
    return receipt === null ? [] : [Buffer.concat([receipt.signed, Buffer.from('\n')])]
  })
  return { count: lines.length, bytes: new Uint8Array(Buffer.concat(lines)) }
}

/** Each line holds a record, byte for byte as it was hashed, behind its hash. */
function jsonLinesOf(rows: readonly AuditEventRow[]): Uint8Array {
  const pieces = rows.flatMap(({ canonical, hash }) => [
    Buffer.from(`${recordLineStart}${hexOf(hash)}${recordLineMiddle}`),
    canonical,
    Buffer.from(recordLineEnd),
  ])
  return Buffer.concat(pieces)
}

/** The bytes of a line around hash and record: `{"hash":"…","record":{…}}`. */
export const recordLineStart = '{"hash":"'
export const recordLineMiddle = '","record":'
export const recordLineEnd = '}\n'

function namesOf(reader: Reader): ExportManifest['names'] {
  return Object.fromEntries(listAuditPeople(reader).map(({ code, kind, name }) => [code, { kind, name }]))
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
