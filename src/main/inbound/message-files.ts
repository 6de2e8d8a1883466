import type { ContactId } from '../../shared/ids.ts'
import { findContactsByAddress, type Reader } from '../store/index.ts'
import type { MessageFile } from './inbound.ts'
import { fileOf } from './nested-message.ts'
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

/** The files that stand under a message; pictures inside its text aren't among them. */
export function filesOf(message: OpenedMessage): Omit<MessageFile, 'contactId'>[] {
  const places =
    message.answer === null
      ? message.content.attachments.filter(({ isInline }) => !isInline).map(({ partPath }) => partPath)
      : message.answer.attachments.map((_file, index) => `answer.${String(index)}`)
  return places.flatMap((partPath) => fileOf(message, partPath) ?? [])
}
