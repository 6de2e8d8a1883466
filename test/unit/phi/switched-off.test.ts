import { beforeAll, describe, expect, it } from 'vitest'
import { scanFully, type ScanContext } from '../../../src/main/phi/index.ts'
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

  it('find nothing in the columns of a table, and in the scan at send', async () => {
    const table = 'Name,MRN,DOB\nOkafor,4471902,03/04/1980\nVoss,4471903,03/05/1981'
    const labels = async (context: ScanContext): Promise<string[]> => {
      const parts = [{ id: 'text', kind: 'text' as const, text: table }]
      return (await scanFully({ parts }, context)).findings.map(({ label }) => label)
    }
    expect(await labels(off(undefined))).toContain('MRN')
    expect(await labels(off(['medical-record-number']))).not.toContain('MRN')
  })
})
