import type { Contact } from '../../../shared/contract/index.ts'

/** The text key of what is agreed with a person, in one line. */
export function protectionState(
  contact: Contact,
): 'notToldRow' | 'hasPassphrase' | 'hasKey' | 'noPassphrase' | 'noKey' {
  if (contact.certificates.some(({ trust }) => trust !== 'seen')) return 'hasKey'
  if (contact.passphrase !== null) return contact.passphrase.told === null ? 'notToldRow' : 'hasPassphrase'
  return contact.kind === 'patient' ? 'noPassphrase' : 'noKey'
}
