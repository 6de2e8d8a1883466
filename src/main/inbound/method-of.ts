import type { AnsweredMethod } from '../store/index.ts'
import type { OpenedMessage } from './opened-message.ts'

/**
 * How a message was protected on its way here, for the answer, which may not go weaker unasked. What can't be opened
 * counts by its outermost part. Null: not encrypted as a whole, or our own copy, which tells nothing of the other side.
 */
export function methodOf({ protection, outer }: OpenedMessage): AnsweredMethod | null {
  switch (protection.kind) {
    case 'openpgp':
    case 'smime':
      return protection.kind
    case 'sealed-answer':
    case 'reply-page':
      return 'sealed-message'
    case 'unreadable':
      return outer.root.contentType.mediaType === 'multipart/encrypted' ? 'openpgp' : 'smime'
    case 'none':
    case 'partial':
    case 'signed-only':
    case 'own-copy':
      return null
  }
}
