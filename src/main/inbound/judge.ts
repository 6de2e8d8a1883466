import { listAccounts, listContacts, listCorrespondents, type Reader } from '../store/index.ts'
import type { Authenticity } from '../../shared/contract/index.ts'
import type { MailLink } from '../mime/index.ts'
import { isDangerousFile, isSealedForm } from './dangerous-files.ts'
import { organisationOf } from './hosts.ts'
import { comparedAddresses, peopleFreshMs } from './limits.ts'
import { createLookAlikes } from './look-alikes.ts'
import type { OpenedMessage } from './opened-message.ts'
import { asksToRedirectPayment } from './payment-change.ts'
import { nameKey, screen, type BodyFindings, type ScreeningKnowledge } from './screen.ts'
import { bodyText } from './summarize.ts'

/** What the store knows of people, at this moment. */
export function readScreeningKnowledge(reader: Reader): ScreeningKnowledge {
  const contacts = listContacts(reader)
  const correspondents = listCorrespondents(reader, comparedAddresses)
  const ofContacts = new Set(contacts.flatMap(({ addresses }) => addresses.map(lower)))
  const written = correspondents.filter(({ sentCount }) => sentCount > 0).map(({ address }) => lower(address))
  const own = listAccounts(reader).map(({ address }) => lower(address))
  const heard = new Set(
    correspondents
      .filter(({ receivedCount, sentCount }) => receivedCount + sentCount > 0)
      .map(({ address }) => lower(address)),
  )
  const contactNames = new Map<string, string[]>()
  for (const { name, addresses } of contacts) {
    const key = nameKey(name)
    contactNames.set(key, [...(contactNames.get(key) ?? []), ...addresses.map(lower)])
  }
  return {
    isContact: (address) => ofContacts.has(address),
    hasWrittenBefore: (address) => heard.has(address),
    lookAlikes: createLookAlikes([...ofContacts, ...written, ...own]),
    contactNames,
  }
}

/** As `readScreeningKnowledge`, for a sync that asks at each commit: read anew only so often. */
export function createFreshPeople(reader: Reader): () => ScreeningKnowledge {
  let known: { readonly people: ScreeningKnowledge; readonly until: number } | null = null
  return () => {
    if (known === null || known.until < performance.now()) {
      known = { people: readScreeningKnowledge(reader), until: performance.now() + peopleFreshMs }
    }
    return known.people
  }
}

/** The verdict on an opened message; our own copies need none. */
export function judgeSender(
  message: OpenedMessage,
  known: ScreeningKnowledge,
  account: AccountHosts | null,
  links: readonly MailLink[] = [],
): Authenticity {
  if (message.protection.kind === 'own-copy') {
    return { verdict: 'known-sender', reasons: [], imitates: null }
  }
  const findings: BodyFindings = {
    links,
    hasDangerousAttachment: message.content.attachments.some(
      (file) => isDangerousFile(message, file) && !isSealedForm(message, file),
    ),
    asksToRedirectPayment: asksToRedirectPayment(message.envelope.subject, bodyText(message)),
  }
  const authservId = ownAuthservId(message, account)
  return screen(message.outer, message.envelope, { ...known, authservId }, findings)
}

/**
 * The name under which the practice's own host writes Authentication-Results (RFC 8601 section 2.5): the topmost
 * field's, if it belongs to the host that the account connects to or to the practice's own domain. Anything else may
 * have come with the message.
 */
export function ownAuthservId(message: OpenedMessage, account: AccountHosts | null): string | null {
  const claimed = message.envelope.authenticationResults[0]?.trim().split(/[\s;]/)[0]?.toLowerCase() ?? ''
  if (account === null || claimed === '') {
    return null
  }
  const ownDomain = account.address.slice(account.address.lastIndexOf('@') + 1)
  const isOwn = [account.imapHost, ownDomain].some((host) => organisationOf(host) === organisationOf(claimed))
  return isOwn ? claimed : null
}

export interface AccountHosts {
  readonly address: string
  readonly imapHost: string
}

function lower(text: string): string {
  return text.trim().toLowerCase()
}
