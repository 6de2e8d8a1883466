import type { LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { parseMessage, partBytes, readContent, readEnvelope, type OutgoingAttachment } from '../mime/index.ts'
import { decryptAndVerify, readPgpMimeRoot } from '../sealing/index.ts'
import { findLogicalMessage, listOwnKeys, readSentCopyRaw, type Reader } from '../store/index.ts'
import { cleanContent, type OutgoingContent } from './outgoing-content.ts'

/** What stands in our own copy of a message. */
export interface OwnCopy {
  readonly content: OutgoingContent
  readonly attachments: OutgoingAttachment[]
  /** It names the message that it answers; a forwarded one doesn't. */
  readonly isAnswer: boolean
}

/** What a message that was sent said, read back from our own sealed copy of it. */
export async function readOwnCopy(reader: Reader, id: LogicalMessageId, now: Date): Promise<Result<OwnCopy>> {
  const logical = findLogicalMessage(reader, id)
  const raw = readSentCopyRaw(reader, id)
  const outer = raw === null ? null : parseMessage(raw)
  if (logical === null || outer?.ok !== true) {
    return fail('message/absent')
  }
  const root = readPgpMimeRoot(outer.value)
  if (root.kind !== 'encrypted') {
    return fail('message/absent')
  }
  const keys = listOwnKeys(reader, 'openpgp')
  const opened = await decryptAndVerify(root.message, {
    secretKeys: keys.map(({ secret }) => secret),
    senderCertificates: keys.map(({ certificate }) => certificate),
    now,
  })
  if (!opened.ok) {
    return opened
  }
  const tree = parseMessage(opened.value.inner)
  if (!tree.ok) {
    return tree
  }
  const body = readContent(tree.value)
  const envelope = readEnvelope(tree.value)
  const { to, cc, bcc } = logical.people
  const content = cleanContent({
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject: envelope.subject,
    html: bodyOf(body.html?.join('\n') ?? ''),
  })
  if (!content.ok) {
    return content
  }
  return ok({
    content: content.value,
    isAnswer: envelope.inReplyTo !== null,
    attachments: body.attachments.map(({ fileName, contentType, partPath }) => ({
      fileName,
      contentType,
      bytes: partBytes(tree.value, partPath) ?? new Uint8Array(),
    })),
  })
}

/** Between the body tags that `copies.ts` wrote around what the editor held. */
function bodyOf(html: string): string {
  return /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html
}
