import type { RecipientWarning } from '../../shared/contract/index.ts'
import type { RecipientKnowledge } from '../directory/index.ts'
import type { KnownPatient, RecipientGuard } from '../phi/index.ts'

/**
 * What stands beside a recipient's name while a letter is written: that the address turned out wrong before, is one
 * letter from a known one, or is written to for the first time; and that the letter names another patient.
 */
export function warningsFor(
  recipients: readonly RecipientKnowledge[],
  guards: readonly RecipientGuard[],
  patients: readonly KnownPatient[],
): RecipientWarning[] {
  const named = guards.flatMap((guard) =>
    guard.kind === 'look-alike-address' ? [] : [patients[guard.patient]?.name ?? ''],
  )
  return recipients.flatMap((recipient) => [
    ...addressWarning(recipient, guards),
    ...(recipient.contact?.kind === 'patient' ? [...new Set(named)] : []).map((patient) => ({
      kind: 'names-other-patient' as const,
      address: recipient.address,
      patient,
    })),
  ])
}

function addressWarning(
  { address, wrong, isFirstTime }: RecipientKnowledge,
  guards: readonly RecipientGuard[],
): RecipientWarning[] {
  if (wrong !== null) {
    return [{ kind: wrong.reason, address, instead: wrong.instead }]
  }
  for (const guard of guards) {
    if (guard.kind === 'look-alike-address' && guard.address === address) {
      return [{ kind: 'look-alike', address, instead: guard.known }]
    }
  }
  return isFirstTime ? [{ kind: 'first-time', address }] : []
}
