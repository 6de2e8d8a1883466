import type { HealthTopic } from '../types.ts'
import type { ProtectedNote } from './health-sign.ts'

/**
 * A word or phrase of health, treatment or payment. Weights of the distinct terms of a message are summed; 1 is
 * enough. So a diagnosis decides alone, "appointment" needs company.
 */
export type HealthTerm = {
  readonly phrase: string
  readonly topic: HealthTopic
  readonly weight: number
  /** A word of everyday life that speaks of care in company only: it doesn't make its word a medical one. */
  readonly isEveryday?: true
  readonly note?: ProtectedNote
}
