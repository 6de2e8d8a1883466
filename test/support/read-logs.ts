import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import {
  buildExport,
  createAuditLog,
  createLogReader,
  type AuditLog,
  type LogOffer,
  type LogReader,
} from '../../src/main/audit/index.ts'
import {
  addAuditEvent,
  addAuditPerson,
  listAuditEventsAfter,
  listAuditPeople,
  readMeta,
  writeMeta,
} from '../../src/main/store/index.ts'
import { noVault } from './no-vault.ts'
import { makeTestStore, valueOf, type TestStore } from './store.ts'

/** What every practice signs its exports with, unless a test names another key. */
export const signingKey = randomBytes(32)

/** A practice, whose log grows a second per event. */
export type Practice = {
  readonly test: TestStore
  readonly log: AuditLog
  /** So many events that concern no patient. */
  readonly work: (count: number) => void
  /** Letter 9, from its draft 4 until it is held; its third event is about person c0ffee00. */
  readonly send: () => void
}

export type ReadLogs = {
  /** The auditor's own store. */
  readonly auditor: TestStore
  /** The audit log of that store. */
  readonly ownLog: AuditLog
  readonly reader: LogReader
  /** By everybody's clock, in milliseconds. A test may set it. */
  now: number
  readonly practice: () => Practice
  /** As whoever has the store and its keys can do it: the same log, taken back to a number. */
  readonly takenBack: (practice: Practice, to: number) => Practice
  /** JSON Lines without names, a minute later. `from`: milliseconds; `person`: the hexadecimal id */
  readonly exported: (
    practice: Practice,
    scope?: { from?: number; person?: string },
    key?: Uint8Array,
  ) => Promise<Buffer>
  /** Lets the auditor take in an export: what it was judged to be, and the id of its log. */
  readonly add: (file: Buffer, title?: string) => { offer: LogOffer; id: number }
  /** The numbers of the records that the auditor is shown, the newest first. */
  readonly seqsOf: (id: number) => number[]
}

/** An auditor and practices, with stores of their own for each test of the file that calls it. */
export function useReadLogs(): ReadLogs {
  let stores: TestStore[]
  let auditor: TestStore
  let ownLog: AuditLog
  let reader: LogReader
  let now: number

  beforeEach(() => {
    stores = []
    now = Date.UTC(2026, 10, 2, 9)
    auditor = newStore()
    ownLog = logOf(auditor)
    auditor.write((tx) => {
      ownLog.begin(tx, 'Jo Whitfield')
    })
    reader = createLogReader({ store: auditor.store, audit: ownLog, clock: () => new Date(now) })
  })
  afterEach(() => {
    for (const store of stores) store.dispose()
  })

  function newStore(): TestStore {
    const store = makeTestStore()
    stores.push(store)
    return store
  }

  function logOf({ store }: TestStore): AuditLog {
    return createAuditLog({
      ...{ store, clock: () => new Date(now), uptimeMs: () => now },
      ...{ anchor: noVault.anchor, signingKey: () => signingKey },
    })
  }

  function practiceIn(test: TestStore, log: AuditLog): Practice {
    const work = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        now += 1000
        valueOf(log.record({ type: 'message.searched' }))
      }
    }
    const send = () => {
      now += 1000
      valueOf(log.record({ type: 'draft.started', draft: 4, kind: 'new', message: null }))
      valueOf(log.record({ type: 'message.composed', logical: 9, draft: 4 }))
      valueOf(log.record({ type: 'passphrase.shown', person: 'c0ffee00' }))
      valueOf(log.record({ type: 'message.held', logical: 9, until: now }))
    }
    return { test, log, work, send }
  }

  return {
    get auditor() {
      return auditor
    },
    get ownLog() {
      return ownLog
    },
    get reader() {
      return reader
    },
    get now() {
      return now
    },
    set now(at) {
      now = at
    },
    practice: () => {
      const test = newStore()
      const log = logOf(test)
      test.write((tx) => {
        log.begin(tx, 'Dr. Ana Rivera')
      })
      return practiceIn(test, log)
    },
    takenBack: ({ test }, to) => {
      const copy = newStore()
      copy.write((tx) => {
        writeMeta(tx, 'audit-genesis', readMeta(test.store, 'audit-genesis') ?? '')
        for (const person of listAuditPeople(test.store)) addAuditPerson(tx, person)
        for (const event of listAuditEventsAfter(test.store, 0, to)) addAuditEvent(tx, event, [])
      })
      return practiceIn(copy, logOf(copy))
    },
    exported: async ({ test }, scope = {}, key = signingKey) => {
      now += 60_000
      const options = { format: 'jsonl', withNames: false, ...scope } as const
      const { files } = await buildExport(test.store, options, new Date(now), () => key)
      const [file] = files
      if (file === undefined) throw new Error('no file')
      return Buffer.from(file.bytes)
    },
    add: (file, title = 'Rivera Practice') => {
      const offer = valueOf(reader.consider(file))
      return { offer, id: valueOf(reader.add(offer.file, title)) }
    },
    seqsOf: (id) => valueOf(reader.events(id, {}, { before: null, limit: 500 })).map(({ seq }) => seq),
  }
}
