import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  createScanner,
  emptyContext,
  type ScanContext,
  type ScanDocument,
  type Scanner,
  type ScanResult,
} from '../../../src/main/phi/index.ts'
import { readOwnTexts } from '../../../scripts/phi/own-texts.ts'
import { hostileInputs } from '../../support/phi/hostile-inputs.ts'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'
import { textsWhile, typing, type Act } from '../../support/phi/typing.ts'

const fragments = [
  'Dr. ',
  'Maria Lopez',
  ' MRN: ',
  '4471902',
  ' 123-45-6789',
  '\n',
  '\n\n',
  ' on 3/14',
  'March 3, 2024',
  ' (555) 201-3344',
  '@',
  'a@b.co',
  'http://',
  '> ',
  '-- \n',
  'Best,\n',
  'Hi ',
  ', ',
  '\u200b',
  'é',
  'e\u0301',
  '\ud83d',
  '\u202e',
  'מרים',
  '陳大文',
  'On Mon, Mar 3, 2026 at 1:00 PM Ann <a@b.co> wrote:\n',
  'From: a\nSent: b\nTo: c\n',
  'diagnosed with depression',
  "O'Brien",
  '94-year-old',
  ' Springfield, IL 62704 ',
  '|',
  '\t',
  ':',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)

const practice: ScanContext = {
  self: [
    {
      name: 'Ann Rivera',
      practice: 'Harbor Counseling',
      email: 'ann@harbor.example',
      phone: '(555) 010-0100',
      signature: 'Ann Rivera, LMFT\nHarbor Counseling',
    },
  ],
  patients: [
    { name: 'Maria Lopez', dob: '1980-03-14', mrn: '4471902', email: 'a@b.co', phone: '555-201-3344' },
  ],
  recipients: ['a@b.co'],
}

function documentOf(body: string): ScanDocument {
  return {
    parts: [
      { id: 'text', kind: 'text', text: body },
      { id: 'html', kind: 'html', text: body },
      { id: 'name', kind: 'file-name', text: body },
    ],
  }
}

/** The first text at which a scanner that saw every keystroke answers otherwise than one that saw only that text. */
function firstDifference(scanner: Pick<Scanner, 'scan'>, acts: readonly Act[]): string | undefined {
  for (const typed of textsWhile(acts)) {
    const document = documentOf(typed)
    if (!isDeepStrictEqual(scanner.scan(document), createScanner(practice).scan(document))) return typed
  }
  return undefined
}

describe('properties of the scan', () => {
  beforeAll(loadTestLexicon)

  it('never throws, and every finding lies within its part', () => {
    fc.assert(
      fc.property(text, (body) => {
        for (const { start, end, score } of createScanner(practice).scan(documentOf(body)).findings) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(body.length)
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same findings for a text typed key by key as for the text in one piece', () => {
    fc.assert(
      fc.property(typing, (acts) => firstDifference(createScanner(practice), acts) === undefined),
      { numRuns: 15 },
    )
  })

  it('tells a scanner that takes what it remembers for a text of the same length', () => {
    const byLength = new Map<number, ScanResult>()
    const forgetful = {
      scan: (document: ScanDocument): ScanResult => {
        const length = document.parts[0]?.text?.length ?? 0
        const result = byLength.get(length) ?? createScanner(practice).scan(document)
        byLength.set(length, result)
        return result
      },
    }
    const acts: Act[] = [
      { act: 'type', text: 'Maria' },
      { act: 'backspace', times: 5 },
      { act: 'type', text: 'table' },
    ]
    expect(firstDifference(forgetful, acts)).toBe('tab')
    expect(firstDifference(createScanner(practice), acts)).toBeUndefined()
  })

  it('gives the same findings after an edit in the middle of a long draft', () => {
    const draft = ['queries', 'notes', 'mail']
      .flatMap(readOwnTexts)
      .map((one) => one.text)
      .join('\n\n')
    const scanner = createScanner(emptyContext)
    for (let at = 100; at < draft.length; at += 997) {
      const edited = `${draft.slice(0, at)} x${draft.slice(at)}`
      expect(scanner.scan(documentOf(edited))).toEqual(createScanner(emptyContext).scan(documentOf(edited)))
    }
  })

  it.each(Object.entries(hostileInputs))('stays within its part on %s', (_name, make) => {
    const body = make(3_000)
    for (const { start, end } of scanText(body).findings) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(body.length)
    }
  })

  it('finds what is hidden behind invisible characters, full-width digits and odd dashes', () => {
    const hidden = 'SSN 1\u200b2\u200b3\u20114\uff15\u20116789'
    const [finding] = scanText(hidden).findings
    expect(finding?.label).toBe('SSN')
    expect(hidden.slice(finding?.start, finding?.end)).toBe('1\u200b2\u200b3\u20114\uff15\u20116789')
  })
})
