import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, valueOf, type TestStore } from '../../../test/support/store.ts'
import type { HeadStanding } from '../../shared/head-standings.ts'
import {
  addAuditEvent,
  addAuditPerson,
  listAuditEventsAfter,
  listAuditPeople,
  listReadLogs,
  readMeta,
  writeMeta,
} from '../store/index.ts'
import {
  buildExport,
  createAuditLog,
  createLogReader,
  headBesideLogs,
  type AuditLog,
  type LogReader,
  type SignedHead,
} from './index.ts'
import { signBytes, signerFingerprint } from './signing.ts'

const key = randomBytes(32)
const otherKey = randomBytes(32)
const nowhere = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }

let stores: TestStore[]
let auditor: TestStore
let logs: LogReader
let now: number

beforeEach(() => {
  stores = []
  now = Date.UTC(2026, 10, 2, 9)
  auditor = newStore()
  const audit = logOf(auditor)
  auditor.write((tx) => {
    audit.begin(tx, 'Jo Whitfield')
  })
  logs = createLogReader({ store: auditor.store, audit, clock: () => new Date(now) })
})
afterEach(() => {
  stores.forEach((one) => {
    one.dispose()
  })
})

function newStore(): TestStore {
  const store = makeTestStore()
  stores.push(store)
  return store
}

function logOf({ store }: TestStore): AuditLog {
  return createAuditLog({ store, clock: () => new Date(now), uptimeMs: () => now, anchor: nowhere })
}

type Practice = { readonly test: TestStore; readonly log: AuditLog }

function practice(): Practice {
  const test = newStore()
  const log = logOf(test)
  test.write((tx) => {
    log.begin(tx, 'Dr. Ana Rivera')
  })
  return { test, log }
}

function work({ log }: Practice, count: number): void {
  for (let index = 0; index < count; index += 1) {
    now += 1000
    valueOf(log.record({ type: 'message.searched' }))
  }
}

/** As whoever has the store can do it: the same log, put back to a number. */
function putBack({ test }: Practice, to: number): Practice {
  const copy = newStore()
  copy.write((tx) => {
    writeMeta(tx, 'audit-genesis', readMeta(test.store, 'audit-genesis') ?? '')
    for (const person of listAuditPeople(test.store)) addAuditPerson(tx, person)
    for (const event of listAuditEventsAfter(test.store, 0, to)) addAuditEvent(tx, event, [])
  })
  return { test: copy, log: logOf(copy) }
}

/** What a binder says that is made now. */
function headOf({ test, log }: Practice, signing = key): SignedHead {
  now += 1000
  const { publicKey } = signBytes(new Uint8Array(), signing)
  const { seq, hash } = log.head()
  return {
    ...{ log: readMeta(test.store, 'audit-genesis') ?? '', signer: signerFingerprint(publicKey) },
    ...{ createdAt: now, head: { seq, hash }, file: 'f1'.repeat(32) },
  }
}

async function exported(
  { test }: Practice,
  scope: { from?: number; to?: number; person?: string } = {},
  signing = key,
): Promise<Buffer> {
  now += 60_000
  const options = { format: 'jsonl', withNames: false, ...scope } as const
  const { files } = await buildExport(test.store, options, new Date(now), () => signing)
  return Buffer.concat(files.slice(0, 1).map(({ bytes }) => bytes))
}

function add(file: Buffer): number {
  return valueOf(logs.add(valueOf(logs.consider(file)).file, 'Rivera Practice'))
}

const standings = (head: SignedHead): HeadStanding[] =>
  headBesideLogs(auditor.store, head).map(({ standing }) => standing)

