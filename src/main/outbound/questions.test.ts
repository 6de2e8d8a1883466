import { describe, expect, it } from 'vitest'
import type { ContactId } from '../../shared/ids.ts'
import { openQuestions, questionsFor, type ReviewFacts } from './questions.ts'

const maria = { id: 1 as ContactId, name: 'Maria Alvarez', kind: 'patient' as const, agreedToEmailOn: null }
const none = { count: 0, isInQuote: false }
const ordinary: ReviewFacts = {
  recipients: [
    {
      address: 'maria.alvarez@example.org',
      contact: maria,
      route: { kind: 'sealed-message', isTold: true, forms: 'both' },
    },
  ],
  patientsInView: ['Maria Alvarez'],
  firstTimeAddresses: [],
  lookAlikes: [],
  weakerThanBefore: [],
  otherPatientsNamed: [],
  sensitiveNumbers: { SSN: none, CARD: none, ACCOUNT: none },
  passphrasesInText: [],
  hasPsychotherapyNotes: false,
  hasPart2Content: false,
}

describe('the closed list of what Send asks', () => {
  it('asks nothing for an ordinary letter to a known patient', () => {
    expect(questionsFor(ordinary)).toEqual([])
  })

  it.each([
    [
      'another patient named',
      { otherPatientsNamed: [{ patient: 'Daniel Ortiz', recipient: 'Maria Alvarez', where: 'message' }] },
      'another-patient-named',
      false,
    ],
    [
      'a look-alike address',
      {
        lookAlikes: [
          { address: 'maria.alvares@example.org', known: 'maria.alvarez@example.org', wasCorrected: false },
        ],
      },
      'look-alike-address',
      false,
    ],
    [
      'a first-time address',
      { firstTimeAddresses: ['maria.alvarez@example.org'] },
      'first-time-address',
      false,
    ],
    [
      'a weaker method than the last one',
      {
        weakerThanBefore: [
          {
            measure: 'last-message',
            address: 'maria.alvarez@example.org',
            before: 'openpgp',
            now: 'sealed-message',
          },
        ],
      },
      'weaker-than-before',
      false,
    ],
    [
      'patients who see each other',
      { patientsInView: ['Maria Alvarez', 'Daniel Ortiz'] },
      'patients-visible-to-each-other',
      false,
    ],
    [
      'a Social Security number',
      { sensitiveNumbers: { SSN: { ...none, count: 1 }, CARD: none, ACCOUNT: none } },
      'sensitive-number',
      false,
    ],
    [
      'a card number',
      { sensitiveNumbers: { SSN: none, CARD: { ...none, count: 2 }, ACCOUNT: none } },
      'sensitive-number',
      false,
    ],
    [
      'an account number',
      { sensitiveNumbers: { SSN: none, CARD: none, ACCOUNT: { ...none, count: 1 } } },
      'sensitive-number',
      false,
    ],
    ['the passphrase in the text', { passphrasesInText: ['Maria Alvarez'] }, 'passphrase-in-text', true],
    ['psychotherapy notes', { hasPsychotherapyNotes: true }, 'psychotherapy-notes', false],
    ['Part 2 content', { hasPart2Content: true }, 'part-2-content', false],
    [
      'a recipient without protection',
      { recipients: [{ address: 'info@acme.com', contact: null, route: { kind: 'needs-kind' } }] },
      'recipient-without-protection',
      true,
    ],
  ] as [string, Partial<ReviewFacts>, string, boolean][])(
    'asks about %s',
    (_name, change, kind, isBlocking) => {
      const asked = questionsFor({ ...ordinary, ...change })
      expect(asked.map(({ question, isBlocking: blocks }) => [question.kind, blocks])).toEqual([
        [kind, isBlocking],
      ])
      const answered = asked.map(({ id }) => id)
      expect(openQuestions(asked, answered)).toHaveLength(isBlocking ? 1 : 0)
      expect(openQuestions(asked, [])).toHaveLength(1)
    },
  )

  it('takes an answer only for what was asked', () => {
    const one = questionsFor({
      ...ordinary,
      sensitiveNumbers: { SSN: { ...none, count: 1 }, CARD: none, ACCOUNT: none },
    })
    const two = questionsFor({
      ...ordinary,
      sensitiveNumbers: { SSN: { ...none, count: 2 }, CARD: none, ACCOUNT: none },
    })
    expect(
      openQuestions(
        two,
        one.map(({ id }) => id),
      ),
    ).toHaveLength(1)
  })

  it('asks once about an address that is both new and a look-alike', () => {
    const asked = questionsFor({
      ...ordinary,
      firstTimeAddresses: ['maria.alvares@example.org'],
      lookAlikes: [
        { address: 'maria.alvares@example.org', known: 'maria.alvarez@example.org', wasCorrected: false },
      ],
    })
    expect(asked.map(({ question }) => question.kind)).toEqual(['look-alike-address'])
  })
})
