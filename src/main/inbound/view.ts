import type { Ambiguity } from '../../shared/ambiguities.ts'
import type { Delivery, MessageView } from '../../shared/contract/index.ts'
import { findAmbiguities, type SanitizedMail } from '../mime/index.ts'
import type { Result } from '../../shared/result.ts'
import {
  findCertificatesByAddress,
  findContactsByAddress,
  shownName,
  type MessageRecord,
  type Reader,
} from '../store/index.ts'
import type { BodyPages } from './body-pages.ts'
import { attachmentsOf } from './files-shown.ts'
import { judgeSender, type AccountHosts } from './judge.ts'
import type { OpenedMessage } from './opened-message.ts'
import { asLinks, renderBody, type ViewOptions } from './render-body.ts'
import type { ScreeningKnowledge } from './screen.ts'

/** A message as the window shows it; `remoteImageUrls` is for fetching them on request, in the engine. */
export interface Viewed {
  readonly view: MessageView
  readonly remoteImageUrls: readonly string[]
}

/** Prepares the sanitised body document and everything that stands around it. */
export function viewMessage(
  reader: Reader,
  record: MessageRecord,
  message: OpenedMessage,
  known: ScreeningKnowledge,
  account: AccountHosts | null,
  pages: BodyPages,
  deliveries: readonly Delivery[],
  options: ViewOptions,
): Viewed {
  const { envelope, protection } = message
  const body = renderBody(message, options)
  const links = body.ok ? body.value.links : []
  const sender = envelope.from[0]?.address.toLowerCase() ?? ''
  const contact = findContactsByAddress(reader, sender)[0] ?? null
  return {
    remoteImageUrls: body.ok ? body.value.remoteImageUrls : [],
    view: {
      id: record.id,
      mailboxId: record.mailboxId,
      logicalId: record.logicalId,
      subject: envelope.subject,
      from: [...envelope.from],
      replyTo: [...envelope.replyTo],
      to: envelope.to.map((person) => ({ ...person, name: shownName(reader, person) })),
      cc: envelope.cc.map((person) => ({ ...person, name: shownName(reader, person) })),
      date: envelope.date ?? new Date(record.internalDate).toISOString(),
      isUnread: !record.isSeen,
      isFlagged: record.isFlagged,
      protection,
      authenticity: judgeSender(message, known, account, links),
      ambiguities: ambiguitiesOf(message),
      contact: contact === null ? null : { id: contact.id, name: contact.name, kind: contact.kind },
      offeredCertificate: offeredCertificate(reader, message, sender),
      bodyUrl: body.ok && protection.kind !== 'unreadable' ? pages.offer(body.value.html) : null,
      bodyState: bodyState(message, body),
      isTextCut: message.answer === null && message.content.isTruncated,
      blockedRemoteImages: body.ok ? body.value.remoteImageUrls.length : 0,
      links: body.ok ? asLinks(body.value) : [],
      attachments: attachmentsOf(message),
      deliveries: [...deliveries],
    },
  }
}

/** The one of a good signature, which was kept as seen when the message came, and that nobody has decided on. */
function offeredCertificate(reader: Reader, { learned }: OpenedMessage, sender: string): string | null {
  const fingerprint = learned?.learned.info.fingerprint
  const known = findCertificatesByAddress(reader, sender).filter((one) => one.fingerprint === fingerprint)
  return known.length > 0 && known.every(({ trust }) => trust === 'seen') ? (fingerprint ?? null) : null
}

/** Listed, and what the header says of it shown, without its text: it can't be read, or isn't here. */
export function viewWithoutBody(
  record: MessageRecord,
  bodyState: 'too-complex' | 'not-fetched',
  code: string,
): Viewed {
  const { envelope } = record
  return {
    remoteImageUrls: [],
    view: {
      id: record.id,
      mailboxId: record.mailboxId,
      logicalId: record.logicalId,
      subject: record.subject,
      from: [...envelope.from],
      replyTo: [...envelope.replyTo],
      to: [...envelope.to],
      cc: [...envelope.cc],
      date: new Date(record.sentDate ?? record.internalDate).toISOString(),
      isUnread: !record.isSeen,
      isFlagged: record.isFlagged,
      protection: { kind: 'unreadable', code },
      authenticity: { verdict: 'unchecked', reasons: [], imitates: null },
      ambiguities: [],
      contact: null,
      bodyUrl: null,
      bodyState,
      unfetchedBytes: bodyState === 'not-fetched' ? record.sizeBytes : null,
      blockedRemoteImages: 0,
      links: [],
      attachments: [],
      deliveries: [],
    },
  }
}

/** Outside and, where something was opened, inside. */
function ambiguitiesOf({ envelope, outer, tree }: OpenedMessage): Ambiguity[] {
  const inside = tree === outer ? [] : findAmbiguities(tree, envelope)
  return [...new Set([...findAmbiguities(outer, envelope), ...inside])]
}

function bodyState(message: OpenedMessage, body: Result<SanitizedMail>): MessageView['bodyState'] {
  if (message.protection.kind === 'unreadable') {
    return 'unreadable'
  }
  if (!body.ok) {
    return 'too-complex'
  }
  const { content, answer } = message
  return answer === null && (content.text ?? '').trim() === '' && content.html === null ? 'empty' : 'shown'
}
