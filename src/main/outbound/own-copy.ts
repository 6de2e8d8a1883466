import type { DraftContent } from '../../shared/contract/index.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { parseMessage, partBytes, readContent, readEnvelope, type OutgoingAttachment } from '../mime/index.ts'
import { decryptAndVerify } from '../sealing/index.ts'
import { findLogicalMessage, listOwnKeys, readSentCopyRaw, type Reader } from '../store/index.ts'

/** What a message that was sent said, read back from our own sealed copy of it. */
export async function readOwnCopy(
  reader: Reader,
  id: LogicalMessageId,
  now: Date,
): Promise<Result<{ content: DraftContent; attachments: OutgoingAttachment[] }>> {
  const logical = findLogicalMessage(reader, id)
  const raw = readSentCopyRaw(reader, id)
  const outer = raw === null ? null : parseMessage(raw)
  if (logical === null || outer?.ok !== true) {
    return fail('message/absent')
  }
  const encrypted = outer.value.parts.find(
    ({ contentType }) => contentType.mediaType === 'application/octet-stream',
  )
  const armored = encrypted === undefined ? null : partBytes(outer.value, encrypted.path)
  if (armored === null) {
    return fail('message/absent')
  }
  const keys = listOwnKeys(reader, 'openpgp')
  const opened = await decryptAndVerify(armored, {
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
  const { to, cc, bcc } = logical.people
  return ok({
    content: {
      to: [...to],
      cc: [...cc],
      bcc: [...bcc],
      subject: readEnvelope(tree.value).subject,
      html: bodyOf(body.html ?? ''),
    },
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
