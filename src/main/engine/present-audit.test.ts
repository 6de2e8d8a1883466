import { describe, expect, it } from 'vitest'
import type { AuditEvent } from '../audit/index.ts'
import type { AuditEventRow } from '../store/index.ts'
import { presentAuditEvent, presentReadEvent } from './present-audit.ts'

const names = new Map([['p1aaaaaaaa', 'Maria Alvarez']])
const rowOf = (event: AuditEvent): AuditEventRow => ({
  seq: 7,
  at: Date.UTC(2026, 10, 22, 12),
  type: event.type,
  canonical: new TextEncoder().encode(JSON.stringify({ v: 1, event })),
  hash: new Uint8Array(32),
})
const present = (event: AuditEvent) => presentAuditEvent(rowOf(event), names)

describe('an event as the window tells it', () => {
  it('joins the code with the name that the person has now', () => {
    expect(present({ type: 'passphrase.shown', person: 'p1aaaaaaaa' })).toEqual({
      sequence: 7,
      at: '2026-11-22T12:00:00.000Z',
      type: 'passphrase.shown',
      values: { person: 'p1aaaaaaaa' },
      person: { id: 'p1aaaaaaaa', name: 'Maria Alvarez' },
      outcome: 'done',
    })
  })

  it('names nobody who is not known any more', () => {
    expect(present({ type: 'passphrase.shown', person: 'p2bbbbbbbb' }).person).toEqual({
      id: 'p2bbbbbbbb',
      name: '',
    })
    expect(present({ type: 'message.searched' }).person).toBeNull()
    const viewed: AuditEvent = { type: 'message.viewed', message: 3, person: null, protection: 'none' }
    expect(present(viewed).person).toBeNull()
  })

  it('names who kept the head of the log before, where she is known', () => {
    const set = (oldPerson: string | null): AuditEvent => ({
      ...{ type: 'audit.head-letter-set', old: 'weekly', new: 'weekly', isOtherAddress: true },
      ...{ oldPerson, person: null },
    })
    expect(present(set('p1aaaaaaaa')).values['oldPersonName']).toBe('Maria Alvarez')
    expect(present(set('p2bbbbbbbb')).values['oldPersonName']).toBe('')
    expect(present(set(null)).values).not.toHaveProperty('oldPersonName')
  })

  it('writes lists and counts as short text', () => {
    const event: AuditEvent = {
      type: 'scan.decided',
      logical: 1,
      decision: 'phi',
      hasHealthContext: true,
      categories: { A: 2, G: 1 },
      notScanned: 0,
      setAside: 0,
      flags: ['psychotherapy-notes', 'part-2'],
    }
    expect(present(event).values).toEqual({
      logical: 1,
      decision: 'phi',
      hasHealthContext: true,
      categories: 'A 2, G 1',
      notScanned: 0,
      setAside: 0,
      flags: 'psychotherapy-notes, part-2',
    })
  })

  const attempt = { logical: 1, submission: 1 }
  const outcomes: [AuditEvent, string][] = [
    [{ type: 'submission.sent', ...attempt, tls: 'TLSv1.3' }, 'done'],
    [{ type: 'submission.deferred', ...attempt, code: 'smtp/deferred' }, 'failed'],
    [{ type: 'submission.unknown', ...attempt }, 'failed'],
    [{ type: 'submission.refused', ...attempt, code: 'smtp/refused' }, 'refused'],
    [{ type: 'send.refused', code: 'phi/scan-failed' }, 'refused'],
    [{ type: 'vault.unlock-failed', count: 2, firstAt: 1, lastAt: 2 }, 'failed'],
    [{ type: 'vault.proof-failed', purpose: 'erasure', with: 'passphrase', inARow: 1 }, 'failed'],
  ]
  it.each(outcomes)('%j', (event, outcome) => {
    expect(present(event).outcome).toBe(outcome)
  })

  it('tells how many messages there were, and not which', () => {
    expect(present({ type: 'mail.import-removed', messages: 3 }).values).toEqual({ messages: 3 })
    const moved = present({ type: 'message.moved', count: 2, to: 'archive', messages: [8, 9] })
    expect(moved.values).toEqual({ count: 2, to: 'archive' })
  })

  it('refuses a record that it does not know instead of guessing, and in the log of others names its type', () => {
    const row = {
      ...rowOf({ type: 'message.searched' }),
      canonical: new TextEncoder().encode('{"event":{"type":"x"}}'),
    }
    expect(() => presentAuditEvent(row, names)).toThrow()
    expect(presentReadEvent(row, names)).toMatchObject({ sequence: row.seq, type: row.type, values: {} })
  })
})
