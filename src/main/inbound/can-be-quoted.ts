import type { ContactId } from '../../shared/ids.ts'
import { readProtectedHeaders } from '../mime/index.ts'
import type { OpenedMessage } from './opened-message.ts'

/**
 * Whether a message may be another's, which somebody had and sent again, so that the answer tells what it says (Müller
 * et al. 2019, "Re: What's up Johnny?"): its protected From is another one, its proof of a passphrase is another
 * person's or missing, or answers go where nothing inside says that they go.
 *
 * @param isSender whether that person's address is the sender's
 */
export function mayBeAnothers(message: OpenedMessage, isSender: (person: ContactId) => boolean): boolean {
  const { answer, envelope, outer, protection, tree, wasEncrypted } = message
  if (!wasEncrypted) {
    return false
  }
  if (envelope.ambiguous.includes('from-differs-inside')) {
    return true
  }
  if (protection.kind === 'sealed-answer') {
    const writer = answer?.fromPageOf ?? null
    if (writer === null || !isSender(writer)) {
      return true
    }
  }
  const isHeadProtected = tree !== outer && readProtectedHeaders(tree, outer) !== null
  const senders = envelope.from.map(({ address }) => address.toLowerCase())
  return !isHeadProtected && envelope.replyTo.some(({ address }) => !senders.includes(address.toLowerCase()))
}

/**
 * Whether an answer may hold the text, and a forward the files: not of S/MIME that anybody may have changed (EFAIL), nor
 * of what came by the reply page, where anybody can write.
 */
export function canBeQuoted({ protection }: OpenedMessage): boolean {
  return protection.kind === 'smime' ? protection.integrity !== 'none' : protection.kind !== 'reply-page'
}
