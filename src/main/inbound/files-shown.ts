import type { Attachment, Card } from '../../shared/contract/index.ts'
import { partBytes, readCard, sanitizeFileName, type Content, type MessageTree } from '../mime/index.ts'
import { isDangerous, isDangerousFile } from './dangerous-files.ts'
import { holdsCertificate } from './holds-certificate.ts'
import type { OpenedMessage } from './opened-message.ts'
import { previewKindOf } from './preview/preview-kind.ts'

/** The files that stand under an opened message. */
export function attachmentsOf(message: OpenedMessage): Attachment[] {
  if (message.answer === null) {
    return filesShown(message)
  }
  return message.answer.attachments.map(({ fileName, contentType, bytes }, index) => ({
    partPath: `answer.${String(index)}`,
    fileName,
    contentType,
    sizeBytes: bytes.length,
    isDangerous: isDangerous(sanitizeFileName(fileName, 'attachment').flags),
    holdsCertificate: false,
    preview: previewKindOf(fileName, contentType),
  }))
}

/** Those of a message, or of one that is a file of it; pictures inside its text aren't among them. */
export function filesShown(source: { readonly content: Content; readonly tree: MessageTree }): Attachment[] {
  const { content, tree } = source
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
      isDangerous: isDangerousFile(source, file),
      holdsCertificate: holdsCertificate(file, () => partBytes(tree, file.partPath)),
      card: firstOf(readCard(tree, file)),
      preview: previewKindOf(file.fileName, file.contentType),
    }))
}
