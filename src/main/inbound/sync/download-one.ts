import { fail, ok, type Result } from '../../../shared/result.ts'
import type { MessageReader } from '../../mime/index.ts'
import { findMailbox, saveMessages, type MessageRecord, type Store } from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { prepareMessage, type PreparingKnowledge } from './prepare.ts'
import { readWhole } from './read-whole.ts'

export interface DownloadDeps {
  readonly store: Store
  readonly reader: MessageReader
  readonly known: PreparingKnowledge
  readonly now: Date
}

/**
 * Brings one message here whole, whatever its size (up to what the transport takes at all).
 * Errors: of the connection and the store; `message/not-downloaded` when the server doesn't have it there any more.
 */
export async function downloadOne(
  session: ImapSession,
  record: MessageRecord,
  { store, reader, known, now }: DownloadDeps,
): Promise<Result<void>> {
  const mailbox = findMailbox(store, record.mailboxId)
  if (mailbox === null || record.uid === null) {
    return fail('message/not-downloaded')
  }
  const opened = await session.open(mailbox.path)
  if (!opened.ok) {
    return opened
  }
  if (opened.value.uidValidity !== mailbox.uidValidity) {
    return fail('message/not-downloaded')
  }
  for await (const batch of session.fetchMessages([record.uid])) {
    if (!batch.ok) {
      return batch
    }
    const [message] = batch.value
    if (message !== undefined && message.source.length >= message.size) {
      const read = await readWhole([message], reader)
      if (!read.ok) {
        return read
      }
      const prepared = await prepareMessage(message, known, mailbox.role, read.value[0]?.reading ?? null)
      const { accountId, mailboxId } = record
      return store.transaction((tx) => {
        saveMessages(tx, { accountId, mailboxId }, [prepared], now.getTime())
        return ok(undefined)
      })
    }
  }
  return fail('message/not-downloaded')
}
