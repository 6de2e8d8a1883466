import { syslogMessageOf } from '../../audit/index.ts'
import { listAuditEventsAfter, readMeta, type Reader, type Store } from '../../store/index.ts'
import { ok, type Failure, type Result } from '../../../shared/result.ts'
import { readCollector, readPosition, savePosition, type Collector } from './notes.ts'

export type ForwarderWaits = {
  /** After a record, for others: a busy minute needn't be a hundred connections. */
  readonly gatherMs: number
  /** After a failure; twice as long after each further one. */
  readonly retryMs: number
}

export interface ForwarderDeps {
  readonly store: Store
  readonly clock: () => Date
  /** Of this program. */
  readonly version: string
  /** Succeeds when the collector has taken them all, as far as it tells. */
  readonly send: (
    collector: Collector,
    messages: readonly Uint8Array[],
    signal: AbortSignal,
  ) => Promise<Result<void>>
  readonly onChanged: () => void
  readonly waits?: ForwarderWaits
}

/** Sends what the collector doesn't have yet, in order, while the vault is open. Nothing ever waits for it. */
export interface Forwarder {
  /** Why the last try failed; null: it didn't, or none was made. */
  failure(): Failure | null
  isSending(): boolean
  /** A record was added. */
  noteAppended(): void
  /** Begins at once, and anew where it runs: the vault was opened, or another collector was set, or none. */
  restart(): void
  /** Ends what runs; nothing is sent after that. */
  stop(): Promise<void>
}

type Batch = {
  readonly collector: Collector
  readonly messages: readonly Uint8Array[]
  /** Number of the last. */
  readonly last: number
}

/** What one connection carries: some 300 kB. */
const batchRecords = 500
const usualWaits: ForwarderWaits = { gatherMs: 3000, retryMs: 15_000 }
const longestRetryMs = 15 * 60_000

export function createForwarder(deps: ForwarderDeps): Forwarder {
  const { store, clock, version, send, onChanged, waits = usualWaits } = deps
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let running: { readonly ended: Promise<void>; readonly ending: AbortController } | null = null
  let isToRunAgain = false
  let failure: Failure | null = null
  let retryMs = waits.retryMs

  function arm(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(run, ms)
    // Not a reason for the process to stay.
    timer.unref()
  }

  function run(): void {
    clearTimeout(timer)
    timer = undefined
    isToRunAgain = false
    const known = store.attempt((reader) => ok(readCollector(reader)))
    if (known.ok && known.value === null) return
    const ending = new AbortController()
    const ended = sendAll(ending.signal).catch(noteDefect).then(goOn)
    running = { ending, ended }
    onChanged()
  }

  /** What throws isn't expected; told and tried again all the same, so that the sending never ends without a word. */
  function noteDefect(): void {
    failure = { code: 'collector/defect' }
  }

  function goOn(): void {
    running = null
    if (isOver || !store.isOpen) return
    if (isToRunAgain) {
      run()
      return
    }
    if (failure !== null) {
      arm(retryMs)
      retryMs = Math.min(2 * retryMs, longestRetryMs)
    }
    onChanged()
  }

  async function sendAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      const read = store.attempt((reader) => ok(nextBatch(reader)))
      const sent = read.ok && read.value !== null ? await hand(read.value, signal) : read
      if (signal.aborted || !store.isOpen) return
      failure = sent.ok ? null : sent.error
      if (!sent.ok || (read.ok && read.value === null)) return
      retryMs = waits.retryMs
      onChanged()
    }
  }

  function nextBatch(reader: Reader): Batch | null {
    const collector = readCollector(reader)
    if (collector === null) return null
    const rows = listAuditEventsAfter(reader, readPosition(reader).seq, batchRecords)
    const last = rows.at(-1)
    const log = readMeta(reader, 'audit-genesis') ?? ''
    return last === undefined
      ? null
      : { collector, last: last.seq, messages: rows.map((row) => syslogMessageOf(row, { log, version })) }
  }

  async function hand({ collector, messages, last }: Batch, signal: AbortSignal): Promise<Result<void>> {
    const sent = await send(collector, messages, signal)
    if (!sent.ok || signal.aborted || !store.isOpen) return sent
    return store.transaction((tx) => {
      savePosition(tx, { seq: last, at: clock().getTime() })
      return ok(undefined)
    })
  }

  return {
    failure: () => failure,
    isSending: () => running !== null,
    noteAppended: () => {
      // What runs goes on to it; what failed is tried again at its time.
      if (running === null && timer === undefined && !isOver) arm(waits.gatherMs)
    },
    restart: () => {
      if (isOver) return
      failure = null
      retryMs = waits.retryMs
      if (running === null) {
        run()
        return
      }
      isToRunAgain = true
      running.ending.abort()
    },
    stop: async () => {
      isOver = true
      clearTimeout(timer)
      running?.ending.abort()
      await running?.ended
    },
  }
}
