import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ordinaryLetters } from '../../../test/support/ordinary-letters.ts'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { agreedWords, makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent, SendOutcome } from '../../shared/contract/index.ts'
import type { ContactId, DraftId } from '../../shared/ids.ts'
import type { AuditEvent } from '../audit/index.ts'
import { scanFully } from '../phi/index.ts'
import {
  addDraft,
  addDraftAttachment,
  addSubmission,
  findDraft,
  findSentCopy,
  listSubmissionsIn,
  readSubmissionRaw,
  saveDraft,
  setContactBlocked,
  setRecipientOutcome,
  setSizeLimit,
  type DraftRow,
} from '../store/index.ts'
import { createDrafts } from './drafts.ts'
import type { FullScan } from './review.ts'

const to = (address: string) => [{ name: '', address }]
const bytesOf = (text: string) => new TextEncoder().encode(text)

let practice: TestPractice
let maria: ContactId

beforeEach(async () => {
  practice = await makeTestPractice()
  maria = await practice.addPatient({})
})
afterEach(() => {
  practice.dispose()
})

const held = () => listSubmissionsIn(practice.store, 'held')
const eventTypes = () => practice.events().map(({ type }) => type)
const questionsOf = (outcome: SendOutcome) => (outcome.kind === 'decide' ? outcome.review.questions : [])

/** An answer to Maria; @param came how what it answers was protected */
function writeAnswer(came: DraftRow['answeredMethod']): DraftId {
  const { accountId } = practice
  const answer = { accountId, kind: 'reply', inReplyTo: null, content: ordinaryLetter } as const
  return practice.write((tx) => addDraft(tx, { ...answer, answeredMethod: came }, 1))
}

async function trySend(content: Partial<DraftContent>, files: { name: string; bytes: Uint8Array }[] = []) {
  const id = writeDraft(practice, content, files)
  const outcome = valueOf(await testSender(practice).send(id, []))
  return { id, outcome, questions: questionsOf(outcome) }
}

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

