import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent, Reach, Settings } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import type { Category } from '../phi/index.ts'
import { readPreferences, savePreferences } from '../practice/index.ts'
import { findDraft, noteTextTaken } from '../store/index.ts'
import { createConsultations } from './consultations.ts'
import { createFindingChoices, type FindingChoices } from './finding-choices.ts'

let practice: TestPractice
let choices: FindingChoices

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'] })
  choices = createFindingChoices(practice)
})
afterEach(() => {
  practice.dispose()
})

const letter = (text: string): DraftContent => ({ ...ordinaryLetter, html: `<p>${text}</p>` })
const book = letter('Read the book by John Carter. It helps with depression.')
const carter = { category: 'A' as Category, value: 'John Carter' }

function found(content: DraftContent, id = writeDraft(practice, content)): string[] {
  return valueOf(testSender(practice).scanWhileTyping(id, content)).findings.map(({ value }) => value)
}

describe('a finding that is no PHI', () => {
  it('is left out of this draft, while typing and at send, and nowhere else', async () => {
    const id = writeDraft(practice, book)
    expect(found(book, id)).toContain('John Carter')
    valueOf(choices.dismiss(id, book, carter, 'draft'))
    expect(found(book, id)).not.toContain('John Carter')
    expect(found(book)).toContain('John Carter')
    const review = valueOf(await testSender(practice).review(id))
    expect(review.scan.findings.map(({ value }) => value)).not.toContain('John Carter')
    expect(review.scan.setAside).toBe(1)
    valueOf(await testSender(practice).send(id, []))
    expect(practice.events().find(({ type }) => type === 'scan.decided')).toMatchObject({ setAside: 1 })
  })

  it('is left out of every draft when it is never to be flagged, however it is written', () => {
    const id = writeDraft(practice, book)
    valueOf(choices.dismiss(id, book, carter, 'practice'))
    expect(found(book)).not.toContain('John Carter')
    expect(found(letter("John  Carter's book is good."))).toEqual([])
    expect(found(letter('Jane Carter’s book is good.'))).not.toEqual([])
    const [entry] = valueOf(choices.neverFlagged())
    expect(entry).toMatchObject(carter)
    valueOf(choices.removeNeverFlagged(entry?.id ?? 0))
    expect(valueOf(choices.neverFlagged())).toEqual([])
    expect(found(book)).toContain('John Carter')
  })

  it.each<Reach>(['draft', 'practice'])('can be taken back: %s', (reach) => {
    const id = writeDraft(practice, book)
    valueOf(choices.dismiss(id, book, carter, reach))
    valueOf(choices.flagAgain(id, carter, reach))
    expect(found(book, id)).toContain('John Carter')
    valueOf(choices.flagAgain(id, carter, reach))
    expect(practice.events().map(({ type }) => type)).toEqual(['finding.dismissed', 'finding.flagged-again'])
  })

  it('changes the decision, which counts what is left', () => {
    const colleague = { ...book, to: [{ name: '', address: 'lee@clinic.example' }] }
    const id = writeDraft(practice, colleague)
    const decision = () => valueOf(testSender(practice).scanWhileTyping(id, colleague)).decision
    expect(decision()).toBe('phi')
    valueOf(choices.dismiss(id, colleague, carter, 'draft'))
    expect(decision()).toBe('none')
  })

  it('is recorded by category, count and reach, and the value is in no event', () => {
    const content = letter('John Carter wrote it. John Carter is good. See 3/14/2025.')
    const id = writeDraft(practice, content)
    valueOf(choices.dismiss(id, content, carter, 'practice'))
    valueOf(choices.recordReplacement(id, 'C'))
    expect(practice.events()).toEqual([
      { type: 'finding.dismissed', category: 'A', count: 2, reach: 'practice' },
      { type: 'finding.replaced', category: 'C', count: 1 },
    ])
    expect(JSON.stringify(practice.events())).not.toMatch(/carter/i)
  })

  it.each([
    'finding.dismissed',
    'finding.flagged-again',
    'finding.replaced',
    'consultation.prepared',
  ] as const)('A2: does not happen where %s cannot be written', (type) => {
    const id = writeDraft(practice, book)
    const blocked = createFindingChoices({ ...practice, audit: practice.auditWithout(type) })
    const failed = { error: { code: 'audit/write-failed' } }
    if (type === 'finding.dismissed') {
      expect(blocked.dismiss(id, book, carter, 'draft')).toMatchObject(failed)
      expect(blocked.dismiss(id, book, carter, 'practice')).toMatchObject(failed)
      expect(found(book, id)).toContain('John Carter')
    } else if (type === 'finding.flagged-again') {
      valueOf(choices.dismiss(id, book, carter, 'draft'))
      expect(blocked.flagAgain(id, carter, 'draft')).toMatchObject(failed)
      expect(found(book, id)).not.toContain('John Carter')
    } else if (type === 'finding.replaced') {
      expect(blocked.recordReplacement(id, 'A')).toMatchObject(failed)
    } else {
      const consultations = createConsultations({ ...practice, audit: practice.auditWithout(type) })
      expect(consultations.prepare(id, { takenRevision: 0, content: book })).toMatchObject(failed)
      expect(found(book, id)).toContain('John Carter')
    }
  })

  it('must be there, and the draft too', () => {
    const id = writeDraft(practice, book)
    const absent = { category: 'A' as Category, value: 'Nobody Here' }
    expect(choices.dismiss(id, book, absent, 'draft')).toMatchObject({
      error: { code: 'phi/no-such-finding' },
    })
    expect(choices.dismiss((id + 9) as typeof id, book, carter, 'draft')).toMatchObject({
      error: { code: 'draft/gone' },
    })
    expect(choices.dismiss(id, book, { ...carter, category: 'B' }, 'draft')).toMatchObject({
      error: { code: 'phi/no-such-finding' },
    })
  })
})

