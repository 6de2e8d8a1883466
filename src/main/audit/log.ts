import { randomBytes } from 'node:crypto'
import type { RollbackReason } from '../../shared/rollback-reasons.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  addAuditEvent,
  auditHead,
  findAuditUser,
  isDiskFailure,
  readMeta,
  latestCheckpoint,
  saveCheckpoint,
  writeMeta,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { AnchorPlace, ChainHead } from './anchor.ts'
import { isCheckpointAt, signCheckpoint } from './checkpoint.ts'
import { clockToleranceMs, createClockWatch } from './clock-watch.ts'
import { encodeRecord, genesis, hashOf, type AuditRecord } from './encoding.ts'
import { auditEventSchema, messagesOf, personsOf, type AuditEvent } from './events/index.ts'
import { addUser, codeOfContact, renameUser } from './people.ts'
import { explainRollback, holds, isExplained } from './rollback.ts'
import { publicKeyOf } from './signing.ts'
import { statusOf, type AuditStatus } from './status.ts'
import type { AuditTrail } from './trail.ts'

export type AuditLogDeps = {
  readonly store: Store
  readonly clock: () => Date
  /** Milliseconds by a clock that nobody sets. */
  readonly uptimeMs: () => number
  readonly anchor: AnchorPlace
  /** The vault's 32-byte key for audit signing. Asked each time: one that was kept would be zeros after a lock. */
  readonly signingKey: () => Uint8Array
  /** Told once after each commit that appended something. */
  readonly onAppended?: () => void
}

export type AuditLog = AuditTrail & {
  /** Called once when the vault is made: who the log's events are by. */
  begin(tx: Tx, userName: string): void
  renameUser(tx: Tx, userName: string): void
  /** Walks the whole chain in pieces, so that nothing else waits long. */
  status(): Promise<AuditStatus>
  /** The same, as it was found within the last hour: for what is shown again and again. */
  recentStatus(): Promise<AuditStatus>
  /** As `explainRollback`; then the log's head is its anchor again. */
  explainRollback(reason: RollbackReason): Promise<Result<void>>
  /**
   * Keeps the present head outside the store; follows the commits, never leads them. Only where the store still holds
   * the record that was kept there before: a store that was rolled back mustn't become its own anchor.
   *
   * @param isMadeAnew the vault was just made from a backup or recovery data: its log begins behind what was kept of
   *   the one before it on this computer
   */
  anchorHead(isMadeAnew?: boolean): Promise<void>
  /** The same for locking, when the store closes at once: by what `anchorHead` found last. */
  anchorLast(head: ChainHead): Promise<void>
  head(): ChainHead
  /** To be called now and then: records that the clock was set back while nothing else happened. */
  watchClock(): Result<void>
}

/** A chain that was whole a moment ago needn't be walked again for each screen. */
const statusHoldsMs = 3_600_000

