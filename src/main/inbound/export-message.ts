import type { ExportForm } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { buildEntity, decryptedSource, parseMessage } from '../mime/index.ts'
import type { MessageRecord } from '../store/index.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'

/** A message on its way out of the store. */
export interface ExportedMessage {
  /** RFC 5322, as it came or decrypted. */
  readonly bytes: Uint8Array
  /** Address of the sender, for the separator of an mbox; may be empty. */
  readonly sender: string
  readonly received: Date
  /** Decrypted was asked for and couldn't be done: the bytes are those that came. */
  readonly isStillEncrypted: boolean
}

/**
 * One message for an export. What isn't encrypted is given as it came in either form, so that signatures stay good.
 * @param raw its source
 */
export async function exportMessage(
  raw: Uint8Array,
  record: MessageRecord,
  form: ExportForm,
  known: OpeningKnowledge,
): Promise<ExportedMessage> {
  const sender = record.envelope.from[0]?.address ?? ''
  const asItCame = { bytes: raw, sender, received: new Date(record.internalDate), isStillEncrypted: false }
  if (form === 'as-stored') {
    return asItCame
  }
  const opened = await openMessage(raw, known)
  if (!opened.ok || opened.value.protection.kind === 'unreadable') {
    return { ...asItCame, isStillEncrypted: true }
  }
  if (!opened.value.wasEncrypted) {
    return asItCame
  }
  const bytes = await plainBytes(opened.value)
  return bytes.ok ? { ...asItCame, bytes: bytes.value } : { ...asItCame, isStillEncrypted: true }
}

async function plainBytes({ outer, tree, answer, envelope }: OpenedMessage): Promise<Result<Uint8Array>> {
  if (answer === null) {
    return ok(decryptedSource(outer, tree, envelope.subject))
  }
  const entity = await buildEntity({ text: answer.text, html: null, attachments: answer.attachments })
  const inner = entity.ok ? parseMessage(entity.value) : entity
  return inner.ok ? ok(decryptedSource(outer, inner.value, envelope.subject)) : inner
}
