import { describe, expect, it } from 'vitest'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import {
  bytesOf,
  held,
  practice,
  questionsOf,
  to,
  trySend,
  withSendingPractice,
} from '../../../test/support/sending.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { AuditEvent } from '../audit/index.ts'
import { scanFully } from '../phi/index.ts'
import {
  addDraftAttachment,
  findDraft,
  findSentCopy,
  readSubmissionRaw,
  saveDraft,
  setSizeLimit,
} from '../store/index.ts'
import { createDrafts } from './drafts.ts'
import type { FullScan } from './review.ts'

withSendingPractice()

const eventTypes = () => practice.events().map(({ type }) => type)

describe('send', () => {
  it('seals at once and holds', async () => {
    const { id, outcome } = await trySend({})
    expect(outcome).toMatchObject({ kind: 'held', leavesAt: '2026-11-22T12:00:10.000Z' })
    const logical = findDraft(practice.store, id)?.logicalId ?? null
    expect(logical === null ? null : findSentCopy(practice.store, logical)?.state).toBe('waiting')
    const raw = held().map((one) => Buffer.from(readSubmissionRaw(practice.store, one.id)).toString('latin1'))
    expect(raw).toHaveLength(1)
    expect(raw[0]).not.toContain('diary')
    expect(eventTypes()).toEqual([
      'message.composed',
      'scan.decided',
      'message.routed',
      'message.sealed',
      'message.held',
    ])
  })

  it('sends a draft once however often it is told to', async () => {
    const id = writeDraft(practice)
    const sender = testSender(practice)
    const outcomes = await Promise.all([sender.send(id, []), sender.send(id, []), sender.send(id, [])])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await sender.send(id, [])).toMatchObject({ error: { code: 'draft/gone' } })
    expect(held()).toHaveLength(1)
  })

  it('wants the recovery kit before the first message leaves', async () => {
    const sender = testSender(practice, { hasRecoveryKit: () => false })
    const result = await sender.send(writeDraft(practice), [])
    expect(result).toMatchObject({ error: { code: 'send/recovery-kit-first' } })
    expect(held()).toEqual([])
  })

  it.each([
    ['no recipient', { to: [] }, 'draft/no-recipient'],
    ['nothing written', { subject: ' ', html: '<p></p><p> </p>' }, 'draft/empty'],
    ['an address without @', { to: to('maria.mail.example') }, 'mime/bad-address'],
    [
      'a line break in an address',
      { to: to('maria@mail.example\r\nBcc: e@evil.example') },
      'mime/bad-address',
    ],
    ['a header in the subject', { subject: 'Tuesday\r\nBcc: e@evil.example' }, 'mime/unsafe-header'],
  ])('refuses %s', async (_name, change, code) => {
    const id = writeDraft(practice)
    practice.write((tx) => saveDraft(tx, id, { ...ordinaryLetter, ...change }, 1))
    expect(await testSender(practice).send(id, [])).toMatchObject({ error: { code } })
    expect(held()).toEqual([])
  })

  it('takes a file without a word', async () => {
    const files = [{ name: 'diary.txt', bytes: new TextEncoder().encode('Slept well.') }]
    expect((await trySend({ subject: '', html: '<p></p>' }, files)).outcome).toMatchObject({ kind: 'held' })
  })

  it('refuses what the host would refuse for its size, and keeps the draft', async () => {
    practice.write((tx) => {
      setSizeLimit(tx, practice.accountId, 10_000)
    })
    const id = writeDraft(practice)
    const result = await testSender(practice).send(id, [])
    expect(result).toMatchObject({ error: { code: 'seal/too-large', detail: { limitBytes: 10_000 } } })
    expect(findDraft(practice.store, id)?.logicalId).toBeNull()
  })
})

