import type { Authenticity, Protection } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import { saveSummary, saveText, type MessageRecord, type Store } from '../store/index.ts'
import type { OpenedMessage } from './opened-message.ts'
import { searchTextOf, summarize } from './summarize.ts'

/**
 * What couldn't be read when it came, for want of a key, and is read now: from here on the list shows its true subject
 * and search finds it by its text.
 */
export function indexOpened(
  store: Store,
  record: MessageRecord,
  message: OpenedMessage,
  authenticity: Authenticity,
): void {
  const before = record.protection as Protection | null
  if (before?.kind !== 'unreadable' || message.protection.kind === 'unreadable') return
  store.transaction((tx) => {
    saveSummary(tx, record.id, summarize(message, authenticity, record.logicalId))
    saveText(tx, record.id, searchTextOf(message))
    return ok(undefined)
  })
}
