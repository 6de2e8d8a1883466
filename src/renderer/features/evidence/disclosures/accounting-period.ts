import { sixYearsBefore } from '../../../../shared/six-years.ts'

/** What is wrong with a period from one day to the other; null: nothing. */
export function faultOfPeriod(from: string | null, to: string | null): 'needsPeriod' | 'longPeriod' | null {
  if (from === null || to === null || from > to) return 'needsPeriod'
  return from < sixYearsBefore(to) ? 'longPeriod' : null
}
