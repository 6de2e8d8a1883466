import { beforeAll, describe, expect, it } from 'vitest'
import { healthTerms } from '../../../src/main/phi/context/health-terms.ts'
import { lexicon } from '../../../src/main/phi/lexicon/loaded.ts'
import { scanParagraph } from '../../../src/main/phi/document/scan-paragraph.ts'
import { practiceRulesOf } from '../../../src/main/phi/practice/practice-rules.ts'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

beforeAll(loadTestLexicon)

const weightIn = (text: string, phrase: string) =>
  scanParagraph(text, false, lexicon(), practiceRulesOf({ patients: [] })).health.find(
    ({ key }) => key === phrase,
  )?.weight

describe('words of health, treatment and payment', () => {
  it('every listed term fires at its weight, standing by itself', () => {
    // Where a term is listed again, the later entry counts.
    const weights = new Map(healthTerms.map(({ phrase, weight }) => [phrase, weight]))
    const silent = [...weights].filter(([phrase, weight]) => {
      // Abbreviations that are words too count in capitals alone.
      return weightIn(phrase, phrase) !== weight && weightIn(phrase.toUpperCase(), phrase) !== weight
    })
    expect(silent).toEqual([])
  })

  it.each([
    ['She was put on a 5150 last night.', '5150'],
    ['HbA1c was 7.9.', 'hba1c'],
    ['I attend a 12-step meeting.', '12 step'],
    ['Disclosed under 42 C.F.R. Part 2.', '42 c f r part 2'],
    ['PHQ-9 was 17.', 'phq 9'],
    ['GAD7 of 12', 'gad7'],
    ['dx F33, F41', 'f33'],
    ['She wants to kill herself.', 'kill herself'],
    ['He was Baker Acted on Friday.', 'baker acted'],
    ['She revoked her ROI.', 'revoked her roi'],
    ['The school wrote a 504 plan.', '504 plan'],
  ])('%s holds “%s”', (text, phrase) => {
    expect(weightIn(text, phrase)).toBeGreaterThan(0)
  })

  it.each([
    'We moved to 5150 Sierra Vista Avenue.',
    'Call 555-5150 or room 5150.',
    'The invoice is $5150.',
    'Long Beach, CA 90832',
    'Part 2 of the form is on page 12, step 3.',
    'Order number 90837 has shipped.',
    'Hi Tom, the exam table arrived, thank you.',
    'The return on investment (ROI) is four percent.',
    'Flight F33 leaves at gate A1.',
  ])('%s is no health content', (text) => {
    expect(scanText(text).healthContext.present).toBe(false)
  })
})
