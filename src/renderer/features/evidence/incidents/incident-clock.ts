import type { Incident } from '../../../../shared/contract/index.ts'
import { addDays, daysBetween } from '../days.ts'

/** No later than this after discovery, and without unreasonable delay: 45 CFR 164.404(b). */
export const notifyWithinDays = 60

/** How an incident stands on a day. While something is to be done, the last day for it and how many are left. */
export type IncidentState =
  | { readonly state: 'undecided' | 'untold'; readonly dueOn: string; readonly daysLeft: number }
  | { readonly state: 'no-breach' }
  | { readonly state: 'told'; readonly on: string }

type Given = Pick<Incident, 'discoveredOn' | 'conclusion' | 'notifiedOn'>

/** The clock runs from discovery, also while it is open whether it is a breach (164.414(b): the practice has to show). */
export function incidentState({ discoveredOn, conclusion, notifiedOn }: Given, today: string): IncidentState {
  if (conclusion === 'no-breach') return { state: 'no-breach' }
  if (conclusion === 'breach' && notifiedOn !== null) return { state: 'told', on: notifiedOn }
  const dueOn = addDays(discoveredOn, notifyWithinDays)
  const state = conclusion === 'breach' ? 'untold' : 'undecided'
  return { state, dueOn, daysLeft: daysBetween(today, dueOn) }
}
