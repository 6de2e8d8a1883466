import type { HealthTopic } from '../types.ts'

/**
 * A word or phrase of health, treatment or payment. Weights of the distinct terms of a message are summed; 1 is
 * enough. So a diagnosis decides alone, "appointment" needs company.
 */
export type HealthTerm = {
  readonly phrase: string
  readonly topic: HealthTopic
  readonly weight: number
  readonly note?: 'psychotherapy' | 'part2'
}