describe('O2: no way around the scan', () => {
  it('sends nothing when the scan fails, and records that', async () => {
    const sender = testSender(practice, { fullScan: () => Promise.reject(new Error('worker died')) })
    const id = writeDraft(practice)
    expect(await sender.send(id, [])).toMatchObject({ error: { code: 'phi/scan-failed' } })
    expect(await sender.review(id)).toMatchObject({ error: { code: 'phi/scan-failed' } })
    expect(held()).toEqual([])
    expect(eventTypes()).toContain('send.refused')
  })

  it('scans exactly what is sealed, without what the cleaning takes away', async () => {
    let scanned = ''
    const fullScan: FullScan = (document, context) => {
      scanned = document.parts.find(({ id }) => id === 'text')?.text ?? ''
      return scanFully(document, context)
    }
    const id = writeDraft(practice, { html: '<p>Hello</p><script>hidden()</script>' })
    valueOf(await testSender(practice, { fullScan }).send(id, []))
    expect(scanned.trim()).toBe('Hello')
  })

  const changes: [string, (id: ReturnType<typeof writeDraft>) => void][] = [
    [
      'the text',
      (id) => {
        practice.write((tx) =>
          saveDraft(tx, id, { ...ordinaryLetter, html: '<p>My SSN is 219-09-9999.</p>' }, 2),
        )
      },
    ],
    [
      'an attachment',
      (id) => {
        const readOriginal = () => Promise.reject(new Error('not asked'))
        const file = { name: 'form.txt', bytes: bytesOf('Social Security number 219-09-9999') }
        valueOf(
          createDrafts({
            ...practice,
            readOriginal,
            onSaved: () => undefined,
            onGone: () => undefined,
          }).attach(id, [file]),
        )
      },
    ],
  ]
  it.each(changes)('scans anew when %s was changed while the first scan ran', async (_name, change) => {
    let scans = 0
    const id = writeDraft(practice)
    const fullScan: FullScan = async (document, context) => {
      const result = await scanFully(document, context)
      scans += 1
      if (scans === 1) {
        change(id)
      }
      return result
    }
    const outcome = valueOf(await testSender(practice, { fullScan }).send(id, []))
    expect(scans).toBe(2)
    expect(questionsOf(outcome).map(({ question }) => question.kind)).toEqual(['sensitive-number'])
    expect(held()).toEqual([])
  })

  it('gives up on a draft that never rests', async () => {
    const id = writeDraft(practice)
    const fullScan: FullScan = async (document, context) => {
      practice.write((tx) => saveDraft(tx, id, ordinaryLetter, 2))
      return scanFully(document, context)
    }
    expect(await testSender(practice, { fullScan }).send(id, [])).toMatchObject({
      error: { code: 'draft/gone' },
    })
    expect(held()).toEqual([])
  })
})

describe('A2: an audit log that cannot be written', () => {
  const types: AuditEvent['type'][] = [
    'message.composed',
    'scan.decided',
    'message.routed',
    'message.sealed',
    'message.held',
  ]
  it.each(types)('blocks sending where %s fails', async (type) => {
    const id = writeDraft(practice)
    const result = await testSender(practice, { audit: practice.auditWithout(type) }).send(id, [])
    expect(result).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(held()).toEqual([])
    expect(findDraft(practice.store, id)?.logicalId).toBeNull()
    expect(eventTypes()).toEqual([])
  })
})

describe('the count while typing', () => {
  it('counts what is typed, and leaves files to the scan at send', () => {
    const id = writeDraft(practice)
    practice.write((tx) => {
      const file = { name: 'a.txt', contentType: 'text/plain', contentId: null }
      addDraftAttachment(tx, id, { ...file, bytes: bytesOf('SSN 219-09-9999') })
    })
    const sender = testSender(practice)
    const summary = valueOf(sender.scanWhileTyping(id, { ...ordinaryLetter, html: '<p>SSN 078-05-1121</p>' }))
    expect(summary.findings).toMatchObject([{ part: 'text', value: '078-05-1121', needsDecision: true }])
    expect(summary.notScanned).toEqual([])
  })
})
