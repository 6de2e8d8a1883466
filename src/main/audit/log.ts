import { randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  addAuditEvent,
  auditHead,
  findAuditUser,
  isDiskFailure,
  readMeta,
  saveCheckpoint,
  writeMeta,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { AnchorPlace, ChainHead } from './anchor.ts'
import { encodeRecord, genesis, hashOf } from './encoding.ts'
import { auditEventSchema, messagesOf, personsOf, type AuditEvent } from './events.ts'
import { addUser, codeOfContact, renameUser } from './people.ts'
import { statusOf, type AuditStatus } from './status.ts'
import type { AuditTrail } from './trail.ts'

export type AuditLogDeps = {
  readonly store: Store
  readonly clock: () => Date
  readonly anchor: AnchorPlace
  /** Told once after each commit that appended something. */
  readonly onAppended?: () => void
}

export type AuditLog = AuditTrail & {
  /** Called once when the vault is made: who the log's events are by. */
  begin(tx: Tx, userName: string): void
  renameUser(tx: Tx, userName: string): void
  /** Walks the whole chain in pieces, so that nothing else waits long. */
  status(): Promise<AuditStatus>
  /** Keeps the present head outside the store; follows the commits, never leads them. */
  anchorHead(): Promise<void>
  head(): ChainHead
}

/** Clocks are corrected by a little all the time; only more than this is an event. */
const clockToleranceMs = 1000

export function createAuditLog({ store, clock, anchor, onAppended }: AuditLogDeps): AuditLog {
  const now = () => clock().getTime()
  let isToBeTold = false
  const tell = () => {
    if (isToBeTold || onAppended === undefined) return
    isToBeTold = true
    // Transactions are synchronous: by then this one has been committed.
    setImmediate(() => {
      isToBeTold = false
      onAppended()
    })
  }
  const append = (tx: Tx, event: AuditEvent) => {
    const appended = appendEvent(tx, event, now())
    if (appended.ok) tell()
    return appended
  }
  return {
    append,
    record: (event) => failClosed(store.transaction((tx) => append(tx, event))),
    personOf: (tx, contactId) => codeOfContact(tx, contactId, now()),
    begin: (tx, userName) => {
      writeMeta(tx, 'audit-genesis', randomBytes(16).toString('hex'))
      addUser(tx, userName, now())
    },
    renameUser,
    status: () => statusOf(store, anchor),
    anchorHead: async () => {
      const { seq, hash } = headOf(store)
      if (seq === 0 || !(await anchor.write({ seq, hash })) || !store.isOpen) return
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
    },
    head: () => {
      const { seq, hash } = headOf(store)
      return { seq, hash }
    },
  }
}

/** Fails closed: whoever gets a failure returns it, and the transaction takes the effect back. */
function appendEvent(tx: Tx, event: AuditEvent, at: number): Result<void> {
  try {
    const lastAt = headOf(tx).at
    if (at < lastAt - clockToleranceMs) {
      chain(tx, { type: 'clock.set-back', seconds: Math.ceil((lastAt - at) / 1000) }, at)
      chain(tx, event, at)
    } else {
      // Within the tolerance time stands still instead of running back.
      chain(tx, event, Math.max(at, lastAt))
    }
    return ok(undefined)
  } catch (error) {
    if (isDiskFailure(error)) return fail('audit/write-failed')
    throw error
  }
}

function chain(tx: Tx, event: AuditEvent, at: number): void {
  const log = readMeta(tx, 'audit-genesis')
  const user = findAuditUser(tx)
  if (log === null || user === null) throw new Error('the audit log begins with the vault')
  const last = headOf(tx)
  const parsed = auditEventSchema.parse(event)
  const canonical = encodeRecord({
    v: 1,
    log,
    seq: last.seq + 1,
    at: new Date(at).toISOString(),
    user: user.code,
    event: parsed,
    prev: last.hash,
  })
  const hash = Buffer.from(hashOf(canonical), 'hex')
  const references = [...personsOf(parsed).map((code) => `person:${code}`), ...messagesOf(parsed)]
  addAuditEvent(tx, { seq: last.seq + 1, at, type: parsed.type, canonical, hash }, references)
}

function headOf(reader: Reader): ChainHead & { readonly at: number } {
  const row = auditHead(reader)
  if (row === null) return { seq: 0, hash: genesis, at: 0 }
  return { seq: row.seq, hash: Buffer.from(row.hash).toString('hex'), at: row.at }
}

/** A commit that fails means the same as a record that could not be written. */
function failClosed(result: Result<void>): Result<void> {
  return !result.ok && result.error.code.startsWith('store/')
    ? fail('audit/write-failed', { cause: result.error.code })
    : result
}
