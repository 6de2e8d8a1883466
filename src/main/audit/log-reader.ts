import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  addReadExport,
  addReadLog,
  addReadRecord,
  findReadLog,
  findReadLogOfFile,
  listReadEvents,
  listReadEventsOf,
  listReadExports,
  listReadLogs,
  removeReadLog,
  saveReadNames,
  type AuditEventFilter,
  type AuditEventRow,
  type ReadLogRow,
  type Store,
} from '../store/index.ts'
import { faultBeside, judgeAnew } from './judge-read-logs.ts'
import { readExport, type ReadExport, type ReadFault } from './read-export.ts'
import { storyOf, type StoryOf } from './story.ts'
import type { AuditTrail } from './trail.ts'

export type LogReaderDeps = {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

/** An export that was chosen, before it is kept. */
export type LogOffer = {
  /** SHA-256 of the file, hexadecimal. */
  readonly file: string
  readonly export: ReadExport
  /** Null: it is whole, and goes on from what is here of the same log. */
  readonly fault: ReadFault | null
  /** Of the same log there is this already, and it holds. */
  readonly known: ReadLogRow | null
}

/** Exported logs of others in this vault: each is verified as `sealpost audit verify` does it, and held against the others. */
export type LogReader = {
  /**
   * Reads an export and judges it; nothing is kept yet.
   *
   * @returns what `readExport` gives, and `audit/export-known` where the same file is here
   */
  consider(file: Uint8Array): Result<LogOffer>
  /**
   * Keeps what was considered last: with the log that it goes on from, or as one of its own.
   *
   * @returns the id of the log; `audit/export-gone`, `audit/write-failed`
   */
  add(file: string, title: string): Result<number>
  /** Drops what was considered. */
  forget(): void
  /** Records that it is looked through. Errors: `audit/log-gone`, `audit/write-failed`. */
  open(id: number): Result<ReadLogRow>
  /** Records that it is looked through, where that wasn't opened. Errors as of `open`. */
  events(id: number, filter: AuditEventFilter, page: Page): Result<AuditEventRow[]>
  /** As `events`. */
  story(id: number, of: StoryOf): Result<AuditEventRow[]>
  /** Errors: `audit/log-gone`, `audit/write-failed`. */
  remove(id: number): Result<void>
}

type Page = { readonly before: number | null; readonly limit: number }

export function createLogReader({ store, audit, clock }: LogReaderDeps): LogReader {
  let considered: LogOffer | null = null
  const opened = new Set<number>()

  function consider(file: Uint8Array): Result<LogOffer> {
    considered = null
    const hash = createHash('sha256').update(file).digest()
    if (findReadLogOfFile(store, hash) !== null) return fail('audit/export-known')
    const read = readExport(file)
    if (!read.ok) return read
    const known =
      listReadLogs(store).find(({ log, fault }) => log === read.value.log && fault === null) ?? null
    const fault =
      read.value.fault ??
      (known === null ? null : faultBeside(store, known, factsOf(read.value), read.value.claim))
    considered = { file: hash.toString('hex'), export: read.value, fault, known }
    return ok(considered)
  }

  function keep({ file, export: read, fault, known }: LogOffer, title: string): Result<number> {
    return store.transaction((tx) => {
      const isContinued = fault === null && known !== null
      const id = isContinued
        ? known.id
        : addReadLog(tx, {
            ...{ log: read.log, signer: read.signer, title, names: read.names },
            ...{ fault: fault?.fault ?? null, badSeq: fault?.seq ?? null },
            unprovenFrom: fault?.unprovenFrom ?? null,
          })
      if (isContinued) saveReadNames(tx, id, { ...known.names, ...read.names })
      const { createdAt, firstSeq, lastSeq, prev, withheld, head } = read
      addReadExport(tx, id, {
        ...{ fileHash: Buffer.from(file, 'hex'), addedAt: clock().getTime(), createdAt },
        ...{ firstSeq, lastSeq, prev, withheld, headSeq: head.seq, headHash: head.hash },
      })
      for (const { row, references } of read.records) addReadRecord(tx, id, row, references)
      const recorded = audit.append(tx, {
        ...{
          type: 'log.added',
          log: read.log,
          records: read.records.filter(({ row }) => row.type !== '').length,
        },
        ...{ fault: fault?.fault ?? null, file },
      })
      return recorded.ok ? ok(id) : recorded
    })
  }

  function open(id: number): Result<ReadLogRow> {
    const log = findReadLog(store, id)
    if (log === null) return fail('audit/log-gone')
    const recorded = audit.record({ type: 'log.viewed', log: log.log })
    if (!recorded.ok) return recorded
    opened.add(id)
    return ok(log)
  }

  /** What is in a log is shown to nobody who didn't open it on record. */
  function onceOpen<T>(id: number, read: () => T): Result<T> {
    const isOpen = opened.has(id) && findReadLog(store, id) !== null
    const asked = isOpen ? ok(undefined) : open(id)
    return asked.ok ? ok(read()) : asked
  }

  return {
    consider,
    add: (file, title) => {
      if (considered?.file !== file) return fail('audit/export-gone')
      const kept = keep(considered, title)
      if (kept.ok) considered = null
      return kept
    },
    forget: () => {
      considered = null
    },
    open,
    events: (id, filter, page) => onceOpen(id, () => listReadEvents(store, id, filter, page)),
    story: (id, of) =>
      onceOpen(id, () =>
        storyOf((references, limit) => listReadEventsOf(store, id, references, limit), [of]),
      ),
    remove: (id) =>
      store.transaction((tx) => {
        const log = findReadLog(tx, id)
        if (log === null) return fail('audit/log-gone')
        const exports = listReadExports(tx, id).length
        removeReadLog(tx, id)
        judgeAnew(tx, log.log)
        return audit.append(tx, { type: 'log.removed', log: log.log, exports })
      }),
  }
}

function factsOf({ createdAt, records }: ReadExport) {
  const setBacks = records.filter(({ row }) => row.type === 'clock.set-back').map(({ row }) => row.seq)
  return { createdAt, setBacks }
}
