import type { Category } from '../categories.ts'
import { recognizers } from '../recognizers/registry.ts'
import type { ScanContext } from '../types.ts'
import { PatientIndex } from './patient-index.ts'

/** What a practice changes in the scan of each paragraph. */
export type PracticeRules = {
  readonly patients: PatientIndex
  /** Ids of recognizers that are switched off: of what they find, only what is a patient's counts. */
  readonly off: ReadonlySet<string>
  /** Categories all of whose recognizers are off: the tagger finds nothing of them either. */
  readonly silent: ReadonlySet<Category>
}

/** @returns the rules of a context, prepared for any number of paragraphs */
export function practiceRulesOf({
  patients,
  recognizersOff = [],
}: Pick<ScanContext, 'patients' | 'recognizersOff'>): PracticeRules {
  const off = new Set<string>(recognizersOff)
  const heard = new Set(recognizers.filter(({ id }) => !off.has(id)).map(({ category }) => category))
  const silent = new Set(
    recognizers.map(({ category }) => category).filter((category) => !heard.has(category)),
  )
  return { patients: new PatientIndex(patients), off, silent }
}