export function createAuditLog({
  store,
  clock,
  uptimeMs,
  anchor,
  signingKey,
  onAppended,
}: AuditLogDeps): AuditLog {
  const now = () => clock().getTime()
  const watch = createClockWatch(clock, uptimeMs)
  /** Of the newest set-back that was noticed since the log was opened. */
  let setBack: ChainHead | null = null
  let isToBeTold = false
  let looked: { readonly at: number; readonly status: AuditStatus } | null = null
  /** Whether the store holds what its anchor says, or says why not; false until that was looked at. */
  let holdsAnchor = false
  let isMissingTold = false
  const tell = () => {
    if (isToBeTold || onAppended === undefined) return
    isToBeTold = true
    // Transactions are synchronous: by then this one has been committed.
    setImmediate(() => {
      isToBeTold = false
      onAppended()
    })
  }
  /** Asked anew after each look at the keychain, during which a lock may have come. */
  const isOpen = () => store.isOpen
  const isOnRecord = (tx: Tx) => setBack !== null && holds(tx, setBack)
  /** The time that a record may have now; before it, where the clock was set back, the event that says so. */
  const tellTime = (tx: Tx): number => {
    const { at, setBackMs } = watch.read(() => isOnRecord(tx))
    const head = headOf(tx)
    const seen = Math.max(head.at, Number(readMeta(tx, 'clock-seen') ?? 0))
    const behindMs = Math.max(seen - at, setBackMs)
    // Within the tolerance time stands still instead of running back.
    if (behindMs <= clockToleranceMs) return Math.max(at, head.at)
    chain(tx, { type: 'clock.set-back', seconds: Math.ceil(behindMs / 1000) }, at, signingKey)
    writeMeta(tx, 'clock-seen', String(at))
    setBack = headOf(tx)
    tell()
    return at
  }
  const append = (tx: Tx, event: AuditEvent) =>
    failing(() => {
      chain(tx, event, tellTime(tx), signingKey)
      tell()
    })
  const record = (event: AuditEvent) => failClosed(store.transaction((tx) => append(tx, event)))
  const look = async () => {
    const status = await statusOf(store, anchor, publicKeyOf(signingKey()))
    looked = { at: uptimeMs(), status }
    return status
  }
  /** Whoever puts the store back can take the anchor away as well: no other takes its place before that is on record. */
  const tellMissing = (found: 'nothing' | 'not-a-head'): boolean => {
    const known = latestCheckpoint(store, 'keychain')
    if (known === null || isMissingTold) return true
    isMissingTold = record({ type: 'audit.anchor-missing', seq: known.seq, found }).ok
    return isMissingTold
  }
  const anchorHead = async (isMadeAnew = false) => {
    const kept = isMadeAnew ? 'nothing' : await anchor.read()
    if (!isOpen()) return
    const isGone = typeof kept === 'string'
    isMissingTold &&= isGone
    holdsAnchor = isGone
      ? isMadeAnew || tellMissing(kept)
      : kept !== null && (holds(store, kept) || isExplained(store, kept))
    if (!holdsAnchor) return
    const { seq, hash } = headOf(store)
    if (seq === 0 || !(await anchor.write({ seq, hash })) || !isOpen()) return
    store.transaction((tx) => {
      saveCheckpoint(tx, {
        seq,
        hash: Buffer.from(hash, 'hex'),
        place: 'keychain',
        signature: null,
        at: now(),
      })
      return ok(undefined)
    })
  }
  return {
    append,
    record,
    personOf: (tx, contactId) => codeOfContact(tx, contactId, now()),
    begin: (tx, userName) => {
      writeMeta(tx, 'audit-genesis', randomBytes(16).toString('hex'))
      // A vault that was made anew from recovery data knows its person already.
      if (findAuditUser(tx) === null) addUser(tx, userName, now())
    },
    renameUser,
    status: look,
    recentStatus: async () =>
      looked !== null && uptimeMs() - looked.at < statusHoldsMs ? looked.status : look(),
    explainRollback: async (reason) => {
      const explained = await explainRollback(store, { record }, anchor, reason)
      looked = null
      if (explained.ok && isOpen()) await anchorHead()
      return explained
    },
    anchorHead,
    anchorLast: async (head) => {
      if (holdsAnchor) await anchor.write(head)
    },
    head: () => {
      const { seq, hash } = headOf(store)
      return { seq, hash }
    },
    watchClock: () =>
      failClosed(store.transaction((tx) => failing(() => writeMeta(tx, 'clock-seen', String(tellTime(tx)))))),
  }
}

/** Fails closed: whoever gets a failure returns it, and the transaction takes the effect back. */
function failing(write: () => void): Result<void> {
  try {
    write()
    return ok(undefined)
  } catch (error) {
    if (isDiskFailure(error)) return fail('audit/write-failed')
    throw error
  }
}

/** Adds a record, and before it the checkpoint where one has to stand. */
function chain(tx: Tx, event: AuditEvent, at: number, signingKey: () => Uint8Array): void {
  const last = headOf(tx)
  if (isCheckpointAt(last.seq + 1)) {
    // Before a clock that was set back, time stands still.
    const record = nextRecord(tx, Math.max(at, last.at))
    addRecord(tx, { ...record, event: signCheckpoint(record, signingKey()) })
  }
  addRecord(tx, { ...nextRecord(tx, at), event: auditEventSchema.parse(event) })
}

function nextRecord(tx: Tx, at: number): Omit<AuditRecord, 'event'> {
  const log = readMeta(tx, 'audit-genesis')
  const user = findAuditUser(tx)
  if (log === null || user === null) throw new Error('the audit log begins with the vault')
  const { seq, hash } = headOf(tx)
  return { v: 1, log, seq: seq + 1, at: new Date(at).toISOString(), user: user.code, prev: hash }
}

function addRecord(tx: Tx, record: AuditRecord): void {
  const { seq, at, event } = record
  const canonical = encodeRecord(record)
  const hash = Buffer.from(hashOf(canonical), 'hex')
  const references = [...personsOf(event).map((code) => `person:${code}`), ...messagesOf(event)]
  addAuditEvent(tx, { seq, at: Date.parse(at), type: event.type, canonical, hash }, references)
}

function headOf(reader: Reader): ChainHead & { readonly at: number } {
  const row = auditHead(reader)
  if (row === null) return { seq: 0, hash: genesis, at: 0 }
  return { seq: row.seq, hash: hexOf(row.hash), at: row.at }
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}

/** A commit that fails means the same as a record that could not be written. */
function failClosed(result: Result<void>): Result<void> {
  return !result.ok && result.error.code.startsWith('store/')
    ? fail('audit/write-failed', { cause: result.error.code })
    : result
}
