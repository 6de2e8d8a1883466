import type { Authenticity } from '../../shared/contract/index.ts'
import { readAuthenticationResults, type Envelope, type MessageTree } from '../mime/index.ts'

/** What the practice knows of people, for judging who wrote. */
export interface ScreeningKnowledge {
  readonly isContact: (address: string) => boolean
  readonly hasWrittenBefore: (address: string) => boolean
  /** Addresses of contacts and of those written to, lower case. */
  readonly knownAddresses: readonly string[]
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
  const imitated = isContact ? null : imitatedAddress(sender, known.knownAddresses)
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
  return { verdict: verdictOf(reasons), reasons, imitates: imitated }
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
  if (reasons.includes('in-contacts')) {
    return 'known-sender'
  }
  return reasons.includes('dmarc-pass') ? 'host-vouches' : 'unchecked'
}

/** A known address that this one is a small slip, or a look-alike letter, away from. */
function imitatedAddress(address: string, known: readonly string[]): string | null {
  if (address === '' || known.includes(address)) {
    return null
  }
  const shape = skeleton(address)
  return known.find((one) => skeleton(one) === shape || isOneEditAway(address, one)) ?? null
}

const confusable: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '5': 's',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'l',
  ѕ: 's',
  ԁ: 'd',
}

/** Letters that look alike become one (UTS 39's idea, for the few that occur in addresses). */
function skeleton(address: string): string {
  return [...address.normalize('NFKC').toLowerCase()]
    .map((letter) => confusable[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

function isOneEditAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) {
    return false
  }
  let start = 0
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) {
    start += 1
  }
  const rest = (text: string, skip: number) => text.slice(start + skip)
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2))
  )
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
