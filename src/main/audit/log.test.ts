import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestLog, viewed, type TestLog } from '../../../test/support/audit-log.ts'
import { freed, querySql } from '../../../test/support/store.ts'
import { fail, ok } from '../../shared/result.ts'
import {
  addContact,
  auditHead,
  findAuditPersonOfContact,
  freeContact,
  listAuditEvents,
  listAuditEventsAfter,
  readSetting,
  removeContact,
  saveSetting,
  updateContact,
  type ContactFields,
} from '../store/index.ts'
import type { AuditEvent } from './index.ts'

let test: TestLog
beforeEach(() => {
  test = makeTestLog()
})
afterEach(() => test.dispose())

const maria: ContactFields = {
  kind: 'patient',
  name: 'Maria Álvarez',
  addresses: ['maria@patients.example'],
  nicknames: [],
  birthDate: null,
  recordNumber: null,
  phones: [],
  readsMailOn: 'unsure',
  agreedToEmailOn: null,
}

describe('an event', () => {
  it('shares the commit of its effect: both or neither', () => {
    const act = (outcome: 'done' | 'failed') =>
      test.store.transaction((tx) => {
        saveSetting(tx, 'effect', outcome, 1)
        const appended = test.log.append(tx, viewed())
        return outcome === 'done' ? appended : fail('store/io')
      })
    expect(act('failed')).toEqual(fail('store/io'))
    expect([readSetting(test.store, 'effect'), auditHead(test.store)]).toEqual([null, null])
    expect(act('done')).toEqual(ok(undefined))
    expect([readSetting(test.store, 'effect'), auditHead(test.store)?.seq]).toEqual(['done', 1])
  })

  it('is chained to the one before, as canonical JSON', () => {
    test.fill(2)
    const [first, second] = listAuditEventsAfter(test.store, 0, 10)
    const record = JSON.parse(Buffer.from(second!.canonical).toString()) as Record<string, unknown>
    expect(Object.keys(record)).toEqual(['at', 'event', 'log', 'prev', 'seq', 'user', 'v'])
    expect(record).toMatchObject({
      seq: 2,
      v: 1,
      at: '2026-11-21T09:00:02.000Z',
      prev: Buffer.from(first!.hash).toString('hex'),
    })
  })

  it('that is not on the list, or carries a field too many, is a bug and leaves nothing', () => {
    expect(() => test.log.record({ type: 'nothing.happened' } as unknown as AuditEvent)).toThrow()
    expect(() =>
      test.log.record({ ...viewed(), subject: 'Re: your diagnosis' } as unknown as AuditEvent),
    ).toThrow()
    expect(auditHead(test.store)).toBeNull()
  })

  it('that can not be written, because the disk is full, takes its effect back', () => {
    test.fill(1)
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1'))
    const act = (index: number) =>
      test.store.transaction((tx) => {
        saveSetting(tx, 'effect', index, 1)
        return test.log.append(tx, viewed(index))
      })
    let done = 0
    let result = act(1)
    for (; result.ok; result = act(done + 1)) done += 1
    expect(result).toEqual(fail('audit/write-failed'))
    expect(done).toBeGreaterThan(0)
    expect(readSetting(test.store, 'effect')).toBe(done)
    expect(auditHead(test.store)?.seq).toBe(done + 1)
    expect(test.log.record(viewed())).toMatchObject({ ok: false, error: { code: 'audit/write-failed' } })
  })
})

describe('people in events', () => {
  it('are random codes that stay the same and outlive the contact with the last name', () => {
    const { id, code } = test.write((tx) => {
      const contact = addContact(tx, maria, 1)
      return { id: contact, code: test.log.personOf(tx, contact) }
    })
    expect(code).toMatch(/^[0-9a-f]{16}$/)
    test.write((tx) => {
      updateContact(tx, id, { ...maria, name: 'Maria Ortiz' }, 2)
      expect(test.log.personOf(tx, id)).toBe(code)
      expect(test.log.append(tx, { type: 'contact.removed', person: code })).toEqual(ok(undefined))
      removeContact(tx, freed(freeContact(tx, id)))
    })
    expect(findAuditPersonOfContact(test.store, id)).toMatchObject({
      code,
      name: 'Maria Ortiz',
      kind: 'patient',
    })
    const [event] = listAuditEvents(test.store, { reference: `person:${code}` }, { before: null, limit: 10 })
    expect(Buffer.from(event!.canonical).toString()).not.toMatch(/Maria|Ortiz|patients\.example/)
  })
})

describe('the list', () => {
  it('filters by type, message and time, newest first, page by page', () => {
    test.fill(3)
    expect(test.log.record({ type: 'message.searched' })).toEqual(ok(undefined))
    const seqs = (filter: Parameters<typeof listAuditEvents>[1], before: number | null = null) =>
      listAuditEvents(test.store, filter, { before, limit: 2 }).map(({ seq }) => seq)
    expect(seqs({})).toEqual([4, 3])
    expect(seqs({}, 3)).toEqual([2, 1])
    expect(seqs({ types: ['message.searched'] })).toEqual([4])
    expect(seqs({ reference: 'message:2' })).toEqual([2])
    expect(seqs({ from: test.now - 1000, to: test.now })).toEqual([2])
  })
})
