import type { LogicalMessageId } from '../../shared/ids.ts'
import { parseMessage, readEnvelope } from '../mime/index.ts'
import { restoreSelfSealed } from '../sealing/index.ts'
import {
  findSentCopy,
  findSubmissionByMessageId,
  readSentCopyRaw,
  type MailboxRole,
  type Reader,
} from '../store/index.ts'
import { oneSender } from './shown-envelope.ts'
import { bare } from './summarize.ts'

/** Our own copy of a message whose submitted bytes a host keeps. */
export interface OwnCopyOf {
  readonly logicalId: LogicalMessageId
  /** Encrypted to us; the MAC was checked. */
  readonly raw: Uint8Array
}

/** A message that a host filed by itself, with our own copy, which is read in its place. */
export interface HostFiling extends OwnCopyOf {
  /** Of what was submitted, without angle brackets. */
  readonly messageId: string
}

/** Whose submitted bytes a Message-ID (without angle brackets) names. Null where we have no sound copy of our own. */
export function submittedIndex(reader: Reader, macKey: Uint8Array): (messageId: string) => OwnCopyOf | null {
  return (messageId) => {
    const logicalId = findSubmissionByMessageId(reader, `<${messageId}>`)?.logicalId ?? null
    const copy = logicalId === null ? null : findSentCopy(reader, logicalId)
    const raw = copy === null ? null : readSentCopyRaw(reader, copy.logicalId)
    if (copy === null || raw === null) {
      return null
    }
    const restored = restoreSelfSealed({ messageId: copy.messageId, raw, mac: copy.mac }, macKey)
    return restored.ok ? { logicalId: copy.logicalId, raw: restored.value.raw } : null
  }
}

/**
 * What a host filed under Sent itself (Gmail) is sealed to the recipients, so that nobody could read it here: it is known
 * by its Message-ID, and our own copy is read in its place. Never among what others send: they know the Message-ID too.
 * @param source at least the header
 */
export function readHostFiling(
  source: Uint8Array,
  role: MailboxRole,
  known: {
    readonly ownAddresses: readonly string[]
    readonly ownCopyOf: (messageId: string) => OwnCopyOf | null
  },
): HostFiling | null {
  if (role === 'inbox' || role === 'junk') {
    return null
  }
  const outer = parseMessage(headerOf(source))
  const envelope = outer.ok ? readEnvelope(outer.value) : null
  const messageId = bare(envelope?.messageId ?? null)
  const sender = envelope === null ? null : oneSender(envelope)
  if (messageId === null || sender === null || !known.ownAddresses.includes(sender)) {
    return null
  }
  const copy = known.ownCopyOf(messageId)
  return copy === null ? null : { ...copy, messageId }
}

/** All but the body, which is of no use here and may be large. */
function headerOf(source: Uint8Array): Uint8Array {
  const end = Buffer.from(source.buffer, source.byteOffset, source.byteLength).indexOf('\r\n\r\n')
  return end === -1 ? source : source.subarray(0, end + 4)
}
