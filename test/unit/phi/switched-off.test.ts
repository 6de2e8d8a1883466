import { beforeAll, describe, expect, it } from 'vitest'
import { guardRecipients, scanFully, type ScanContext } from '../../../src/main/phi/index.ts'
import { described, loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

const text = 'Maria Lopez, DOB 03/14/1980, fax 919-555-0126, SSN 412-55-8830, lives in Dayton.'
const patients = [{ name: 'Maria Lopez' }]
const off = (recognizersOff: ScanContext['recognizersOff']): ScanContext => {
  return { self: [], patients, recipients: [], ...(recognizersOff === undefined ? {} : { recognizersOff }) }
}
const found = (context: ScanContext): string[] => described(text, scanText(text, context).findings)

describe('recognizers that are switched off', () => {
  beforeAll(loadTestLexicon)

  it('find nothing, and neither does the tagger where none of a category is left', () => {
    expect(found(off(undefined))).toEqual([
      'NAME Maria Lopez',
      'DATE 03/14/1980',
      'FAX 919-555-0126',
      'SSN 412-55-8830',
      'GEO Dayton',
    ])
    expect(found(off(['date', 'age-over-89', 'fax', 'phone']))).toEqual([
      'NAME Maria Lopez',
      'SSN 412-55-8830',
      'GEO Dayton',
    ])
  })

  it('hide nothing that another one finds in the same place', () => {
    expect(found(off(['fax']))).toContain('PHONE 919-555-0126')
  })

  it('take no patient of the practice away', () => {
    const names = ['name-after-title', 'name-after-label', 'name-in-full', 'name-beside-role'] as const
    expect(found(off([...names, 'name-alone', 'staff-initials']))).toContain('NAME Maria Lopez')
  })

  const known = {
    name: 'Maria Lopez',
    email: 'mlopez@mail.example',
    phone: '919-555-0126',
    dob: '1980-03-14',
  }
  const daniel = { name: 'Daniel Ortiz', email: 'daniel@mail.example' }
  const knownOff = (recognizersOff: ScanContext['recognizersOff'], recipients: readonly string[] = []) => {
    return { ...off(recognizersOff), patients: [daniel, known], recipients }
  }

  it.each([
    [
      'a mail address',
      ['email'],
      'Write to mlopez@mail.example or gordon@mail.example.',
      'EMAIL mlopez@mail.example',
    ],
    ['a phone number', ['phone', 'fax'], 'Call 919-555-0126 or 919-555-0199.', 'PHONE 919-555-0126'],
    ['a fax number', ['phone', 'fax'], 'Fax 919-555-0126, fax 919-555-0199.', 'FAX 919-555-0126'],
    ['a birth date', ['date', 'age-over-89'], 'Born 03/14/1980, seen 02/11/2025.', 'DATE 03/14/1980'],
    [
      'a birth date in a table',
      ['date', 'age-over-89'],
      'MRN,DOB\n,03/14/1980\n,03/05/1981',
      'DATE 03/14/1980',
    ],
  ] as const)('leave %s of a patient, known as theirs', (_what, recognizersOff, letter, only) => {
    const { findings } = scanText(letter, knownOff(recognizersOff))
    expect(described(letter, findings)).toEqual([only])
    expect(findings[0]?.patient).toBe(1)
    expect(scanText(letter, knownOff([])).findings).toHaveLength(2)
  })

  it('leave the sign of a wrong recipient, and say nothing of a right one', () => {
    const guards = (letter: string, recipient: string) => {
      const document = { parts: [{ id: 'text', kind: 'text' as const, text: letter }] }
      const context = knownOff(['email'], [recipient])
      const result = scanText(letter, context)
      return [result.findings.length, guardRecipients(document, result, context).map(({ kind }) => kind)]
    }
    const letter = 'The report went to mlopez@mail.example today.'
    expect(guards(letter, 'daniel@mail.example')).toEqual([1, ['another-patient-named']])
    expect(guards(letter, 'mlopez@mail.example')).toEqual([0, []])
    expect(guards(letter.replace('mlopez', 'gordon'), 'daniel@mail.example')).toEqual([0, []])
  })

  it('find nothing in the columns of a table, and in the scan at send', async () => {
    const table = 'Name,MRN,DOB\nOkafor,4471902,03/04/1980\nVoss,4471903,03/05/1981'
    const labels = async (context: ScanContext): Promise<string[]> => {
      const parts = [{ id: 'text', kind: 'text' as const, text: table }]
      return (await scanFully({ parts }, context)).findings.map(({ label }) => label)
    }
    expect(await labels(off(undefined))).toContain('MRN')
    expect(await labels(off(['medical-record-number']))).not.toContain('MRN')
    // Another of the category is on: a head doesn't say which of them the column is for.
    expect(await labels(off(['age-over-89']))).toContain('DATE')
    expect(await labels(off(['date']))).toContain('DATE')
    expect(await labels(off(['date', 'age-over-89']))).not.toContain('DATE')
  })
})
