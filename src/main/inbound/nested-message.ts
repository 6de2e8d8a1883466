import type { NestedMessage } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  isMail,
  limits,
  parseMessage,
  partBytes,
  readContent,
  readEnvelope,
  sanitizeFileName,
  type Content,
  type MessageTree,
} from '../mime/index.ts'
import type { BodyPages } from './body-pages.ts'
import { isDangerous, isDangerousFile } from './dangerous-files.ts'
import { filesShown } from './files-shown.ts'
import type { MessageFile } from './inbound.ts'
import type { OpenedMessage } from './opened-message.ts'
import { previewKindOf } from './preview/preview-kind.ts'
import { asLinks, isShownAsText, renderContent } from './render-body.ts'

/** Stands between the places of files inside each other: `1.2/1.3` is file 1.3 of the message that is file 1.2. */
const inside = '/'

type FileBytes = Omit<MessageFile, 'contactId'>
type Source = { readonly tree: MessageTree; readonly content: Content }

/** A file of an opened message, or of a message that is a file of it; of a sealed answer as `answer.N`. */
export function fileOf(message: OpenedMessage, place: string): FileBytes | null {
  const at = place.lastIndexOf(inside)
  if (at < 0) {
    return ownFile(message, place)
  }
  const nested = openNested(message, place.slice(0, at))
  return nested.ok ? fileIn(nested.value, place.slice(at + 1)) : null
}

/**
 * A file that is a message, for the window. The tree of the message around it is kept out of this: nothing is decrypted
 * or verified, so that no signature or key of the one can seem to be the other's (RFC 9787: only the root counts).
 * Errors: `message/absent`, `file/no-preview`, `mime/too-complex`, `mime/too-large`.
 */
export function viewNested(
  message: OpenedMessage,
  place: string,
  scheme: 'light' | 'dark',
  pages: BodyPages,
): Result<NestedMessage> {
  const nested = openNested(message, place)
  if (!nested.ok) {
    return nested
  }
  const { tree, content } = nested.value
  const { subject, from, to, cc, date } = readEnvelope(tree)
  const isEmpty = (content.text ?? '').trim() === '' && content.html === null
  const closed = isEmpty ? closedBy(tree) : null
  const body = renderContent(nested.value, isShownAsText(message), { scheme, images: null })
  return ok({
    ...{ subject, date },
    ...{ from: [...from], to: [...to], cc: [...cc] },
    bodyUrl: body.ok && !isEmpty ? pages.offer(body.value.html) : null,
    bodyState: closed ?? (!body.ok ? 'too-complex' : isEmpty ? 'empty' : 'shown'),
    isTextCut: content.isTruncated,
    blockedRemoteImages: body.ok ? body.value.remoteImageUrls.length : 0,
    links: body.ok ? asLinks(body.value) : [],
    // A key in it would be taken for one of whoever sent the message around it.
    attachments: filesShown(nested.value).map((file) => ({
      ...file,
      partPath: `${place}${inside}${file.partPath}`,
      holdsCertificate: false,
    })),
  })
}

/** What its text is inside of, and isn't taken out of here; null: nothing that is known. */
function closedBy({ parts }: MessageTree): 'encrypted' | 'signed' | null {
  const kinds = parts.map(({ contentType: { mediaType, params } }) => {
    if (mediaType === 'multipart/encrypted') {
      return 'encrypted'
    }
    // RFC 8551, section 3.2.2
    const isSigned = params.get('smime-type')?.toLowerCase() === 'signed-data'
    return !cmsTypes.has(mediaType) ? null : isSigned ? 'signed' : 'encrypted'
  })
  return kinds.find((kind) => kind === 'encrypted') ?? kinds.find((kind) => kind === 'signed') ?? null
}

const cmsTypes: ReadonlySet<string> = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])

function openNested(message: OpenedMessage, place: string): Result<Source> {
  if (place.split(inside).length > limits.maxDepth) {
    return fail('mime/too-complex', { limit: 'depth' })
  }
  const file = fileOf(message, place)
  if (file === null) {
    return fail('message/absent')
  }
  if (file.isDangerous || previewKindOf(file.name, file.contentType) !== 'message') {
    return fail('file/no-preview', { name: file.name })
  }
  const tree = parseMessage(file.bytes)
  if (!tree.ok) {
    return tree
  }
  return isMail(tree.value)
    ? ok({ tree: tree.value, content: readContent(tree.value) })
    : fail('file/no-preview', { name: file.name })
}

function ownFile(message: OpenedMessage, partPath: string): FileBytes | null {
  const answered = /^answer\.(\d+)$/.exec(partPath)?.[1]
  if (answered === undefined) {
    return fileIn(message, partPath)
  }
  const file = message.answer?.attachments[Number(answered)]
  if (file === undefined) {
    return null
  }
  const { fileName, flags } = sanitizeFileName(file.fileName, 'attachment')
  return { name: fileName, contentType: file.contentType, bytes: file.bytes, isDangerous: isDangerous(flags) }
}

function fileIn(source: Source, partPath: string): FileBytes | null {
  const file = source.content.attachments.find((one) => one.partPath === partPath)
  const bytes = file === undefined ? null : partBytes(source.tree, partPath)
  return file === undefined || bytes === null
    ? null
    : {
        name: file.fileName,
        contentType: file.contentType,
        bytes,
        isDangerous: isDangerousFile(source, file),
      }
}
