import { describe, expect, it } from 'vitest'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { ordinaryLetters } from '../../../test/support/ordinary-letters.ts'
import { agreedWords } from '../../../test/support/practice.ts'
import {
  bytesOf,
  held,
  maria,
  practice,
  questionsOf,
  to,
  trySend,
  withSendingPractice,
} from '../../../test/support/sending.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import {
  addDraft,
  addSubmission,
  saveDraft,
  setContactBlocked,
  setRecipientOutcome,
  type DraftRow,
} from '../store/index.ts'
import { answerTo } from '../../shared/question-answer.ts'

withSendingPractice()

/** An answer to Maria; @param came how what it answers was protected */
function writeAnswer(came: DraftRow['answeredMethod']): DraftId {
  const { accountId } = practice
  const answer = { accountId, kind: 'reply', inReplyTo: null, content: ordinaryLetter } as const
  return practice.write((tx) => addDraft(tx, { ...answer, answeredMethod: came }, 1))
}

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
    ['another patient by title', { html: '<p>Mr. Ortiz was here before you.</p>' }, 'another-patient-named'],
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
      const question = questions.find((one) => one.question.kind === kind)?.question
      const answer = question === undefined ? null : answerTo(question)
      expect(practice.events()).toContainEqual(
        expect.objectContaining({ type: 'send.question-answered', question: kind, answer }),
      )
    }
  })

  it.each(['words.txt', 'words.html'])('finds the passphrase in the attachment %s', async (name) => {
    const { questions } = await trySend({}, [{ name, bytes: bytesOf(`<p>${agreedWords}</p>`) }])
    expect(questions).toMatchObject([{ question: { kind: 'passphrase-in-text', patient: 'Maria Alvarez' } }])
  })

  it('notices another patient inside a file, and one of whom its name alone tells', async () => {
    await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'], words: null })
    const inside = { name: 'letter.txt', bytes: bytesOf('Statement for Daniel Ortiz') }
    const byName = { name: 'OrtizDaniel.txt', bytes: bytesOf('Statement') }
    for (const file of [inside, byName]) {
      const { questions } = await trySend({}, [file])
      expect(questions).toMatchObject([
        { question: { kind: 'another-patient-named', patient: 'Daniel Ortiz', where: 'file' } },
      ])
    }
    const hers = { name: 'letter.txt', bytes: bytesOf('Statement for Maria Alvarez') }
    expect((await trySend({}, [hers])).questions).toEqual([])
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
      expect.objectContaining({ question: 'weaker-than-before', answer: 'weaker-from-now-on' }),
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
        expect.objectContaining({
          ...{ type: 'send.question-answered', question: 'weaker-than-before' },
          ...{ answer: 'weaker-for-this-answer', person: expect.stringMatching(/^[0-9a-f]{16}$/) as string },
        }),
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
