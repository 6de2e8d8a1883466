import { randomBytes } from 'node:crypto'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  addAuditEvent,
  addAuditPerson,
  auditHead,
  findAuditPersonOfContact,
  findAuditUser,
  findContact,
  latestCheckpoint,
  listAuditEventsAfter,
  readMeta,
  renameAuditPerson,
  saveCheckpoint,
  StoreError,
  writeMeta,
  type Store,
  type Tx,
} from '../store/index.ts'
import { checkChain, chainBeginning, type ChainReport } from './chain.ts'
import { encodeRecord, genesis, hashOf } from './encoding.ts'
import { auditEventSchema, messagesOf, personsOf, type AuditEvent } from './events.ts'
import type { AuditTrail } from './trail.ts'

/** A head of the chain kept outside the store: in the OS keychain, so that a rolled-back store shows. */
export interface AnchorPlace {
  /** Null: nothing anchored there yet, or there is no keychain. */
  read(): Promise<{ readonly seq: number; readonly hash: string } | null>
  /** False: there is no keychain to write to. */
  write(head: { readonly seq: number; readonly hash: string }): Promise<boolean>
}

export interface AuditLogDeps {
  readonly store: Store
  readonly clock: () => Date
  readonly anchor: AnchorPlace
}

export interface AuditStatus extends ChainReport {
  /** When the head was last kept outside the store. */
  readonly anchoredAt: number | null
  /** The store holds less than its anchor says: it was rolled back. */
  readonly isRolledBack: boolean
}

export interface AuditLog extends AuditTrail {
  /** Called once when the vault is made: who the log's events are by. */
  begin(tx: Tx, userName: string): void
  renameUser(tx: Tx, userName: string): void
  /** Walks the whole chain in pieces, so that nothing else waits long. */
  status(): Promise<AuditStatus>
  /** Keeps the present head outside the store; follows the commits, never leads them. */
  anchorHead(): Promise<void>
  readonly head: () => { readonly seq: number; readonly hash: string }
}

const pieceSize = 1000
/** Clocks are corrected by a little all the time; only more than this is an event. */
const clockToleranceMs = 1000

export function createAuditLog(deps: AuditLogDeps): AuditLog {
  const { store, clock, anchor } = deps

  function head(reader: Store | Tx) {
    const row = auditHead(reader)
    return row === null
      ? { seq: 0, hash: genesis, at: 0 }
      : { seq: row.seq, hash: Buffer.from(row.hash).toString('hex'), at: row.at }
  }

  function chain(tx: Tx, event: AuditEvent, at: number): void {
    const log = readMeta(tx, 'audit-genesis')
    const user = findAuditUser(tx)
    if (log === null || user === null) {
      throw new Error('the audit log begins with the vault')
    }
    const last = head(tx)
    const seq = last.seq + 1
    const parsed = auditEventSchema.parse(event)
    const canonical = encodeRecord({
      v: 1,
      log,
      seq,
      at: new Date(at).toISOString(),
      user: user.code,
      event: parsed,
      prev: last.hash,
    })
    const references = [...personsOf(parsed).map((code) => `person:${code}`), ...messagesOf(parsed)]
    addAuditEvent(
      tx,
      { seq, at, type: parsed.type, canonical, hash: Buffer.from(hashOf(canonical), 'hex') },
      references,
    )
  }

  function append(tx: Tx, event: AuditEvent): Result<void> {
    const at = clock().getTime()
    try {
      const lastAt = head(tx).at
      if (at < lastAt - clockToleranceMs) {
        chain(tx, { type: 'clock.set-back', seconds: Math.ceil((lastAt - at) / 1000) }, at)
        chain(tx, event, at)
      } else {
        // Within the tolerance time stands still instead of running back.
        chain(tx, event, Math.max(at, lastAt))
      }
      return ok(undefined)
    } catch (error) {
      if (error instanceof StoreError || isSqliteError(error)) {
        return fail('audit/write-failed')
      }
      throw error
    }
  }

  return {
    append,
    record: (event) => store.transaction((tx) => append(tx, event)),

    personOf: (tx, contactId: ContactId) => {
      const known = findAuditPersonOfContact(tx, contactId)
      const contact = findContact(tx, contactId)
      if (known !== null) {
        if (contact !== null && (contact.name !== known.name || contact.kind !== known.kind)) {
          renameAuditPerson(tx, known.code, { kind: contact.kind, name: contact.name })
        }
        return known.code
      }
      const code = newCode()
      addAuditPerson(tx, {
        code,
        kind: contact?.kind ?? 'other',
        contactId,
        name: contact?.name ?? '',
        createdAt: clock().getTime(),
      })
      return code
    },

    begin: (tx, userName) => {
      writeMeta(tx, 'audit-genesis', randomBytes(16).toString('hex'))
      addAuditPerson(tx, {
        code: newCode(),
        kind: 'user',
        contactId: null,
        name: userName,
        createdAt: clock().getTime(),
      })
    },

    renameUser: (tx, userName) => {
      const user = findAuditUser(tx)
      if (user !== null) {
        renameAuditPerson(tx, user.code, { kind: 'user', name: userName })
      }
    },

    status: async () => {
      let start = chainBeginning
      let count = 0
      let firstBad: ChainReport['firstBad'] = null
      const anchored = await anchor.read()
      let anchoredHash: string | null = null
      for (;;) {
        const rows = listAuditEventsAfter(store, start.seq - 1, pieceSize)
        const report = checkChain(
          rows.map(({ canonical }) => canonical),
          start,
        )
        count += report.count
        if (anchored !== null && anchored.seq >= start.seq && anchored.seq < start.seq + report.count) {
          const row = rows[anchored.seq - start.seq]
          anchoredHash = row === undefined ? null : hashOf(row.canonical)
        }
        start = { seq: start.seq + report.count, prev: report.head, log: null }
        firstBad = report.firstBad
        if (firstBad !== null || rows.length < pieceSize) {
          break
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
      return {
        count,
        head: start.prev,
        firstBad,
        anchoredAt: latestCheckpoint(store, 'keychain')?.at ?? latestCheckpoint(store, 'export')?.at ?? null,
        isRolledBack: firstBad === null && anchored !== null && anchoredHash !== anchored.hash,
      }
    },

    anchorHead: async () => {
      const { seq, hash } = head(store)
      if (seq > 0 && (await anchor.write({ seq, hash }))) {
        store.transaction((tx) => {
          saveCheckpoint(tx, {
            seq,
            hash: Buffer.from(hash, 'hex'),
            place: 'keychain',
            signature: null,
            at: clock().getTime(),
          })
          return ok(undefined)
        })
      }
    },

    head: () => {
      const { seq, hash } = head(store)
      return { seq, hash }
    },
  }
}

function newCode(): string {
  return randomBytes(8).toString('hex')
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError'
}
