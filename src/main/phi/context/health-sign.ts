import type { HealthTopic } from '../types.ts'

/**
 * Psychotherapy notes (45 CFR 164.501: "documenting or analyzing the contents of conversation during a private
 * counseling session … separated from the rest of the individual's medical record") and content of a substance use
 * disorder programme (42 CFR 2.11, 2.32), told from talk about such notes and rules.
 */
export type ProtectedNote = 'psychotherapy' | 'part2'

/** One sign of health context. Distinct `key`s are summed. */
export type HealthSign = {
  readonly key: string
  readonly topic: HealthTopic
  readonly weight: number
  readonly note?: ProtectedNote
}
