import { practiceSchema, type Practice } from '../../shared/contract/index.ts'
import { readSetting, saveSetting, type Reader, type Tx } from '../store/index.ts'

const key = 'practice'

const empty: Practice = {
  practiceName: '',
  clinicianName: '',
  outsideName: '',
  outsideSubject: '',
  outsideNote: '',
  outsideFileName: '',
  outsidePageName: '',
  outsideLogo: '',
  phone: '',
  address: '',
  signature: '',
  language: 'en',
}

/** Who the practice is, to itself and to those who see a patient's phone. Empty fields until it was saved. */
export function readPractice(reader: Reader): Practice {
  const parsed = practiceSchema.safeParse(readSetting(reader, key))
  return parsed.success ? parsed.data : empty
}

export function savePractice(tx: Tx, practice: Practice, now: number): void {
  saveSetting(tx, key, practiceSchema.parse(practice), now)
}

/** The names of the fields that differ: the audit log holds no values. */
export function changedFields(before: Practice, after: Partial<Practice>): string[] {
  return Object.keys(after).filter(
    (field) => before[field as keyof Practice] !== after[field as keyof Practice],
  )
}
