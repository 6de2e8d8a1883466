import type { Finding } from '../types.ts'

/** The numbers that Send asks about wherever they stand (the closed list). */
export function sensitiveKindOf(
  finding: Pick<Finding, 'label' | 'recognizer'>,
): 'SSN' | 'CARD' | 'ACCOUNT' | null {
  if (finding.recognizer === 'payment-card' || finding.recognizer === 'card-code') return 'CARD'
  return finding.label === 'SSN' || finding.label === 'ACCOUNT' ? finding.label : null
}

/**
 * What no choice of a person switches off: a number that opens accounts, and anything that names a patient of the
 * practice, because the next letter may go to another one. Passphrases and protected notes are no findings at all.
 */
export function alwaysAskedOf(
  finding: Pick<Finding, 'label' | 'recognizer' | 'patient'>,
): 'number' | 'patient' | null {
  if (sensitiveKindOf(finding) !== null) return 'number'
  return finding.patient !== undefined || finding.recognizer === 'patient-list' ? 'patient' : null
}
