import type { Ambiguity } from '../../shared/ambiguities.ts'
import type { Card, Delivery, MessageView } from '../../shared/contract/index.ts'
import {
  findAmbiguities,
  inlineImageUri,
  partBytes,
  readCard,
  sanitizeFileName,
  sanitizeHtml,
  textToHtml,
  type SanitizedMail,
} from '../mime/index.ts'
import type { Result } from '../../shared/result.ts'
import {
  findCertificatesByAddress,
  findContactsByAddress,
  shownName,
  type MessageRecord,
  type Reader,
} from '../store/index.ts'
import type { BodyPages } from './body-pages.ts'
import { isDangerous, isDangerousFile } from './dangerous-files.ts'
import { holdsCertificate } from './holds-certificate.ts'
import { judgeSender, type AccountHosts } from './judge.ts'
import type { OpenedMessage } from './opened-message.ts'
import { previewKindOf } from './preview/preview-kind.ts'
import type { ScreeningKnowledge } from './screen.ts'

export interface ViewOptions {
  readonly scheme: 'light' | 'dark'
  /** Remote images that the person asked for, by URL; nothing else of the network is ever shown. */
  readonly images: ReadonlyMap<string, string> | null
}

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
      links: links.map(({ href, host, text, mismatched }) => ({
        href,
        host,
        text,
        isMismatched: mismatched,
      })),
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

/** The body as a document: sealed answers and what can't be trusted as plain text. */
export function renderBody(
  { content, tree, answer, protection }: OpenedMessage,
  options: ViewOptions,
): Result<SanitizedMail> {
  if (answer !== null) {
    return textToHtml(answer.text, { scheme: options.scheme })
  }
  // Signed with a bad signature or partly encrypted: as text only, so that no style can hide what is wrong.
  const asText =
    protection.kind === 'partial' ||
    (protection.kind === 'openpgp' && protection.signature === 'bad') ||
    (protection.kind === 'smime' && (protection.signature === 'bad' || protection.integrity === 'none'))
  if (content.html === null || asText) {
    return textToHtml(content.text ?? '', { scheme: options.scheme })
  }
  return sanitizeHtml(content.html, {
    scheme: options.scheme,
    inlineImage: (contentId) => inlineImageUri(tree, content, contentId),
    remoteImages: options.images ?? 'blocked',
  })
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

function attachmentsOf(message: OpenedMessage): MessageView['attachments'] {
  const { content, answer, tree } = message
  if (answer !== null) {
    return answer.attachments.map(({ fileName, contentType, bytes }, index) => ({
      partPath: `answer.${String(index)}`,
      fileName,
      contentType,
      sizeBytes: bytes.length,
      isDangerous: isDangerous(sanitizeFileName(fileName, 'attachment').flags),
      holdsCertificate: false,
      preview: previewKindOf(fileName, contentType),
    }))
  }
  const told = new Set<string>()
  // An invitation often comes twice, as another form of the text and as a file: it is told once.
  const firstOf = (card: Card | null): Card | null => {
    const isNew = card !== null && !told.has(JSON.stringify(card))
    told.add(JSON.stringify(card))
    return isNew ? card : null
  }
  return content.attachments
    .filter(({ isInline }) => !isInline)
    .map((file) => ({
      partPath: file.partPath,
      fileName: file.fileName,
      contentType: file.contentType,
      sizeBytes: file.sizeBytes,
      isDangerous: isDangerousFile(message, file),
      holdsCertificate: holdsCertificate(file, () => partBytes(tree, file.partPath)),
      card: firstOf(readCard(tree, file)),
      preview: previewKindOf(file.fileName, file.contentType),
    }))
}
