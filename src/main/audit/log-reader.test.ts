import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, valueOf, type TestStore } from '../../../test/support/store.ts'
import { fail } from '../../shared/result.ts'
import {
  addAuditEvent,
  addAuditPerson,
  listAuditEvents,
  listAuditEventsAfter,
  listAuditPeople,
  listReadExports,
  listReadLogs,
  readMeta,
  writeMeta,
} from '../store/index.ts'
import { buildExport, createAuditLog, createLogReader, type AuditLog, type LogReader } from './index.ts'

const start = Date.UTC(2026, 10, 2, 9)
const signingKey = randomBytes(32)
const nowhere = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }

let stores: TestStore[]
let auditor: TestStore
let reader: LogReader
let now: number

beforeEach(() => {
  stores = []
  now = start
  auditor = newStore()
  const audit = logOf(auditor)
  auditor.write((tx) => audit.begin(tx, 'Jo Whitfield'))
  reader = createLogReader({ store: auditor.store, audit, clock: () => new Date(now) })
})
afterEach(() => stores.forEach((one) => one.dispose()))

function newStore(): TestStore {
  const store = makeTestStore()
  stores.push(store)
  return store
}

function logOf({ store }: TestStore): AuditLog {
  return createAuditLog({ store, clock: () => new Date(now), uptimeMs: () => now, anchor: nowhere })
}

/** A practice, whose log grows a second per event. */
function practice() {
  const test = newStore()
  const log = logOf(test)
  test.write((tx) => log.begin(tx, 'Dr. Ana Rivera'))
  return working(test, log)
}

function working(test: TestStore, log: AuditLog) {
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
  return { test, work, send }
}

type Practice = ReturnType<typeof practice>

async function exported(
  { test }: Practice,
  scope: { from?: number; person?: string } = {},
  key = signingKey,
): Promise<Buffer> {
  now += 60_000
  const options = { format: 'jsonl', withNames: false, ...scope } as const
  const { files } = await buildExport(test.store, options, new Date(now), () => key)
  const [file] = files
  if (file === undefined) throw new Error('no file')
  return Buffer.from(file.bytes)
}

function add(file: Buffer, title = 'Rivera Practice') {
  const offer = valueOf(reader.consider(file))
  return { offer, id: valueOf(reader.add(offer.file, title)) }
}

/** As whoever has the store and its keys can do it: the same log, taken back to a number. */
function takenBack({ test }: Practice, to: number): Practice {
  const copy = newStore()
  copy.write((tx) => {
    writeMeta(tx, 'audit-genesis', readMeta(test.store, 'audit-genesis') ?? '')
    for (const person of listAuditPeople(test.store)) addAuditPerson(tx, person)
    for (const event of listAuditEventsAfter(test.store, 0, to)) addAuditEvent(tx, event, [])
  })
  return working(copy, logOf(copy))
}

const ownEvents = () => listAuditEvents(auditor.store, {}, { before: null, limit: 10 }).toReversed()
const faultOf = (file: Buffer) => valueOf(reader.consider(file)).fault
const recordsIn = (file: Buffer) => file.subarray(file.indexOf(0x0a) + 1)
const aboutPatient = (id: number) =>
  valueOf(reader.events(id, { reference: 'person:c0ffee00' }, { before: null, limit: 9 })).map(
    ({ seq }) => seq,
  )
const seqsOf = (id: number) =>
  valueOf(reader.events(id, {}, { before: null, limit: 500 })).map(({ seq }) => seq)

