import { beforeAll, describe, expect, it } from 'vitest'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

beforeAll(loadTestLexicon)

describe('psychotherapy notes (45 CFR 164.501)', () => {
  it.each([
    'Psychotherapy notes, session of November 3: she cried.',
    'My psych notes from Tuesday are below.',
    'Shadow notes: he blamed himself again.',
    'These are my personal notes and not part of the medical record.',
    'I keep private notes on her, separate from the chart: strong pull to rescue.',
    'It is not in the record but in my personal notes: strong pull to rescue.',
    '[x] personal notes kept separately from the record',
    'Notes documenting or analyzing the contents of conversation during a private counseling session.',
    'Here is my analysis of the conversation in the session with Daniel.',
    'Attached are the process notes that I wrote after the session.',
    'They are protected, but I send the psychotherapy notes all the same.',
    '[x] psychotherapy notes',
  ])('%s', (text) => {
    expect(scanText(text).flags).toEqual({ psychotherapyNotes: true, part2: false })
  })

  it.each([
    'The parent asked whether psychotherapy notes are protected.',
    'Psychotherapy notes are kept separately from your record.',
    'Psychotherapy notes require their own authorization.',
    'I enclose the record, excluding psychotherapy notes.',
    'We do not keep process notes.',
    '[ ] psychotherapy notes   [x] attendance',
    'There is a webinar on psychotherapy notes on Friday.',
    'What are psychotherapy notes?',
    'Our policy on session notes changed.',
    'Thank you for your personal notes on the cake recipe.',
    '[ ] personal notes kept separately from the record',
    'There is a training on personal notes kept apart from the chart.',
    'She asked whether my private notes stay outside the record.',
    'Here is my analysis of the conversation about the lease.',
    'The receipt is not part of the record.',
  ])('not: %s', (text) => {
    expect(scanText(text).flags).toEqual({ psychotherapyNotes: false, part2: false })
  })

  it('one that is only spoken of hides none that stands there', () => {
    const both =
      'Psychotherapy notes, November 3: she cried.\n\nYou asked whether psychotherapy notes are protected.'
    expect(scanText(both).flags.psychotherapyNotes).toBe(true)
    expect(scanText(both.split('\n\n').reverse().join('\n\n')).flags.psychotherapyNotes).toBe(true)
  })
})

const notice =
  'This record which has been disclosed to you is protected by federal confidentiality rules (42 CFR part 2). ' +
  'These rules prohibit you from using or disclosing the information in this record, unless at least one of the ' +
  'following applies: further use or disclosure is expressly permitted by the written consent of the individual. ' +
  'Unauthorized disclosure is strictly prohibited.'

describe('substance use disorder treatment (42 CFR Part 2)', () => {
  it.each([
    notice,
    '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    'Records from the program (42 C.F.R. Part 2) are attached.',
    'Diagnosis: F10.20',
    'dx F11, in remission',
    'ICD-10 code F1520',
    'Her chemical dependency evaluation is complete.',
    'He attends AA and has a sponsor.',
    'CIWA was 14 at noon.',
    'She meets ASAM level 2.1.',
    'He was ordered to drug court.',
    'She is sober 90 days.',
    'I have been sober for two years.',
    'He is 90 days sober.',
  ])('%s', (text) => {
    expect(scanText(text).flags).toEqual({ psychotherapyNotes: false, part2: true })
  })

  it.each([
    'He asked whether drug court records are public.',
    'The 42 CFR Part 2 training is on Friday.',
    'Fill in part 2 of the form.',
    'Press F10 to open the menu, F12 to save.',
    'The seats are in row F11.',
    'The remote takes two AA batteries.',
    'A sober assessment of the costs.',
    'She denies alcohol abuse.',
    'She denies having been sober for two years.',
    '[ ] sober 90 days',
    'Smoking history, F17.210.',
    '[ ] substance use treatment',
    'This e-mail may contain information protected by federal law. If you are not the intended recipient, delete it.',
  ])('not: %s', (text) => {
    expect(scanText(text).flags).toEqual({ psychotherapyNotes: false, part2: false })
  })
})
