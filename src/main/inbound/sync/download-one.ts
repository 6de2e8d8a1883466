import { fail, ok, type Result } from '../../../shared/result.ts'
import { parseMessage, textOfBeginning, type MessageReader } from '../../mime/index.ts'
import type { Beginning, Beginnings } from '../beginnings.ts'
import { beginningBytes } from '../limits.ts'
import { findMailbox, type MessageRecord, type Store } from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { needOfWhole } from './needs-whole.ts'
import { prepareMessage, type PreparingKnowledge } from './prepare.ts'
import { readWhole } from './read-whole.ts'
import { storePrepared } from './store-prepared.ts'

export interface DownloadDeps {
  readonly store: Store
  readonly reader: MessageReader
  readonly known: PreparingKnowledge
  readonly now: Date
  readonly onProgress: (doneBytes: number, totalBytes: number) => void
  readonly beginnings: Beginnings
}

/** `text`: as far as it takes to read it, if that is its beginning; files mostly stand behind. */
export type FetchedPart = 'text' | 'whole'

/**
 * Brings one message here, and goes on where a fetch of it was stopped before. What comes whole is stored. Errors: of the connection and the store; `message/too-large`;
 * `message/not-downloaded` when the server doesn't have it there any more.
 */
export async function downloadOne(
  session: ImapSession,
  record: MessageRecord,
  part: FetchedPart,
  { store, reader, known, now, onProgress, beginnings }: DownloadDeps,
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
  const beginning = beginnings.of(record.id, { uidValidity: mailbox.uidValidity, uid: record.uid })
  const fetched = await session.fetchPieces(record.uid, {
    start: beginning.sizeBytes,
    onPiece: ({ bytes, at, totalBytes }) => {
      beginning.put(at, bytes)
      onProgress(beginning.sizeBytes, totalBytes)
      return part === 'whole' || !holdsText(beginning)
    },
  })
  if (!fetched.ok) {
    return fetched
  }
  if (fetched.value === null) {
    return fail('message/not-downloaded')
  }
  if (!fetched.value.isWhole) {
    beginning.noteText()
    return ok(undefined)
  }
  const source = beginning.bytes()
  beginnings.drop(record.id)
  const message = { ...fetched.value, source, size: source.length }
  const read = await readWhole([message], reader)
  if (!read.ok) {
    return read
  }
  const prepared = await prepareMessage(message, known, mailbox.role, read.value[0]?.reading ?? null)
  const { accountId, mailboxId } = record
  return store.transaction((tx) => {
    const stored = storePrepared(tx, { id: mailboxId, accountId }, [prepared], now.getTime())
    return stored.ok ? ok(undefined) : stored
  })
}

/**
 * Whether what is here can be read as the message's text, its files left out. Never of what is encrypted, signed or a
 * sealed answer, of which nothing is true before it is here whole.
 */
function holdsText(beginning: Beginning): boolean {
  if (beginning.sizeBytes > beginningBytes.upTo) {
    return false
  }
  const head = beginning.bytes()
  const parsed = parseMessage(head)
  if (!parsed.ok || needOfWhole(head) !== null) {
    return false
  }
  const text = textOfBeginning(parsed.value)
  return text === 'whole' || (text === 'some' && head.length >= beginningBytes.from)
}