describe('a log of somebody else', () => {
  it('is whole, goes on with further exports, and tells the story of a message', async () => {
    const rivera = practice()
    rivera.work(3)
    rivera.send()
    const first = add(await exported(rivera))
    expect(first.offer).toMatchObject({ fault: null, known: null })
    rivera.work(2)
    const second = add(await exported(rivera))
    expect(second.offer).toMatchObject({ fault: null, known: { id: first.id, title: 'Rivera Practice' } })
    expect(second.id).toBe(first.id)
    expect(seqsOf(first.id)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(valueOf(reader.story(first.id, { kind: 'logical', id: 9 })).map(({ type }) => type)).toEqual([
      'draft.started',
      'message.composed',
      'message.held',
    ])
    const about = valueOf(
      reader.events(first.id, { reference: 'person:c0ffee00' }, { before: null, limit: 5 }),
    )
    expect(about.map(({ type }) => type)).toEqual(['passphrase.shown'])
    const kinds = valueOf(reader.events(first.id, { types: ['message.held'] }, { before: 9, limit: 5 }))
    expect(kinds.map(({ seq }) => seq)).toEqual([7])
  })

  it('is taken in once as the same file, and only where it was looked at', async () => {
    const file = await exported(practice())
    const { offer } = add(file)
    expect(reader.consider(file)).toMatchObject({ error: { code: 'audit/export-known' } })
    expect(reader.add(offer.file, 'Again')).toMatchObject({ error: { code: 'audit/export-gone' } })
  })

  it('leaves in the own log that it was added, looked through and taken away', async () => {
    const rivera = practice()
    rivera.work(2)
    const { id } = add(await exported(rivera))
    valueOf(reader.open(id))
    valueOf(reader.remove(id))
    expect(reader.open(id)).toMatchObject({ error: { code: 'audit/log-gone' } })
    expect(reader.events(id, {}, { before: null, limit: 9 })).toMatchObject({
      error: { code: 'audit/log-gone' },
    })
    const own = ownEvents()
    expect(own.map(({ type }) => type)).toEqual(['log.added', 'log.viewed', 'log.removed'])
    expect(Buffer.from(own[0]?.canonical ?? []).toString()).toContain('"fault":null')
  })

  it('is read by nobody who is not on record for it, and on record once for each session', async () => {
    const rivera = practice()
    rivera.work(2)
    const { id } = add(await exported(rivera))
    valueOf(reader.story(id, { kind: 'logical', id: 9 }))
    seqsOf(id)
    expect(ownEvents().map(({ type }) => type)).toEqual(['log.added', 'log.viewed'])
    const deaf = createLogReader({
      store: auditor.store,
      audit: { ...logOf(auditor), record: () => fail('audit/write-failed') },
      clock: () => new Date(now),
    })
    const unrecorded = { error: { code: 'audit/write-failed' } }
    expect(deaf.events(id, {}, { before: null, limit: 9 })).toMatchObject(unrecorded)
    expect(deaf.story(id, { kind: 'logical', id: 9 })).toMatchObject(unrecorded)
  })

  it('is dropped where it was looked at and not wanted', async () => {
    const offer = valueOf(reader.consider(await exported(practice())))
    reader.forget()
    expect(reader.add(offer.file, 'Late')).toMatchObject({ error: { code: 'audit/export-gone' } })
  })

  it('of one person holds the hashes of the others, which a full export then has to bear out', async () => {
    const rivera = practice()
    rivera.send()
    rivera.work(2)
    const { id, offer } = add(await exported(rivera, { person: 'c0ffee00' }))
    expect(offer.export.withheld).toBeGreaterThan(0)
    const before = seqsOf(id).length
    expect(add(await exported(rivera)).id).toBe(id)
    expect(before).toBeLessThan(6)
    expect(seqsOf(id)).toHaveLength(6)
  })
})

describe('attacks on a log that is held against what came before', () => {
  it('one flipped byte: named at its record, looked at as broken, and not among what holds', async () => {
    const rivera = practice()
    rivera.work(8)
    const file = await exported(rivera)
    const good = add(file)
    const text = file.toString('latin1')
    const at = text.split('\n').slice(0, 5).join('\n').length + 120
    const changed = Buffer.from(file)
    changed[at] = (changed[at] ?? 0) ^ 1
    const { offer, id } = add(changed)
    expect(offer.fault?.seq).toBe(5)
    expect(id).not.toBe(good.id)
    expect(listReadLogs(auditor.store).map(({ badSeq }) => badSeq)).toEqual([5, null])
    expect(seqsOf(id)).toEqual(expect.arrayContaining([1, 2, 3, 4, 6, 7, 8]))
    expect(listReadExports(auditor.store, good.id)).toHaveLength(1)
  })

  it('a changed manifest: nothing of it is proven', async () => {
    const rivera = practice()
    rivera.work(3)
    const changed = Buffer.from(
      (await exported(rivera)).toString('latin1').replace('"people":"codes"', '"people":"names"'),
    )
    const { offer } = add(changed)
    expect(offer).toMatchObject({
      fault: { seq: null, fault: 'manifest-changed', unprovenFrom: 1 },
      known: null,
    })
    expect(offer.export).toMatchObject({ signer: null, createdAt: null, names: {} })
  })

  it('invented records behind an honest export: none takes a number that the export doesn’t have', async () => {
    const rivera = practice()
    rivera.work(6)
    const from = now + 1
    rivera.send()
    const invented = practice()
    invented.send()
    invented.work(9)
    const file = Buffer.concat([await exported(rivera, { from }), recordsIn(await exported(invented))])
    const { offer, id } = add(file)
    expect(offer.fault).toEqual({ seq: 11, fault: 'records-added', unprovenFrom: 11 })
    expect(seqsOf(id)).toEqual([13, 12, 11, 10, 9, 8, 7])
    expect(aboutPatient(id)).toEqual([9])
  })

  it('invented records in the place of withheld ones', async () => {
    const rivera = practice()
    rivera.send()
    rivera.work(2)
    const honest = await exported(rivera, { person: 'c0ffee00' })
    const { id: kept } = add(honest)
    const invented = practice()
    invented.send()
    invented.work(2)
    invented.send()
    const { offer, id } = add(Buffer.concat([honest, recordsIn(await exported(invented))]))
    expect(offer.fault).toMatchObject({ seq: 7, fault: 'records-added' })
    expect(seqsOf(id).filter((seq) => seq < 7)).toEqual(seqsOf(kept))
    expect(seqsOf(kept).length).toBeLessThan(6)
    expect(aboutPatient(id)).toEqual([9, ...aboutPatient(kept)])
  })

  it('a file of a hundred million lines: refused before it is divided', () => {
    const endless = Buffer.alloc(2 ** 20, '\n')
    expect(reader.consider(endless)).toMatchObject({ error: { code: 'audit/too-long-to-read' } })
    expect(reader.consider(endless.subarray(0, 1000))).toMatchObject({
      error: { code: 'audit/not-an-export' },
    })
  })

  it('records written anew under the signature of others: the manifest proves none of them', async () => {
    const rivera = practice()
    rivera.work(8)
    const honest = await exported(rivera)
    const forged = takenBack(rivera, 2)
    forged.work(6)
    const signed = honest.subarray(0, honest.indexOf(0x0a) + 1)
    const written = recordsIn(await exported(forged))
    const junk = Buffer.from('junk\n')
    expect(faultOf(Buffer.concat([signed, written]))).toEqual({
      ...{ seq: 8, fault: 'broken-link', unprovenFrom: 1 },
    })
    expect(faultOf(Buffer.concat([signed, written, junk]))).toEqual({
      ...{ seq: 9, fault: 'records-added', unprovenFrom: 1 },
    })
    expect(faultOf(Buffer.concat([honest, junk]))?.unprovenFrom).toBe(9)
  })

  it('an older export after a newer one is none', async () => {
    const rivera = practice()
    rivera.work(3)
    const older = await exported(rivera)
    rivera.work(3)
    const { id } = add(await exported(rivera))
    expect(faultOf(older)).toBeNull()
    expect(add(older).id).toBe(id)
  })

  it('a clock that ran a month fast and was set right is no rollback, in whichever order its exports come', async () => {
    const month = 30 * 24 * 3_600_000
    const rivera = practice()
    rivera.work(2)
    now += month
    rivera.work(2)
    const fast = await exported(rivera)
    now -= month
    rivera.work(3)
    const right = await exported(rivera)
    const { id } = add(fast)
    expect(faultOf(right)).toBeNull()
    valueOf(reader.remove(id))
    add(right)
    expect(faultOf(fast)).toBeNull()
  })

  it('rollback: the log was shorter later, in whichever order its exports come', async () => {
    const rivera = practice()
    rivera.work(6)
    const full = await exported(rivera)
    const shorter = await exported(takenBack(rivera, 3))
    const first = add(full)
    expect(faultOf(shorter)).toEqual({ seq: 4, fault: 'rolled-back', unprovenFrom: 4 })
    valueOf(reader.remove(first.id))
    add(shorter)
    expect(faultOf(full)).toEqual({ seq: 4, fault: 'rolled-back', unprovenFrom: 4 })
  })

  it('a log written anew: named where it parts, also by an export that begins after that', async () => {
    const rivera = practice()
    rivera.work(6)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    forged.work(2)
    const goneOn = now + 1
    forged.work(4)
    expect(faultOf(await exported(forged))).toMatchObject({ seq: 4, fault: 'rewritten' })
    expect(faultOf(await exported(forged, { from: goneOn }))?.fault).toBe('rewritten')
  })

  it('a log that parts where no export is here to tell: proven is what the last common record covers', async () => {
    const rivera = practice()
    rivera.work(3)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    rivera.work(3)
    const from = now + 1
    rivera.work(2)
    add(await exported(rivera, { from }))
    now += 5000
    forged.work(6)
    const { offer } = add(await exported(forged))
    expect(offer.fault).toEqual({ seq: 6, fault: 'rewritten', unprovenFrom: 4 })
  })

  it('a forged log that came first: once it is taken away the honest exports hold, as one log', async () => {
    const rivera = practice()
    rivera.send()
    rivera.work(2)
    const forged = takenBack(rivera, 3)
    forged.work(5)
    const first = add(await exported(forged))
    const honest = add(await exported(rivera))
    rivera.work(2)
    const further = add(await exported(rivera))
    const other = add(await exported(rivera, {}, randomBytes(32)))
    const verdicts = () => listReadLogs(auditor.store).map(({ id, fault }) => [id, fault])
    // The control: while the one that holds is there, nothing is judged anew.
    valueOf(reader.remove(other.id))
    expect(verdicts()).toEqual([
      [further.id, 'rewritten'],
      [honest.id, 'rewritten'],
      [first.id, null],
    ])
    const again = add(await exported(rivera, {}, randomBytes(32)))
    valueOf(reader.remove(first.id))
    expect(verdicts()).toEqual([
      [again.id, 'other-signer'],
      [honest.id, null],
    ])
    expect(listReadExports(auditor.store, honest.id)).toHaveLength(2)
    expect(seqsOf(honest.id)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(aboutPatient(honest.id)).toEqual([3])
    rivera.work(1)
    expect(valueOf(reader.consider(await exported(rivera)))).toMatchObject({
      ...{ fault: null, known: { id: honest.id } },
    })
  })

  it('a forged continuation that begins right after what is known does not name its last record', async () => {
    const rivera = practice()
    rivera.work(6)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    forged.work(3)
    const goneOn = now + 1
    forged.work(2)
    expect(faultOf(await exported(forged, { from: goneOn }))).toMatchObject({ seq: 6, fault: 'rewritten' })
    const honest = takenBack(rivera, 6)
    const after = now + 1
    honest.work(2)
    expect(faultOf(await exported(honest, { from: after }))).toBeNull()
  })

  it('the same log under another key', async () => {
    const rivera = practice()
    rivera.work(2)
    add(await exported(rivera))
    expect(faultOf(await exported(rivera, {}, randomBytes(32)))).toEqual({
      seq: 1,
      fault: 'other-signer',
      unprovenFrom: 1,
    })
  })
})
