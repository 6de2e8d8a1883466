import type { LogicalMessageId } from '../../shared/ids.ts'
import { findSentCopyByMessageId, type Reader } from '../store/index.ts'

/** Which message of ours a Message-ID (without angle brackets) in Sent is the copy of. */
export function ownCopyIndex(reader: Reader): (messageId: string) => LogicalMessageId | null {
  return (messageId) => findSentCopyByMessageId(reader, `<${messageId}>`)?.logicalId ?? null
}