describe('the closed list', () => {
  it('asks nothing about 50 ordinary letters', async () => {
    expect(ordinaryLetters).toHaveLength(50)
    await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'] })
    await practice.addPatient({ name: 'Grace Young', addresses: ['grace@mail.example'] })
    const interrupted: string[] = []
    for (const { subject, text } of ordinaryLetters) {
      const html = text
        .split('\n\n')
        .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
        .join('')
      const id = writeDraft(practice, { subject, html })
      const review = valueOf(await testSender(practice).review(id))
      interrupted.push(...review.questions.map(({ question }) => `${subject}: ${JSON.stringify(question)}`))
    }
    expect(interrupted).toEqual([])
  })

  const asked: [string, Partial<DraftContent>, string][] = [
    [
      'a Social Security number',
      { html: '<p>Your Social Security number is 219-09-9999.</p>' },
      'sensitive-number',
    ],
    ['a card number', { html: '<p>I charged the card 4111 1111 1111 1111.</p>' }, 'sensitive-number'],
    [
      'an account number',
      { html: '<p>Please pay to account number 000123456789, routing 021000021.</p>' },
      'sensitive-number',
    ],
    [
      'another patient',
      { html: '<p>Dear Maria, Daniel Ortiz was here before you.</p>' },
      'another-patient-named',
    ],
    ['another patient in the subject', { subject: 'Report on Daniel Ortiz' }, 'another-patient-named'],
    [
      'patients who see each other',
      { to: [...to('maria@mail.example'), ...to('daniel@mail.example')] },
      'patients-visible-to-each-other',
    ],
    ['the passphrase', { html: `<p>The words are ${agreedWords}.</p>` }, 'passphrase-in-text'],
    [
      'the passphrase with hyphens',
      { html: `<p>${agreedWords.replaceAll(' ', '-')}</p>` },
      'passphrase-in-text',
    ],
    ['the passphrase in the subject', { subject: agreedWords.toUpperCase() }, 'passphrase-in-text'],
    ['a stranger', { to: to('nobody@nowhere.example') }, 'recipient-without-protection'],
    [
      'psychotherapy notes',
      { html: '<p>Psychotherapy notes, session of November 3: she cried.</p>' },
      'psychotherapy-notes',
    ],
    [
      'Part 2 content',
      { html: '<p>Your records from the opioid treatment program (42 CFR Part 2) are attached.</p>' },
      'part-2-content',
    ],
  ]
  it.each(asked)('asks about %s', async (_name, change, kind) => {
    await practice.addPatient({
      name: 'Daniel Ortiz',
      addresses: ['daniel@mail.example'],
      words: 'ivory jelly kayak lemon mango nylon',
    })
    const { questions, id } = await trySend(change)
    expect(questions.map(({ question }) => question.kind)).toContain(kind)
    expect(held()).toEqual([])
    const answered = questions.filter(({ isBlocking }) => !isBlocking).map((one) => one.id)
    const again = valueOf(await testSender(practice).send(id, answered))
    const blocks = kind === 'passphrase-in-text' || kind === 'recipient-without-protection'
    expect(again.kind).toBe(blocks ? 'decide' : 'held')
    if (!blocks) {
      expect(practice.events()).toContainEqual(
        expect.objectContaining({ type: 'send.question-answered', question: kind }),
      )
    }
  })

  it.each(['words.txt', 'words.html'])('finds the passphrase in the attachment %s', async (name) => {
    const { questions } = await trySend({}, [{ name, bytes: bytesOf(`<p>${agreedWords}</p>`) }])
    expect(questions).toMatchObject([{ question: { kind: 'passphrase-in-text', patient: 'Maria Alvarez' } }])
  })

  it('notices another patient also when it goes to her second address', async () => {
    await practice.addPatient({
      name: 'Grace Young',
      addresses: ['grace@mail.example', 'grace@work.example'],
    })
    const { questions } = await trySend({ to: to('grace@work.example'), subject: 'Report on Maria Alvarez' })
    expect(questions.map(({ question }) => question.kind)).toContain('another-patient-named')
  })

  it('blocks an address that was a typing mistake once', async () => {
    practice.write((tx) => {
      setContactBlocked(tx, maria, true, 1)
    })
    const { questions } = await trySend({})
    expect(questions).toMatchObject([
      { isBlocking: true, question: { kind: 'recipient-without-protection', contactId: maria } },
    ])
  })

  it('blocks a patient without a passphrase', async () => {
    await practice.addPatient({ name: 'Grace Young', addresses: ['grace@mail.example'], words: null })
    const { questions } = await trySend({ to: to('grace@mail.example'), html: '<p>Dear Grace, see you.</p>' })
    expect(questions).toMatchObject([
      { isBlocking: true, question: { kind: 'recipient-without-protection' } },
    ])
  })

  it('asks before a weaker method than the last time, records the answer, and asks once', async () => {
    await trySend({})
    const [sealed] = held()
    if (sealed === undefined) throw new Error('nothing is held')
    const [recipient] = sealed.recipients
    const earlier = { ...sealed, method: 'openpgp', form: null, messageId: '<earlier@mail.example>' } as const
    const accept = (id: number) => {
      practice.write((tx) => {
        setRecipientOutcome(tx, id, recipient?.address ?? '', 'accepted', null, 1)
      })
    }
    accept(
      practice.write((tx) => addSubmission(tx, { ...earlier, envelopeId: 'e1', raw: bytesOf('sealed') }, 1)),
    )
    const asked = await trySend({})
    expect(asked.questions).toMatchObject([
      {
        isBlocking: false,
        question: { kind: 'weaker-than-before', before: 'openpgp', now: 'sealed-message' },
      },
    ])
    const answered = asked.questions.map(({ id }) => id)
    expect(valueOf(await testSender(practice).send(asked.id, answered))).toMatchObject({ kind: 'held' })
    expect(practice.events()).toContainEqual(
      expect.objectContaining({ type: 'send.question-answered', question: 'weaker-than-before' }),
    )
    accept(held().at(-1)?.id ?? 0)
    expect((await trySend({})).questions).toEqual([])
  })

  it.each(['openpgp', 'smime'] as const)(
    'asks before an answer that goes weaker than the %s message that it answers',
    async (came) => {
      const id = writeAnswer(came)
      const weaker = { kind: 'weaker-than-before', measure: 'answered-message', before: came }
      const asked = questionsOf(valueOf(await testSender(practice).send(id, [])))
      expect(asked).toMatchObject([{ isBlocking: false, question: { ...weaker, now: 'sealed-message' } }])
      expect(held()).toEqual([])
      const ids = asked.map((one) => one.id)
      expect(valueOf(await testSender(practice).send(id, ids))).toMatchObject({ kind: 'held' })
      expect(practice.events()).toContainEqual(
        expect.objectContaining({ type: 'send.question-answered', question: 'weaker-than-before' }),
      )
      // Each answer is a decision of its own, whatever was decided about the last one.
      expect(questionsOf(valueOf(await testSender(practice).send(writeAnswer(came), [])))).toHaveLength(1)
    },
  )

  it.each(['sealed-message', null] as const)(
    'asks nothing where what is answered came as %s',
    async (came) => {
      const sent = valueOf(await testSender(practice).send(writeAnswer(came), []))
      expect(sent).toMatchObject({ kind: 'held' })
    },
  )

  it('never lets one answer stand for another question', async () => {
    const one = await trySend({ html: '<p>SSN 219-09-9999</p>' })
    const answered = one.questions.map(({ id }) => id)
    practice.write((tx) =>
      saveDraft(tx, one.id, { ...ordinaryLetter, html: '<p>SSN 219-09-9999 and 078-05-1121</p>' }, 2),
    )
    const outcome = valueOf(await testSender(practice).send(one.id, answered))
    expect(outcome.kind).toBe('decide')
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