describe('the head that a binder names, beside the logs that are here', () => {
  it('is held by the log that has it, and by none that is not here', async () => {
    const rivera = practice()
    work(rivera, 5)
    const head = headOf(rivera)
    expect(standings(head)).toEqual([])
    work(rivera, 2)
    const id = add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
    valueOf(logs.remove(id))
    expect(standings(head)).toEqual([])
  })

  it('is held, and its file named, where the log tells that this one was saved', async () => {
    const rivera = practice()
    work(rivera, 2)
    const head = headOf(rivera)
    const isNamed = (file: string) =>
      headBesideLogs(auditor.store, { ...head, file }).map(({ isFileNamed }) => isFileNamed)
    valueOf(rivera.log.record({ type: 'evidence.binder-saved', pdf: 'ab'.repeat(32), json: head.file }))
    add(await exported(rivera))
    expect(isNamed(head.file)).toEqual([true])
    expect(isNamed('ab'.repeat(32))).toEqual([false])
  })

  it('is beyond a log that was exported before it, until a further export holds it', async () => {
    const rivera = practice()
    work(rivera, 3)
    add(await exported(rivera))
    work(rivera, 2)
    const head = headOf(rivera)
    expect(standings(head)).toEqual(['ends-before'])
    add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
  })

  it('is held where an export names its hash alone: of one person, or before its first record', async () => {
    const rivera = practice()
    work(rivera, 2)
    valueOf(rivera.log.record({ type: 'passphrase.shown', person: 'c0ffee00' }))
    work(rivera, 1)
    const head = headOf(rivera)
    const firstAfter = now + 1000
    work(rivera, 1)
    const other = { ...head, head: { ...head.head, hash: 'ab'.repeat(32) } }
    for (const scope of [{ person: 'c0ffee00' }, { from: firstAfter }]) {
      const id = add(await exported(rivera, scope))
      expect(standings(head)).toEqual(['holds'])
      expect(standings(other)).toEqual(['contradicts'])
      valueOf(logs.remove(id))
    }
  })

  it('is said to be in no export where those that are here leave it out', async () => {
    const rivera = practice()
    work(rivera, 2)
    const head = headOf(rivera)
    work(rivera, 3)
    const from = now + 1000
    work(rivera, 2)
    add(await exported(rivera, { from }))
    expect(standings(head)).toEqual(['not-here'])
  })

  it('is told of another log that the same key signed, which is no alarm', async () => {
    const [rivera, cole] = [practice(), practice()]
    work(rivera, 3)
    work(cole, 9)
    add(await exported(cole))
    expect(standings(headOf(rivera))).toEqual(['other-log'])
    expect(standings(headOf(rivera, otherKey))).toEqual([])
  })
})

describe('log-written-anew-behind-a-binder', () => {
  it('contradicts the binder, and the log that was there before holds it', async () => {
    const rivera = practice()
    work(rivera, 6)
    const head = headOf(rivera)
    const forged = putBack(rivera, 4)
    work(forged, 5)
    work(rivera, 1)
    const honest = add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
    add(await exported(forged))
    expect(standings(head)).toEqual(['contradicts', 'holds'])
    valueOf(logs.remove(honest))
    expect(standings(head)).toEqual(['contradicts'])
  })

  it('is taken back where it was exported after the binder and ends before it', async () => {
    const rivera = practice()
    work(rivera, 6)
    const head = headOf(rivera)
    add(await exported(putBack(rivera, 4)))
    expect(standings(head)).toEqual(['taken-back'])
  })
})

describe('binder-whose-head-no-log-has', () => {
  it('is found by the log that it names, with another hash or the key of somebody else', async () => {
    const rivera = practice()
    work(rivera, 6)
    const head = headOf(rivera)
    add(await exported(rivera))
    expect(standings({ ...head, head: { seq: 4, hash: head.head.hash } })).toEqual(['contradicts'])
    expect(standings({ ...headOf(rivera, otherKey), head: head.head })).toEqual(['other-signer'])
    // The control.
    expect(standings(head)).toEqual(['holds'])
  })

  it('is not proven by a log whose records were changed, nor by one whose manifest was', async () => {
    const rivera = practice()
    work(rivera, 6)
    const head = headOf(rivera)
    const file = await exported(rivera)
    const lines = file.toString('latin1').split('\n')
    const flipped = (line: number, from: string, to: string) =>
      Buffer.from(lines.map((text, at) => (at === line ? text.replace(from, to) : text)).join('\n'), 'latin1')
    add(flipped(2, 'message.searched', 'message.searcheD'))
    expect(listReadLogs(auditor.store)[0]?.fault).toBe('wrong-hash')
    expect(standings(head)).toEqual(['unproven'])
    add(flipped(0, '"people":"codes"', '"people":"codeS"'))
    expect(standings(head)).toEqual(['unproven', 'unproven'])
    add(file)
    expect(standings(head)).toEqual(['holds', 'unproven', 'unproven'])
  })
})
