import { beforeAll, describe, expect, it } from 'vitest'
import { emptyContext, scan, type ScanContext, type ScanResult } from '../../../src/main/phi/index.ts'
import { disclaimer, ownSignature, practice, writtenTo } from '../../support/phi/practice.ts'
import { described, loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

const toMaria = writtenTo('maria.alvarez@mail.example')
const toColleague = writtenTo('lee@clinic.example')

/** Mail of a practice that has nothing to do with anyone's health, each with names, numbers or addresses in it. */
const notHealth: readonly string[] = [
  'Hi Tom, the printer on the second floor is out of toner again. Could you order two cartridges from Staples by Friday, March 6? Call 510-555-0177 if they need a PO number.',
  'Dear Ms. Whitaker, please find attached our W-9 for 2025. Our mailing address is 88 Larkspur Lane, Oakland, CA 94607.',
  'Team, staff lunch moves to Thursday 3/12 at noon. Priya is bringing dessert, Marcus brings chairs.',
  'Hello Mr. Duong, the lease for 410 Bayview Ave runs out on June 30, 2026. Can we talk about the renewal next Tuesday?',
  'Your order 88-2291-04 has shipped to Ann Rivera, 410 Bayview Ave. Track it at https://track.example.com/88-2291-04.',
  'Hi Sandra, thanks for the quote. We would like to go ahead with the new windows in April. Best, Ann',
  'Jim, the plumber is coming Monday at 8. His number is 510-555-0139. The leak is under the sink in the kitchen.',
  'Dear Dr. Lee, would you like to join our book club? We meet on the first Wednesday of the month. The next book is by Toni Morrison.',
  'Invoice 2291 from Bayside Cleaning for March: $240. Please pay to account 0039281174, routing 121000248.',
  'Hello Kevin, please reset the password for frontdesk@harborcounseling.example and enable two-factor login.',
  'The conference in Denver is from May 4 to May 7. I booked the Hyatt under your name, confirmation 88213904.',
  'Happy birthday Rosa! Hope to see you at the party on Saturday. Love, Ann',
  'Carlos, our website www.harborcounseling.example is down since this morning. Can you look at the DNS at 203.0.113.7?',
  'Dear neighbors, parking on Bayview Ave is closed on October 9 for street work. Questions to Linda Chu, 510-555-0161.',
  'I am out of the office until January 5. Please write to Marcus Bell at marcus@harborcounseling.example.',
  'Thanks for coffee yesterday, Ellen. The article by Robert Putnam that I mentioned is here: https://example.org/bowling',
]

/** Mail that names a person and their health, treatment or payment. */
const health: readonly string[] = [
  'Daniel Ortiz was tearful today. PHQ-9 is 17. I would like you to consider sertraline.',
  'Can you verify benefits for Lucia Fernandez, member ID XJK883920114? Diagnosis F41.1, CPT 90837.',
  'Mr. Castellanos asked to reschedule his therapy session to Monday, April 14.',
  'Please send the labs for MRN HC-20391; her lithium level was 1.4.',
  'Superbill for Owen McAllister attached, two sessions in January, 90834.',
  'My son Jonah (DOB 3/14/2011) has ADHD and takes Adderall. Do you see children?',
  'Rosalind called: panic attacks again, sleeping three hours. Her number is 734-555-0164.',
  'Mrs. Okonkwo no longer smokes. BP 132/78. Refill lisinopril 20 mg.',
  'Ms. Barnes has attended 14 psychotherapy sessions since August 2, 2023.',
  'Copay of $30 received from Theo Delacroix on 2/14.',
]

function decisionOf(text: string, context: ScanContext): ScanResult['decision'] {
  return scanText(text, context).decision
}

describe('decision', () => {
  beforeAll(loadTestLexicon)

  it.each(notHealth)('is not PHI: %s', (text) => {
    expect(decisionOf(text, practice)).not.toBe('phi')
    expect(decisionOf(`${text}\n\n${ownSignature}\n\n${disclaimer}`, practice)).not.toBe('phi')
  })

  it.each(health)('is PHI: %s', (text) => {
    expect(decisionOf(text, toColleague)).toBe('phi')
  })

  it.each(health)('is PHI for a scanner that knows nothing of the practice: %s', (text) => {
    expect(decisionOf(text, emptyContext)).toBe('phi')
  })

  it('is none without any identifier, however clinical', () => {
    expect(decisionOf('CBT and sertraline 50 mg work well for panic disorder.', toColleague)).toBe('none')
  })

  it('takes a recipient who is a patient as the identifier', () => {
    const text = 'See you at our session on Thursday.'
    expect(decisionOf(text, toMaria)).toBe('phi')
    expect(decisionOf(text, toColleague)).toBe('none')
    expect(scanText(text, toMaria).reasons).toContainEqual({ code: 'recipient-is-patient' })
  })

  it('gives reasons with categories and topics and no values', () => {
    const { reasons } = scanText(health[0] ?? '', toColleague)
    expect(reasons).toContainEqual({ code: 'patient-list-match', count: 1 })
    expect(reasons).toContainEqual({
      code: 'health-context',
      topics: expect.arrayContaining(['mental-health']) as unknown,
    })
    expect(JSON.stringify(reasons)).not.toContain('Ortiz')
  })

  it.each([
    [
      'psychotherapy notes',
      'Process notes, kept separate: strong countertransference when Daniel spoke of his father.',
      { psychotherapyNotes: true, part2: false },
    ],
    [
      'substance-use treatment',
      'Daniel started methadone at the opioid treatment program.',
      { psychotherapyNotes: false, part2: true },
    ],
    ['neither', 'Daniel has asthma.', { psychotherapyNotes: false, part2: false }],
  ])('flags %s', (_name, text, flags) => {
    expect(scanText(text, toColleague).flags).toEqual(flags)
  })
})

describe('false alarms by the sender’s own words', () => {
  beforeAll(loadTestLexicon)

  const harmless = 'Thank you for the toner. The exam table paper is still missing from the delivery.'

  it.each([
    ['own signature', `${harmless}\n\nBest,\n\n${ownSignature}`],
    ['own signature after its delimiter', `${harmless}\n\n-- \n${ownSignature}`],
    [
      'own signature typed by hand',
      `${harmless}\n\nWarm regards,\nDr. Ann Rivera\nHarbor Counseling Center\n(510) 555-0100`,
    ],
    ['disclaimer', `${harmless}\n\n${disclaimer}`],
    [
      'practice address in the text',
      `${harmless} Please deliver to Harbor Counseling Center, 410 Bayview Ave, Suite 12, Alameda, CA 94501.`,
    ],
    [
      'own number and mail in the text',
      `${harmless} Reach me at (510) 555-0100 or ann@harborcounseling.example.`,
    ],
    ['the recipient’s own address', `${harmless} I write to office@supplies.example as you asked.`],
    [
      'head of a quoted message',
      `${harmless}\n\nOn Tue, Mar 3, 2026 at 3:14 PM Ann Rivera <ann@harborcounseling.example> wrote:\n> ${harmless}`,
    ],
    [
      'head of a quoted message by Outlook',
      `${harmless}\n\nFrom: Tom Baker <tom@supplies.example>\nSent: Tuesday, March 3, 2026 3:14 PM\nTo: Ann Rivera\nSubject: Your order of toner\n\nIt is on its way.`,
    ],
    [
      'own signature in a quoted message',
      `${harmless}\n\nOn Mon, Mar 2, 2026 at 9:00 AM Tom <office@supplies.example> wrote:\n> ok\n>\n> On Sun Ann wrote:\n>> Hello\n>> ${ownSignature.replaceAll('\n', '\n>> ')}`,
    ],
  ])('%s gives no finding', (_name, text) => {
    const { findings, decision } = scanText(text, practice)
    expect(described(text, findings)).toEqual([])
    expect(decision).toBe('none')
  })

  it.each([
    [
      'under the signature',
      `${harmless}\n\nBest,\n\n${ownSignature}\n\nP.S. Daniel Ortiz, SSN 412-55-8830, still has a claim open.`,
      ['NAME Daniel Ortiz', 'SSN 412-55-8830'],
    ],
    ['inside a disclaimer', `${disclaimer} Daniel Ortiz was diagnosed in error.`, ['NAME Daniel Ortiz']],
    [
      'beside the own name',
      'This is Ann Rivera from Harbor Counseling Center; Daniel Ortiz asked me to write.',
      ['NAME Daniel Ortiz'],
    ],
  ])('a patient %s is found all the same', (_name, text, expected) => {
    const { findings } = scanText(text, practice)
    expect(described(text, findings)).toEqual(expect.arrayContaining(expected))
  })
})

describe('quoted text', () => {
  beforeAll(loadTestLexicon)

  it('is shown as quoted and still counts', () => {
    const text =
      'Sounds good.\n\nOn Tue, Mar 3, 2026 at 3:14 PM Bob <bob@clinic.example> wrote:\n> Daniel Ortiz started sertraline 50 mg.'
    const { findings, decision, reasons } = scanText(text, toColleague)
    expect(described(text, findings)).toContain('NAME Daniel Ortiz')
    expect(findings.every(({ inQuote }) => inQuote)).toBe(true)
    expect(decision).toBe('phi')
    expect(reasons).toContainEqual({ code: 'in-quote-only' })
  })

  it('is not what stands above the quote', () => {
    const text = 'Daniel Ortiz is better.\n\nOn Tue, Mar 3, 2026 at 3:14 PM Bob wrote:\n> And?'
    const [first, ...envelope] = scanText(text, toColleague).findings
    expect(first?.inQuote).toBe(false)
    expect(envelope.length).toBeGreaterThan(0)
    expect(envelope.every(({ inQuote }) => inQuote)).toBe(true)
  })
})

describe('parts', () => {
  beforeAll(loadTestLexicon)

  it('reads file names with underscores and hyphens as words', () => {
    const name = 'Daniel_Ortiz-intake-2024-03-05.pdf'
    const { findings } = scan({ parts: [{ id: 'f', kind: 'file-name', text: name }] }, toColleague)
    expect(described(name, findings)).toEqual(['NAME Daniel_Ortiz', 'DATE 2024-03-05'])
  })

  it('finds a name in the text that only the subject gives in full', () => {
    const text = 'Okonjo reports less pain after the steroid injection.'
    const parts = [
      { id: 's', kind: 'subject', text: 'Re: Beatrice Okonjo' },
      { id: 't', kind: 'text', text },
    ] as const
    const { findings } = scan({ parts }, toColleague)
    expect(
      findings.filter(({ part }) => part === 't').map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['Okonjo'])
  })

  it('gives offsets into the markup for HTML, entities and tags between the letters or not', () => {
    const html =
      '<p>Dear <b>Daniel&nbsp;Ortiz</b>,</p><p>SSN&#58; 412&#8209;55&#8209;<i>8830</i></p><script>var x = "123-45-6789"</script>'
    const { findings } = scan({ parts: [{ id: 'h', kind: 'html', text: html }] }, toColleague)
    expect(described(html, findings)).toEqual(['NAME Daniel&nbsp;Ortiz', 'SSN 412&#8209;55&#8209;<i>8830'])
  })

  it('finds what leaves in link targets and alternative texts', () => {
    const html = '<a href="https://portal.example.org/p?user=hlee">here</a> <img alt="photo of Daniel Ortiz">'
    const { findings } = scan({ parts: [{ id: 'h', kind: 'html', text: html }] }, toColleague)
    expect(described(html, findings)).toEqual(
      expect.arrayContaining(['URL https://portal.example.org/p?user=hlee', 'NAME Daniel Ortiz']),
    )
  })

  it('takes a blockquote as quoted', () => {
    const html = '<p>ok</p><blockquote><p>Daniel Ortiz has asthma</p></blockquote>'
    const { findings } = scan({ parts: [{ id: 'h', kind: 'html', text: html }] }, toColleague)
    expect(findings.map(({ inQuote }) => inQuote)).toEqual([true])
  })
})