describe('what no choice switches off', () => {
  it.each<[string, string, Category, string, string]>([
    ['a Social Security number', 'SSN 536-22-8719.', 'G', '536-22-8719', 'sensitive-number'],
    ['a card number', 'The card 4111 1111 1111 1111.', 'J', '4111 1111 1111 1111', 'sensitive-number'],
    ['an account number', 'Account number 000123456789.', 'J', '000123456789', 'sensitive-number'],
    ['another patient', 'Daniel Ortiz comes at three.', 'A', 'Daniel Ortiz', 'another-patient-named'],
  ])('%s', async (_what, text, category, value, question) => {
    const content = letter(text)
    const id = writeDraft(practice, content)
    for (const reach of ['draft', 'practice'] as const) {
      expect(choices.dismiss(id, content, { category, value }, reach)).toMatchObject({
        error: { code: 'phi/always-asked' },
      })
    }
    expect(practice.events()).toEqual([])
    const outcome = valueOf(await testSender(practice).send(id, []))
    const asked = outcome.kind === 'decide' ? outcome.review.questions.map((one) => one.question.kind) : []
    expect(asked).toContain(question)
  })

  it('a name that was dismissed before its owner became a patient', async () => {
    const content = letter('John Carter comes at three.')
    const id = writeDraft(practice, content)
    valueOf(choices.dismiss(id, content, carter, 'practice'))
    await practice.addPatient({ name: 'John Carter', addresses: ['john@mail.example'] })
    const outcome = valueOf(await testSender(practice).send(id, []))
    expect(outcome).toMatchObject({
      kind: 'decide',
      review: { questions: [{ question: { kind: 'another-patient-named', patient: 'John Carter' } }] },
    })
  })

  it('psychotherapy notes, Part 2 content and the passphrase, which are no findings', async () => {
    for (const text of [
      'My psychotherapy notes of John Carter.',
      'Methadone at the opioid treatment program, says John Carter.',
    ]) {
      const content = letter(text)
      const id = writeDraft(practice, content)
      valueOf(choices.dismiss(id, content, carter, 'draft'))
      expect(valueOf(await testSender(practice).send(id, []))).toMatchObject({ kind: 'decide' })
    }
  })
})

