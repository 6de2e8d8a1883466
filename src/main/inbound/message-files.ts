import type { ContactId } from '../../shared/ids.ts'
import { partBytes, sanitizeFileName } from '../mime/index.ts'
import { findContactsByAddress, type Reader } from '../store/index.ts'
import type { MessageFile } from './inbound.ts'
import { isDangerous, isDangerousFile } from './dangerous-files.ts'
import type { OpenedMessage } from './opened-message.ts'

/** Whose message it is, where its sender is a contact. */
export function contactIdOf(reader: Reader, message: OpenedMessage): ContactId | null {
  const sender = message.envelope.from[0]?.address.toLowerCase()
  return sender === undefined ? null : (findContactsByAddress(reader, sender)[0]?.id ?? null)
}

/** Tells of a contact whether the sender's address is theirs. */
export function isSenderOf(reader: Reader, message: OpenedMessage): (person: ContactId) => boolean {
  const sender = message.envelope.from[0]?.address.toLowerCase() ?? ''
  return (person) => findContactsByAddress(reader, sender).some(({ id }) => id === person)
}

/** A file of an opened message; of a sealed answer as `answer.N`. */
export function fileOf(message: OpenedMessage, partPath: string): Omit<MessageFile, 'contactId'> | null {
  const { answer, content, tree } = message
  const answered = /^answer\.(\d+)$/.exec(partPath)?.[1]
  if (answered !== undefined) {
    const file = answer?.attachments[Number(answered)]
    if (file === undefined) {
      return null
    }
    const { fileName, flags } = sanitizeFileName(file.fileName, 'attachment')
    return {
      name: fileName,
      contentType: file.contentType,
      bytes: file.bytes,
      isDangerous: isDangerous(flags),
    }
  }
  const file = content.attachments.find((one) => one.partPath === partPath)
  const bytes = file === undefined ? null : partBytes(tree, partPath)
  return file === undefined || bytes === null
    ? null
    : {
        name: file.fileName,
        contentType: file.contentType,
        bytes,
        isDangerous: isDangerousFile(message, file),
      }
}

/** The files that stand under a message; pictures inside its text aren't among them. */
export function filesOf(message: OpenedMessage): Omit<MessageFile, 'contactId'>[] {
  const places =
    message.answer === null
      ? message.content.attachments.filter(({ isInline }) => !isInline).map(({ partPath }) => partPath)
      : message.answer.attachments.map((_file, index) => `answer.${String(index)}`)
  return places.flatMap((partPath) => fileOf(message, partPath) ?? [])
}
