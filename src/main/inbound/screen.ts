import { isSenderAmbiguous } from '../../shared/ambiguities.ts'
import type { Authenticity } from '../../shared/contract/index.ts'
import { readAuthenticationResults, type Envelope, type MailLink, type MessageTree } from '../mime/index.ts'
import { domainOf, hasDeceptiveScript, organisationOf } from './hosts.ts'
import { skeleton, type LookAlikes } from './look-alikes.ts'

/** What the practice knows of people, for judging who wrote. */
export interface ScreeningKnowledge {
  readonly isContact: (address: string) => boolean
  readonly hasWrittenBefore: (address: string) => boolean
  /** Over the addresses of contacts, of those written to, and of the practice. */
  readonly lookAlikes: LookAlikes
  /** By `nameKey`, the addresses of the contacts of that name. */
  readonly contactNames: ReadonlyMap<string, readonly string[]>
}

/** What was noticed in the body. */
export interface BodyFindings {
  /** Of the body as shown; empty until it was. */
  readonly links: readonly MailLink[]
  readonly hasDangerousAttachment: boolean
  readonly asksToRedirectPayment: boolean
}

type Reason = Authenticity['reasons'][number]

/** Any of these alone makes a mail suspicious. */
const alarming: readonly Reason[] = [
  'dmarc-fail',
  'look-alike-address',
  'display-name-of-contact',
  'mixed-scripts',
  'several-from',
  'dangerous-attachment',
  'link-text-names-other-host',
]

/** The heaviest first: in this order they are told. */
const byWeight: readonly Reason[] = [
  ...alarming,
  'payment-details',
  'reply-to-differs',
  'no-authentication-results',
  'first-time-sender',
  'in-contacts',
  'dmarc-pass',
]

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
  const sender = envelope.from[0]?.address.toLowerCase() ?? ''
  const { verdict: dmarc } = readAuthenticationResults(tree, known.authservId).dmarc
  const isContact = known.isContact(sender)
  const imitated = isContact
    ? null
    : imitatedIn([sender, ...envelope.replyTo.map(({ address }) => address)], known)
  const vouchedDomain = dmarc === 'pass' ? domainOf(sender) : null

  const found: Readonly<Record<Reason, boolean>> = {
    'dmarc-fail': dmarc === 'fail',
    'look-alike-address': imitated !== null,
    'display-name-of-contact': usesNameOfContact(envelope, sender, known),
    'mixed-scripts': [domainOf(sender), ...body.links.map(({ host }) => host)].some(hasDeceptiveScript),
    'several-from': envelope.ambiguous.some((ambiguity) => ambiguity.startsWith('from-several')),
    'dangerous-attachment': body.hasDangerousAttachment,
    'link-text-names-other-host': body.links.some((link) => isDeceptive(link, vouchedDomain)),
    'payment-details': body.asksToRedirectPayment,
    'reply-to-differs': envelope.replyTo.some(({ address }) => domainOf(address) !== domainOf(sender)),
    'no-authentication-results': dmarc === 'absent',
    'first-time-sender': !isContact && !known.hasWrittenBefore(sender),
    'in-contacts': isContact,
    'dmarc-pass': dmarc === 'pass',
  }
  const reasons = byWeight.filter((reason) => found[reason])
  const verdict = verdictOf(reasons)
  // What the host vouched for may be another sender than the one that is shown here.
  const isInDoubt = verdict !== 'suspicious' && isSenderAmbiguous(envelope.ambiguous)
  return { verdict: isInDoubt ? 'unchecked' : verdict, reasons, imitates: imitated }
}

/** One name for "Alvarez, Maria", "María  Álvarez" and the same in look-alike letters. */
export function nameKey(name: string): string {
  const letters = name.normalize('NFKD').replace(/[\p{M}@]/gu, '')
  return skeleton(letters)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .toSorted()
    .join(' ')
}

function verdictOf(reasons: readonly Reason[]): Authenticity['verdict'] {
  const isKnown = reasons.includes('in-contacts') && reasons.includes('dmarc-pass')
  if (
    reasons.some((reason) => alarming.includes(reason)) ||
    (reasons.includes('payment-details') && !isKnown)
  ) {
    return 'suspicious'
  }
  // Without the host's word anyone may have written a known address there.
  if (!reasons.includes('dmarc-pass')) {
    return 'unchecked'
  }
  return isKnown ? 'known-sender' : 'host-vouches'
}

function imitatedIn(addresses: readonly string[], known: ScreeningKnowledge): string | null {
  for (const address of addresses) {
    const imitated = known.isContact(address.toLowerCase())
      ? null
      : known.lookAlikes.imitatedBy(address.toLowerCase())
    if (imitated !== null) {
      return imitated
    }
  }
  return null
}

/** Its name, or its address where the name stands: many programs show nothing else. */
function usesNameOfContact({ from }: Envelope, sender: string, known: ScreeningKnowledge): boolean {
  const name = from[0]?.name ?? ''
  const owners = known.contactNames.get(nameKey(name)) ?? []
  const named = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/.exec(name.normalize('NFKC'))?.[0].toLowerCase() ?? sender
  return (owners.length > 0 && !owners.includes(sender)) || (named !== sender && known.isContact(named))
}

/**
 * Its text names another host than it goes to. Newsletters count clicks so: where the host vouches for the sender, and
 * the text names the sender's own organisation, nobody is deceived about who wrote.
 */
function isDeceptive({ mismatched, namedHost }: MailLink, vouchedDomain: string | null): boolean {
  const isOwnHost =
    namedHost !== null &&
    vouchedDomain !== null &&
    organisationOf(namedHost) === organisationOf(vouchedDomain)
  return mismatched && !isOwnHost
}