describe('the window', () => {
  it('is told how sure, where, what else to say, and what is asked in any case', () => {
    const content = letter('Daniel met Daniel Ortiz on March 4, 2024. SSN 536-22-8719.')
    const id = writeDraft(practice, content)
    const { findings } = valueOf(testSender(practice).scanWhileTyping(id, content))
    expect(findings).toMatchObject([
      { value: 'Daniel', occurrence: 0, alwaysAsked: 'patient', needsDecision: true },
      { value: 'Daniel Ortiz', occurrence: 0, replacement: { words: 'the patient', before: 0 } },
      {
        value: 'March 4, 2024',
        alwaysAsked: null,
        needsDecision: false,
        replacement: { words: 'in 2024', replaces: 'on March 4, 2024', before: 3 },
      },
      { value: '536-22-8719', alwaysAsked: 'number', needsDecision: true },
    ])
    expect(findings.every(({ score }) => score > 0 && score <= 1)).toBe(true)
  })
})

describe('prepared for consultation', () => {
  it('rewrites subject and text, stores them, and records categories and counts alone', () => {
    const content = {
      ...letter('I see Maria Alvarez since 3/14/2025. Her MRN is 4471902.'),
      subject: 'Maria Alvarez',
    }
    const id = writeDraft(practice, content)
    const consultations = createConsultations(practice)
    const preview = valueOf(consultations.preview(id, content))
    expect(practice.events()).toEqual([])
    const made = valueOf(consultations.prepare(id, { takenRevision: 0, content }))
    expect(made).toEqual(preview)
    expect(made.subject).toBe('The patient')
    expect(made.html).toBe('<p>I see the patient since 2025. Her MRN is [record number removed].</p>')
    expect(found({ ...content, subject: made.subject, html: made.html }, id)).toEqual([])
    expect(practice.events()).toEqual([{ type: 'consultation.prepared', categories: { A: 2, C: 1, H: 1 } }])
  })

  it('rewrites nothing where another computer’s text took the place of what was shown', () => {
    const id = writeDraft(practice, book)
    practice.write((tx) => {
      noteTextTaken(tx, id)
    })
    const prepared = createConsultations(practice).prepare(id, { takenRevision: 0, content: book })
    expect(prepared).toMatchObject({ error: { code: 'draft/written-elsewhere' } })
    expect(findDraft(practice.store, id)?.content).toEqual(book)
    expect(practice.events()).toEqual([])
  })
})

describe('a recognizer that is switched off', () => {
  function switchOff(recognizersOff: Settings['recognizersOff']): void {
    valueOf(
      practice.store.transaction((tx) => {
        savePreferences(tx, { ...readPreferences(tx), recognizersOff }, Date.now())
        return ok(undefined)
      }),
    )
  }

  it('finds nothing while typing and at send, and Review names it', async () => {
    const dated = letter('Read the book before 03/14/2026. It helps with depression.')
    expect(found(dated)).toContain('03/14/2026')
    const recognizersOff: Settings['recognizersOff'] = ['date', 'age-over-89']
    switchOff(recognizersOff)
    expect(found(dated)).not.toContain('03/14/2026')
    const { scan } = valueOf(await testSender(practice).review(writeDraft(practice, dated)))
    expect(scan).toMatchObject({ recognizersOff })
    expect(scan.findings.map(({ value }) => value)).not.toContain('03/14/2026')
  })
  it('leaves nothing in a draft that is prepared for consultation', () => {
    const content = letter('Seen since 3/14/2025, write to gordon@mail.example.')
    const id = writeDraft(practice, content)
    switchOff(['date', 'age-over-89', 'email'])
    expect(found(content, id)).toEqual([])
    const { html } = valueOf(createConsultations(practice).prepare(id, { takenRevision: 0, content }))
    expect(html).toBe('<p>Seen since 2025, write to [mail address removed].</p>')
  })
})
