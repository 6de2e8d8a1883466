import type { Agreement } from '../../../../shared/contract/index.ts'
import { daysBetween } from '../days.ts'

/** Before an agreement ends, days in which it is said. */
const noticeDays = 60

/** How an agreement stands on a day; `on` is the day that the words name. */
export type AgreementState =
  | { readonly state: 'unsigned' }
  | { readonly state: 'in-force' }
  | { readonly state: 'expires' | 'expired' | 'ended'; readonly on: string }

type Days = Pick<Agreement, 'signedOn' | 'expiresOn' | 'endedOn'>

/** It is in force on the day that it names as its last. */
export function agreementState({ signedOn, expiresOn, endedOn }: Days, today: string): AgreementState {
  if (endedOn !== null && endedOn <= today) return { state: 'ended', on: endedOn }
  if (signedOn === null) return { state: 'unsigned' }
  if (expiresOn === null) return { state: 'in-force' }
  const left = daysBetween(today, expiresOn)
  if (left < 0) return { state: 'expired', on: expiresOn }
  return left <= noticeDays ? { state: 'expires', on: expiresOn } : { state: 'in-force' }
}
