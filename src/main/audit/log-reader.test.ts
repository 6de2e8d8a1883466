import { describe, expect, it } from 'vitest'
import { useReadLogs } from '../../../test/support/read-logs.ts'
import { valueOf } from '../../../test/support/store.ts'
import { fail } from '../../shared/result.ts'
import { listAuditEvents } from '../store/index.ts'
import { createLogReader } from './index.ts'

const logs = useReadLogs()
const { practice, exported, add, seqsOf } = logs

const ownEvents = () => listAuditEvents(logs.auditor.store, {}, { before: null, limit: 10 }).toReversed()

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
    expect(valueOf(logs.reader.story(first.id, { kind: 'logical', id: 9 })).map(({ type }) => type)).toEqual([
      'draft.started',
      'message.composed',
      'message.held',
    ])
    const about = valueOf(
      logs.reader.events(first.id, { reference: 'person:c0ffee00' }, { before: null, limit: 5 }),
    )
    expect(about.map(({ type }) => type)).toEqual(['passphrase.shown'])
    const kinds = valueOf(logs.reader.events(first.id, { types: ['message.held'] }, { before: 9, limit: 5 }))
    expect(kinds.map(({ seq }) => seq)).toEqual([7])
  })

  it('is taken in once as the same file, and only where it was looked at', async () => {
    const file = await exported(practice())
    const { offer } = add(file)
    expect(logs.reader.consider(file)).toMatchObject({ error: { code: 'audit/export-known' } })
    expect(logs.reader.add(offer.file, 'Again')).toMatchObject({ error: { code: 'audit/export-gone' } })
  })

  it('leaves in the own log that it was added, looked through and taken away', async () => {
    const rivera = practice()
    rivera.work(2)
    const { id } = add(await exported(rivera))
    valueOf(logs.reader.open(id))
    valueOf(logs.reader.remove(id))
    expect(logs.reader.open(id)).toMatchObject({ error: { code: 'audit/log-gone' } })
    expect(logs.reader.events(id, {}, { before: null, limit: 9 })).toMatchObject({
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
    valueOf(logs.reader.story(id, { kind: 'logical', id: 9 }))
    seqsOf(id)
    expect(ownEvents().map(({ type }) => type)).toEqual(['log.added', 'log.viewed'])
    const deaf = createLogReader({
      store: logs.auditor.store,
      audit: { ...logs.ownLog, record: () => fail('audit/write-failed') },
      clock: () => new Date(logs.now),
    })
    const unrecorded = { error: { code: 'audit/write-failed' } }
    expect(deaf.events(id, {}, { before: null, limit: 9 })).toMatchObject(unrecorded)
    expect(deaf.story(id, { kind: 'logical', id: 9 })).toMatchObject(unrecorded)
  })

  it('is dropped where it was looked at and not wanted', async () => {
    const offer = valueOf(logs.reader.consider(await exported(practice())))
    logs.reader.forget()
    expect(logs.reader.add(offer.file, 'Late')).toMatchObject({ error: { code: 'audit/export-gone' } })
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
