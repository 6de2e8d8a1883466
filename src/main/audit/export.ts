import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
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
import { csvHead, csvLines } from './csv.ts'
import { genesis, hashOf } from './encoding.ts'
import { inTurns, pieceSize } from './in-turns.ts'
import { receiptNamedBy } from './receipt.ts'
import { lineOf } from './record-lines.ts'
import { scopeOf } from './export-scope.ts'
import { manifestLine, type ExportManifest } from './manifest.ts'

export type ExportScope = {
  /** Names join the codes in the manifest; the records, and so the chain, stay the same. */
  readonly withNames: boolean
  /** ms since 1970; inclusive and exclusive. */
  readonly from?: number
  readonly to?: number
  /** Code of the one person whose records go along; of the others their hash alone, or in a table nothing. */
  readonly person?: string
}

export type ExportOptions = ExportScope & { readonly format: 'jsonl' | 'csv' }

export type AuditExport = {
  readonly files: readonly { readonly suffix: string; readonly bytes: Uint8Array }[]
  readonly count: number
  /** Of the receipts in the file beside. */
  readonly receipts: number
  /** Hash of its last record; of the log's newest where it has none. */
  readonly head: string
  /** The log's newest record when it was made. */
  readonly logHead: ExportManifest['logHead']
}

/** What a printable report is made of. */
export type ReportPeriod = {
  readonly firstSeq: number
  /** How many records the period has, shown or not. */
  readonly count: number
  /** Canonical bytes of those that are shown. */
  readonly shown: readonly { readonly canonical: Uint8Array; readonly hash: Uint8Array }[]
  readonly names: ExportManifest['names']
  /** Code of whom alone it is about. */
  readonly person: string | null
}

type Plan = ReportPeriod & {
  readonly rows: readonly AuditEventRow[]
  readonly inScope: ReadonlySet<number> | null
  readonly shown: readonly AuditEventRow[]
  readonly log: string
  readonly prev: string
  readonly logHead: ExportManifest['logHead']
  readonly people: ExportManifest['people']
  readonly receipts: { readonly count: number; readonly bytes: Uint8Array }
}

/** Of the file with the receipts, beside that of the records. */
export const receiptsSuffix = '.receipts.jsonl'

/**
 * Builds the file or files of an export, as the log is now. The caller records the export before it writes them anywhere.
 * However long the log is, others have their turns in between; what they add isn't in it.
 *
 * @param signingKey gives the vault's 32-byte key for audit signing. It is asked in the last turn, and what it throws ends
 *   the export: a key that was held meanwhile would be zeros after a lock
 */
export async function buildExport(
  reader: Reader,
  options: ExportOptions,
  now: Date,
  signingKey: () => Uint8Array,
): Promise<AuditExport> {
  const plan = await planExport(reader, options)
  const { rows, shown, inScope, names } = plan
  const body =
    options.format === 'csv'
      ? [csvHead, ...(await inTurns(shown, (piece) => Buffer.from(csvLines(piece, names))))]
      : await inTurns(rows, (piece) =>
          Buffer.concat(piece.map((row) => lineOf(row, inScope?.has(row.seq) !== false))),
        )
  return signExport(plan, options.format, body, now, signingKey)
}

/**
 * The same as a file to print. What happens while it is set isn't in it.
 *
 * @param set makes the file of what it is to show
 */
export async function buildReport(
  reader: Reader,
  scope: ExportScope,
  now: Date,
  signingKey: () => Uint8Array,
  set: (period: ReportPeriod) => Promise<Uint8Array>,
): Promise<AuditExport> {
  const plan = await planExport(reader, scope)
  return signExport(plan, 'pdf', [await set(plan)], now, signingKey)
}

async function planExport(reader: Reader, { withNames, person, ...period }: ExportScope): Promise<Plan> {
  const logHead = headOf(reader)
  const names = withNames ? namesOf(reader, person) : {}
  const rows = await rowsOf(reader, logHead.seq, period)
  const inScope = person === undefined ? null : await scopeOf(reader, person, rows)
  const shown = inScope === null ? rows : rows.filter(({ seq }) => inScope.has(seq))
  const firstSeq = rows[0]?.seq ?? 1
  const before = firstSeq > 1 ? findAuditEvent(reader, firstSeq - 1) : null
  return {
    ...{ rows, inScope, shown, firstSeq, count: rows.length, person: person ?? null },
    log: readMeta(reader, 'audit-genesis') ?? '',
    prev: before === null ? genesis : hexOf(before.hash),
    ...{ logHead, names, people: withNames ? 'names' : 'codes' },
    receipts: await receiptsOf(reader, shown),
  }
}

