import type { Authenticity, Protection } from '../../shared/contract/index.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { snippetOf, type Envelope } from '../mime/index.ts'
import type { MessageMark, MessageSummary, SearchText } from '../store/index.ts'
import type { OpenedMessage } from './opened-message.ts'

/** What the list, the search and the threads need of an opened message. */
export function summarize(
  message: OpenedMessage,
  authenticity: Authenticity,
  logicalId: LogicalMessageId | null,
): MessageSummary {
  const { envelope, content, answer, protection } = message
  const files =
    answer === null
      ? content.attachments.filter(({ isInline }) => !isInline).map(({ fileName }) => fileName)
      : answer.attachments.map(({ fileName }) => fileName)
  return {
    sentDate: envelope.date === null ? null : Date.parse(envelope.date),
    messageId: bare(envelope.messageId),
    inReplyTo: bare(envelope.inReplyTo),
    references: envelope.references.map((reference) => bare(reference) ?? ''),
    envelope: {
      from: [...envelope.from],
      to: [...envelope.to],
      cc: [...envelope.cc],
      bcc: [...envelope.bcc],
      replyTo: [...envelope.replyTo],
    },
    subject: envelope.subject,
    snippet: snippetOf(bodyText(message)),
    hasAttachments: files.length > 0,
    attachments: files,
    mark: markOf(protection, authenticity),
    protection,
    authenticity,
    logicalId,
  }
}

export function searchTextOf(message: OpenedMessage): SearchText {
  const { envelope, content, answer, wasEncrypted } = message
  const files = [...content.attachments, ...(answer?.attachments ?? [])]
  return {
    subject: envelope.subject,
    sender: envelope.from,
    recipients: [...envelope.to, ...envelope.bcc],
    copied: envelope.cc,
    body: bodyText(message),
    attachmentNames: files.map(({ fileName }) => fileName).join(' '),
    attachmentText: files.length === 0 ? '' : null,
    isDecrypted: wasEncrypted,
  }
}

/** What is known of a message whose body isn't here. */
export function headerText({ subject, envelope }: MessageSummary): SearchText {
  const { from, to, cc, bcc } = envelope
  return {
    subject,
    sender: from,
    recipients: [...to, ...bcc],
    copied: cc,
    body: '',
    attachmentNames: '',
    attachmentText: '',
    isDecrypted: false,
  }
}

/** A message whose body isn't here or can't be read: listed by what the header says. */
export function summarizeUnread(envelope: Envelope | null): MessageSummary {
  return {
    sentDate: envelope?.date == null ? null : Date.parse(envelope.date),
    messageId: bare(envelope?.messageId ?? null),
    inReplyTo: bare(envelope?.inReplyTo ?? null),
    references: [],
    envelope: {
      from: [...(envelope?.from ?? [])],
      to: [...(envelope?.to ?? [])],
      cc: [...(envelope?.cc ?? [])],
      bcc: [],
      replyTo: [...(envelope?.replyTo ?? [])],
    },
    subject: envelope?.subject ?? '',
    snippet: '',
    hasAttachments: false,
    attachments: [],
    mark: null,
    protection: null,
    authenticity: null,
    logicalId: null,
  }
}

/** The text that a person reads: of a sealed answer its own, of anything else the body. */
export function bodyText({ answer, content }: OpenedMessage): string {
  return answer === null ? (content.text ?? '') : answer.text
}

function markOf(protection: Protection, authenticity: Authenticity): MessageMark | null {
  if (authenticity.verdict === 'suspicious') {
    return 'suspicious'
  }
  switch (protection.kind) {
    case 'sealed-answer':
    case 'reply-page':
      return 'sealed'
    case 'openpgp':
    case 'smime':
      return 'encrypted'
    case 'own-copy':
      return null
    case 'none':
    case 'partial':
    case 'signed-only':
      return authenticity.reasons.includes('in-contacts') ? 'not-encrypted' : null
    case 'unreadable':
      return 'encrypted'
  }
}

/** The store keeps Message-IDs without their angle brackets. */
export function bare(messageId: string | null): string | null {
  return messageId === null ? null : messageId.replace(/^<|>$/g, '')
}
