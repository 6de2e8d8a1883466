import type { RecipientProtection } from '../../shared/contract/index.ts'
import type { RecipientKnowledge } from '../directory/index.ts'

/**
 * The ladder (docs/architecture.md): OpenPGP where a usable certificate is known, else a sealed message under the
 * agreed passphrase, else it can't go. Never weaker, never plain.
 */
export function routeRecipient(known: RecipientKnowledge): RecipientProtection {
  const { address, contact } = known
  const who = contact === null ? null : { id: contact.id, name: contact.name, kind: contact.kind }
  const routed = (route: RecipientProtection['route']): RecipientProtection => ({
    address,
    contact: who,
    route,
  })

  if (contact?.isBlocked === true) {
    return routed({ kind: 'blocked', code: 'send/blocked-recipient' })
  }
  if (contact === null) {
    return routed({ kind: 'needs-kind' })
  }
  if (known.certificate !== null) {
    return routed({ kind: 'openpgp', fingerprint: known.certificate.fingerprint })
  }
  if (known.passphrase !== null) {
    return routed({
      kind: 'sealed-message',
      isTold: known.passphrase.isTold,
      forms: formsFor(contact.readsMailOn),
    })
  }
  return contact.kind === 'patient'
    ? routed({ kind: 'needs-passphrase' })
    : routed({ kind: 'blocked', code: 'seal/no-method' })
}

/** Phones' mail programs run no scripts in attachments, so they get the PDF; who isn't sure gets both. */
export function formsFor(readsMailOn: 'phone' | 'computer' | 'unsure'): 'pdf' | 'html' | 'both' {
  switch (readsMailOn) {
    case 'phone':
      return 'pdf'
    case 'computer':
      return 'html'
    case 'unsure':
      return 'both'
  }
}

/** Can a message leave to this recipient as things stand? */
export function canGo(recipient: RecipientProtection): boolean {
  return recipient.route.kind === 'openpgp' || recipient.route.kind === 'sealed-message'
}
