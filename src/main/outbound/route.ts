import type { Question, RecipientProtection } from '../../shared/contract/index.ts'
import { isStrongEnough } from '../practice/index.ts'
import type { KnownContact, SmimeKnowledge } from '../directory/index.ts'
import type { KnownByPolicy } from './known-by-policy.ts'

/**
 * The ladder (docs/architecture.md): OpenPGP where a usable certificate is known, else S/MIME, else a sealed message
 * under the agreed passphrase, else it can't go. Never weaker than the practice's policy allows, never plain.
 */
export function routeRecipient(known: KnownByPolicy): RecipientProtection {
  const routed = climb(known)
  const { kind } = routed.route
  const isRung = kind === 'openpgp' || kind === 'smime' || kind === 'sealed-message'
  return isRung && !isStrongEnough(kind, known.weakestMethod ?? null)
    ? { ...routed, route: { kind: 'blocked', code: 'policy/method-too-weak' } }
    : routed
}

function climb(known: KnownByPolicy): RecipientProtection {
  const { address, contact } = known
  const who =
    contact === null
      ? null
      : {
          id: contact.id,
          name: contact.name,
          kind: contact.kind,
          agreedToEmailOn: contact.agreedToEmailOn,
        }
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
  const { smime } = known
  if (smime?.kind === 'usable') {
    return routed(smimeRoute(smime))
  }
  if (known.passphrase !== null) {
    return routed({
      kind: 'sealed-message',
      isTold: known.passphrase.isTold,
      forms: known.passphrase.origin === 'typed' ? 'html' : formsFor(contact),
    })
  }
  return contact.kind === 'patient'
    ? routed({ kind: 'needs-passphrase' })
    : routed({ kind: 'blocked', code: smime?.problem.code ?? 'seal/no-method' })
}

/** AES-256-GCM is sent to who is known to read it: elsewhere such a message can't be opened. */
function smimeRoute(smime: Extract<SmimeKnowledge, { kind: 'usable' }>): RecipientProtection['route'] {
  const { fingerprint, issuer, expiresAt } = smime.certificate
  const readsGcm = smime.capabilities.includes('aes-256-gcm')
  return {
    kind: 'smime',
    fingerprint,
    issuer,
    expiresAt: expiresAt.toISOString(),
    algorithm: readsGcm ? 'aes-256-gcm' : 'aes-256-cbc',
    reason: readsGcm ? null : 'gcm-not-announced',
    isNewestOfSeveral: smime.reason === 'newest',
  }
}

/**
 * Phones' mail programs run no scripts in attachments, so they get the PDF. Where nobody is sure, the form that she is
 * known to have opened goes, and both until then. A passphrase that the practice typed opens the HTML form alone.
 */
function formsFor({
  readsMailOn,
  formThatWorked,
}: Pick<KnownContact, 'readsMailOn' | 'formThatWorked'>): 'pdf' | 'html' | 'both' {
  switch (readsMailOn) {
    case 'phone':
      return 'pdf'
    case 'computer':
      return 'html'
    case 'unsure':
      return formThatWorked ?? 'both'
  }
}

/** From the strongest down, as the ladder has them. */
const rungs = ['openpgp', 'smime', 'sealed-message'] as const

/** What a message may not go weaker than without a word; null where there is no such message. */
export interface Measures {
  /** How the last copy that a host took for the address was protected. */
  readonly lastMessage: string | null
  /** How the message that this one answers was protected when it came. */
  readonly answeredMessage: string | null
}

/**
 * A message now would go with a weaker method than the stronger of what went before and what it answers; of two alike
 * the answered one is named, since it is in front of who answers. Null where it wouldn't.
 */
export function weakerThanBefore(
  { address, route }: RecipientProtection,
  { lastMessage, answeredMessage }: Measures,
): Omit<Extract<Question, { kind: 'weaker-than-before' }>, 'kind'> | null {
  const [last, answered] = [rungOf(lastMessage), rungOf(answeredMessage)]
  const measure = answered <= last ? 'answered-message' : 'last-message'
  const before = rungs[Math.min(last, answered)]
  const now = rungs[rungOf(route.kind)]
  if (before === undefined || now === undefined || before === 'sealed-message' || now === 'openpgp') {
    return null
  }
  return rungOf(now) > rungOf(before) ? { measure, address, before, now } : null
}

/** From 0 for the strongest; of anything that is no rung, infinite. */
function rungOf(method: string | null): number {
  const place = rungs.findIndex((rung) => rung === method)
  return place === -1 ? Infinity : place
}

/** Can a message leave to this recipient as things stand? */
export function canGo(recipient: RecipientProtection): boolean {
  return (['openpgp', 'smime', 'sealed-message'] as const).some((kind) => kind === recipient.route.kind)
}
