import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readOwnTexts } from '../../../scripts/phi/own-texts.ts'
import { escapeHtml, htmlToText } from '../../../src/main/mime/index.ts'
import { emptyContext, prepareConsultation, scan, type ScanContext } from '../../../src/main/phi/index.ts'
import { loadTestLexicon } from '../../support/phi/scan-text.ts'
import { practice } from '../../support/phi/practice.ts'

const thisYear = 2026

function toHtml(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

function prepare(html: string, subject = '', context: ScanContext = practice) {
  return prepareConsultation({ subject, html, attachments: 0, thisYear, addressees: [] }, context)
}

const rewritten = (text: string) => htmlToText(prepare(toHtml(text)).html)

/** What a second look finds, but for what the rewriting itself says: roles, states, the one age. */
function leftIn(html: string, context: ScanContext): string[] {
  const text = htmlToText(html)
  const again = scan({ parts: [{ id: 'text', kind: 'text', text }] }, { ...context, recipients: [] })
  return again.findings
    .map(({ label, start, end }) => `${label} ${text.slice(start, end)}`)
    .filter((found) => !/^NAME (?:person|dr\.|patient) [A-Z]{1,2}$/i.test(found) && !isState(found))
}

const isState = (found: string) =>
  /^GEO (?:[A-Z][a-z]+|(?:New|North|South|West|Rhode) [A-Z][a-z]+|the District of Columbia)$/.test(found) &&
  prepareConsultation(
    { subject: '', html: `<p>She is from ${found.slice(4)}.</p>`, attachments: 0, thisYear, addressees: [] },
    emptyContext,
  ).changes.length === 0

describe('a letter prepared for consultation', () => {
  beforeAll(loadTestLexicon)

  it.each([
    [
      'a patient',
      'I see Maria Alvarez weekly. Maria sleeps badly.',
      'I see the patient weekly. The patient sleeps badly.',
    ],
    ['the patient at the start', "Maria Alvarez's sleep is bad.", "The patient's sleep is bad."],
    ['a patient with a title', 'I saw Mrs. Alvarez again.', 'I saw the patient again.'],
    [
      'a mother who is named beside the word, and later without it',
      'Maria Alvarez came with her mother Ana. Then Ana cried.',
      "The patient came with her mother. Then the patient's mother cried.",
    ],
    [
      'another patient of the practice',
      'Maria Alvarez met Daniel Ortiz here. Maria Alvarez was upset.',
      'The patient met patient B here. The patient was upset.',
    ],
    [
      'doctors, the same by the surname alone',
      'Dr. Susan Lee sees Maria Alvarez. Dr. Patel agrees with Dr. Lee.',
      'Dr. A sees the patient. Dr. B agrees with Dr. A.',
    ],
    [
      'a doctor by the letters after the name',
      'Maria Alvarez sees John Smith, MD, too.',
      'The patient sees Dr. A, too.',
    ],
    ['a date with its year', 'We began on March 4, 2024.', 'We began in 2024.'],
    ['a date in numbers', 'Seen 5/12/23 and 2021-05-06.', 'Seen 2023 and 2021.'],
    ['a date without a year', 'She called on March 4.', 'She called on [date removed].'],
    [
      'a year of birth that tells an age over 89',
      'Date of birth: 3/4/1931.',
      'Date of birth: [date removed].',
    ],
    ['an age over 89', 'Her father is 93 years old.', 'Her father is 90 or older.'],
    ['an age over 89 after its label', 'Age: 93, sex: F.', 'Age: 90 or older, sex: F.'],
    ['an age over 89 in words', 'He is in his late nineties.', 'He is 90 or older.'],
    ['an age under 90', 'Maria Alvarez is 34.', 'The patient is 34.'],
    [
      'an address with its state',
      'She lives at 12 Main Street, Springfield, IL 62704.',
      'She lives in Illinois.',
    ],
    [
      'a city that the dictionary knows',
      'She moved to Seattle last year.',
      'She moved to Washington last year.',
    ],
    ['a town that names several places', 'She grew up in Springfield.', 'She grew up in a town.'],
    ['a town with its state', 'She grew up in Springfield, Illinois.', 'She grew up in Illinois.'],
    ['a hospital', "She was at St. Luke's Hospital.", 'She was at a hospital.'],
    [
      'a street beside a title',
      'She lives at 12 Main Street. Dr. Patel sees her.',
      'She lives at an address. Dr. A sees her.',
    ],
    [
      'numbers',
      'MRN HC-20391, SSN 536-22-8719, call 510-555-0142.',
      'MRN [record number removed], SSN [Social Security number removed], call [phone number removed].',
    ],
  ])('says %s by role, year, state or kind', (_what, text, expected) => {
    expect(rewritten(text)).toBe(expected)
  })

  it('takes "90 or older" for what it is', () => {
    expect(prepare('<p>Age 90 or older.</p>').changes).toEqual([])
    expect(prepare('<p>Age 90.</p>').changes).toHaveLength(1)
  })

  it('keeps the order of years and leaves a state as it is', () => {
    expect(rewritten('First seen on 3/4/2021, again on 5/6/2023 and 7/8/2024, in Oregon.')).toBe(
      'First seen in 2021, again in 2023 and 2024, in Oregon.',
    )
  })

  it('gives the same person the same role in the subject, the text and the quoted part', () => {
    const html =
      '<p>What would you do?</p><p>On March 4, 2024, Maria Alvarez &lt;maria.alvarez@mail.example&gt; wrote:</p>' +
      '<blockquote><p>I fought with Carlos at Mayo Clinic.</p><p>Maria</p></blockquote>'
    const { subject, html: after, risks } = prepare(html, 'Maria Alvarez')
    expect(subject).toBe('The patient')
    expect(htmlToText(after)).not.toMatch(/Maria|Alvarez|mail\.example|March|Mayo/)
    expect(after).toContain('<p>[earlier message]</p><blockquote>')
    expect(after).toContain('<p>The patient</p></blockquote>')
    expect(risks).toContain('quoted')
  })

  it('keeps the greeting of whom it goes to, and there alone', () => {
    const html = '<p>Dear James, Dr. Lee sees Maria Alvarez too.</p>'
    const input = { subject: '', html, attachments: 0, thisYear, addressees: ['Dr. James Lee'] }
    expect(prepareConsultation(input, practice).html).toBe('<p>Dear James, Dr. A sees the patient too.</p>')
    expect(prepare(html).html).toMatch(/^<p>Dear person A, /)
    const toPatient = { ...input, html: '<p>Dear Maria, hello.</p>', addressees: ['Maria Alvarez'] }
    expect(prepareConsultation(toPatient, practice).html).toBe('<p>Dear the patient, hello.</p>')
  })

  it('keeps the markup whole: tags inside a name stay, links and their targets go', () => {
    const { html } = prepare(
      '<p>I see <b>Maria</b> Alvarez &amp; her <i>dog</i>: <a href="mailto:maria.alvarez@mail.example">mail</a>, ' +
        '<a title="a>b" href="https://portal.example/maria">her page</a></p>',
    )
    expect(html).toBe('<p>I see <b>the patient</b> &amp; her <i>dog</i>: mail, her page</p>')
  })

  it('replaces an address over two lines as one', () => {
    expect(prepare('<p>12 Main Street<br>Springfield, IL 62704</p>').html).toBe('<p>Illinois</p>')
  })

  it.each([
    ['own-words', 'He dislikes mornings.'],
    ['rare-condition', 'She has Huntington’s disease.'],
    ['work-and-place', 'He is the only firefighter in a small town.'],
    ['public-event', 'It was in the newspaper.'],
    ['family', 'She is one of triplets.'],
    ['days-in-words', 'It began last week.'],
  ])('names the risk that remains: %s', (risk, text) => {
    expect(prepare(toHtml(text)).risks).toContain(risk)
    expect(prepare(toHtml('')).risks).toEqual([])
  })

  it('names files as a risk, and what somebody set aside', () => {
    const dismissed = [{ category: 'A' as const, value: 'John Smith' }]
    const { html, risks } = prepareConsultation(
      { subject: '', html: '<p>John Smith wrote a textbook.</p>', attachments: 1, thisYear, addressees: [] },
      { ...practice, dismissed },
    )
    expect(html).toContain('John Smith')
    expect(risks).toEqual(['own-words', 'attachments', 'set-aside'])
  })

  it.each(['', '<p></p>', '<p>\ud83d</p>', '<p>😀</p>', '<p>no names here</p>'])(
    'leaves %j as it is',
    (html) => {
      expect(prepare(html)).toMatchObject({ html, subject: '', changes: [] })
    },
  )

  it.each(['queries', 'notes', 'mail', 'forms', 'more', 'third', 'clean'])(
    'leaves nothing to find in our own texts, and changes nothing the second time: %s',
    (name) => {
      for (const { text } of readOwnTexts(name)) {
        for (const context of [emptyContext, practice]) {
          const { html } = prepare(toHtml(text), '', context)
          expect(leftIn(html, context), text).toEqual([])
          expect(prepare(html, '', context).html, text).toBe(html)
        }
      }
    },
  )

  const pieces = [
    'Maria Alvarez',
    'Mrs. ',
    'Dr. ',
    ' Lee ',
    "'s",
    ' her mother ',
    'Ana ',
    'on March 4, 2024',
    ' 93 years old ',
    ', Austin, TX 78701',
    '12 Main Street',
    ' MRN: 4471902',
    ' 536-22-8719',
    '\n\n',
    '\n',
    '. ',
    'person A ',
    'the patient ',
    '😀',
    '\ud83d',
    '> ',
    'On Mon, Mar 3, 2026 at 1:00 PM Ann <a@b.co> wrote:\n',
    ' (555) 201-3344',
    '<',
    '&',
    '"',
    'diagnosed with depression',
    ' from Seattle',
    ' Texas',
  ]

  it('never throws, gives changes within the text, and settles, whatever is put together', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        const html = toHtml(parts.join(''))
        const once = prepare(html, parts.slice(0, 3).join(''))
        for (const { start, end, replaced, words } of once.changes) {
          expect(end).toBeGreaterThan(start)
          expect(replaced.length).toBe(end - start)
          expect(words).not.toBe(replaced)
        }
        const twice = prepare(once.html, once.subject)
        expect(twice.html).toBe(once.html)
        expect(twice.subject).toBe(once.subject)
      }),
      { numRuns: 200 },
    )
  })
})