async function signExport(
  plan: Plan,
  format: 'jsonl' | 'csv' | 'pdf',
  pieces: readonly Uint8Array[],
  now: Date,
  signingKey: () => Uint8Array,
): Promise<AuditExport> {
  const { rows, shown, person, receipts, log, people, names, firstSeq, count, prev, logHead } = plan
  const last = rows.at(-1)
  const head = last === undefined ? prev : hexOf(last.hash)
  const manifest = {
    ...{ log, createdAt: now.toISOString(), people, names, firstSeq, count, prev, head, logHead },
    sha256: await hashInTurns(pieces),
    receipts: { count: receipts.count, sha256: hashOf(receipts.bytes) },
  }
  const scope = person === null ? null : { scope: { person }, withheld: count - shown.length }
  const signed = manifestLine(manifest, scope, signingKey())
  const suffix = `.${format}`
  const files =
    format === 'jsonl'
      ? [{ suffix, bytes: new Uint8Array(Buffer.concat([signed, ...pieces])) }]
      : [
          { suffix, bytes: new Uint8Array(Buffer.concat(pieces)) },
          { suffix: `${suffix}.manifest.json`, bytes: signed },
        ]
  const beside = receipts.count === 0 ? [] : [{ suffix: receiptsSuffix, bytes: receipts.bytes }]
  return {
    files: [...files, ...beside],
    ...{ count: shown.length, receipts: receipts.count, logHead },
    head: last === undefined ? logHead.hash : head,
  }
}

/** Notes that this head went out with an export: from now on a rollback behind it can be shown. */
export function noteExport(tx: Tx, { seq, hash }: ExportManifest['logHead'], now: Date): void {
  if (seq === 0) return
  const head = { seq, hash: Buffer.from(hash, 'hex') }
  saveCheckpoint(tx, { ...head, place: 'export', signature: null, at: now.getTime() })
}

function headOf(reader: Reader): ExportManifest['logHead'] {
  const head = auditHead(reader)
  return head === null ? { seq: 0, hash: genesis } : { seq: head.seq, hash: hexOf(head.hash) }
}

/** A piece of the chain without gaps: from the first record in the range to the last. */
async function rowsOf(
  reader: Reader,
  upTo: number,
  { from = -Infinity, to = Infinity }: Pick<ExportScope, 'from' | 'to'>,
): Promise<AuditEventRow[]> {
  const rows: AuditEventRow[] = []
  for (;;) {
    const piece = listAuditEventsAfter(reader, rows.at(-1)?.seq ?? 0, pieceSize)
    rows.push(...piece.filter(({ seq }) => seq <= upTo))
    if (piece.length < pieceSize || (piece.at(-1)?.seq ?? upTo) >= upTo) break
    await setImmediate()
  }
  const isInside = ({ at }: AuditEventRow) => at >= from && at < to
  const first = rows.findIndex(isInside)
  return first < 0 ? [] : rows.slice(first, rows.findLastIndex(isInside) + 1)
}

/** The receipts that the records name, one a line: those of every copy that left in the period. */
async function receiptsOf(
  reader: Reader,
  rows: readonly AuditEventRow[],
): Promise<{ count: number; bytes: Uint8Array }> {
  const found = await inTurns(rows, (piece) =>
    piece.flatMap(({ canonical }) => {
      const hash = receiptNamedBy(canonical)
      const receipt = hash === null ? null : findReceiptByHash(reader, Buffer.from(hash, 'hex'))
      return receipt === null ? [] : [Buffer.concat([receipt.signed, Buffer.from('\n')])]
    }),
  )
  const lines = found.flat()
  return { count: lines.length, bytes: new Uint8Array(Buffer.concat(lines)) }
}

/** Of one person's records: her name and that of whoever's vault this is, and nobody else's. */
function namesOf(reader: Reader, person: string | undefined): ExportManifest['names'] {
  const people = listAuditPeople(reader).filter(
    ({ code, kind }) => person === undefined || code === person || kind === 'user',
  )
  return Object.fromEntries(people.map(({ code, kind, name }) => [code, { kind, name }]))
}

async function hashInTurns(pieces: readonly Uint8Array[]): Promise<string> {
  const hash = createHash('sha256')
  for (const piece of pieces) {
    hash.update(piece)
    await setImmediate()
  }
  return hash.digest('hex')
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
