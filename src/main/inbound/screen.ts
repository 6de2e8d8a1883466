import { isSenderAmbiguous } from '../../shared/ambiguities.ts'
import type { Authenticity } from '../../shared/contract/index.ts'
import { readAuthenticationResults, type Envelope, type MessageTree } from '../mime/index.ts'
import type { LookAlikes } from './look-alikes.ts'

/** What the practice knows of people, for judging who wrote. */
export interface ScreeningKnowledge {
  readonly isContact: (address: string) => boolean
  readonly hasWrittenBefore: (address: string) => boolean
  /** Over the addresses of contacts and of those written to. */
  readonly lookAlikes: LookAlikes
  /** By name in lower case, the addresses of the contacts of that name. */
  readonly contactNames: ReadonlyMap<string, readonly string[]>
}

/** What was noticed while the body was prepared. */
export interface BodyFindings {
  readonly hasMismatchedLink: boolean
  readonly hasDangerousAttachment: boolean
}

/**
 * One calm verdict on who wrote. The host's own Authentication-Results decide (RFC 8601); the practice's contacts
 * tell look-alikes. No network is asked: that would tell the sender that the mail was opened.
 */
export function screen(
  tree: MessageTree,
  envelope: Envelope,
  known: ScreeningKnowledge & { readonly authservId: string | null },
  body: BodyFindings,
): Authenticity {
  const reasons: Authenticity['reasons'] = []
  const sender = envelope.from[0]?.address.toLowerCase() ?? ''
  const results = readAuthenticationResults(tree, known.authservId)
  const isContact = known.isContact(sender)
  const imitated = isContact ? null : known.lookAlikes.imitatedBy(sender)
  const displayName = envelope.from[0]?.name.trim().toLowerCase() ?? ''
  const ownersOfName = known.contactNames.get(displayName) ?? []

  if (isContact) {
    reasons.push('in-contacts')
  }
  if (results.dmarc.verdict === 'pass') {
    reasons.push('dmarc-pass')
  } else if (results.dmarc.verdict === 'fail') {
    reasons.push('dmarc-fail')
  } else if (results.dmarc.verdict === 'absent') {
    reasons.push('no-authentication-results')
  }
  if (!isContact && !known.hasWrittenBefore(sender)) {
    reasons.push('first-time-sender')
  }
  if (imitated !== null) {
    reasons.push('look-alike-address')
  }
  if (displayName !== '' && ownersOfName.length > 0 && !ownersOfName.includes(sender)) {
    reasons.push('display-name-of-contact')
  }
  if (envelope.replyTo.some(({ address }) => domainOf(address) !== domainOf(sender))) {
    reasons.push('reply-to-differs')
  }
  if (envelope.ambiguous.some((ambiguity) => ambiguity.startsWith('from-several'))) {
    reasons.push('several-from')
  }
  if (body.hasMismatchedLink) {
    reasons.push('link-text-names-other-host')
  }
  if (body.hasDangerousAttachment) {
    reasons.push('dangerous-attachment')
  }
  const verdict = verdictOf(reasons)
  // What the host vouched for may be another sender than the one that is shown here.
  const isInDoubt = verdict !== 'suspicious' && isSenderAmbiguous(envelope.ambiguous)
  return { verdict: isInDoubt ? 'unchecked' : verdict, reasons, imitates: imitated }
}

const alarming: readonly Authenticity['reasons'][number][] = [
  'dmarc-fail',
  'look-alike-address',
  'display-name-of-contact',
  'several-from',
  'link-text-names-other-host',
  'dangerous-attachment',
]

function verdictOf(reasons: Authenticity['reasons']): Authenticity['verdict'] {
  if (reasons.some((reason) => alarming.includes(reason))) {
    return 'suspicious'
  }
  // Without the host's word anyone may have written a known address there.
  if (!reasons.includes('dmarc-pass')) {
    return 'unchecked'
  }
  return reasons.includes('in-contacts') ? 'known-sender' : 'host-vouches'
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
