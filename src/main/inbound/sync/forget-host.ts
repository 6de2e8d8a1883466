import type { AccountId } from '../../../shared/ids.ts'
import { forgetUids, listMailboxes, saveSyncState, type Tx } from '../../store/index.ts'

/**
 * The account lies on another host from now on. Its UIDs are void even where UIDVALIDITY is the same, as many hosts
 * begin at 1: a message here must never be taken for another one there. What is stored stays readable until the next
 * sync has met it.
 */
export function forgetHost(tx: Tx, accountId: AccountId): void {
  for (const { id, syncedAt } of listMailboxes(tx, accountId)) {
    forgetUids(tx, id)
    saveSyncState(tx, id, {
      uidValidity: null,
      uidNext: null,
      highestModseq: null,
      serverTotal: null,
      progress: null,
      syncedAt,
    })
  }
}
