import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import type { MessageReader } from '../../mime/index.ts'
import type { Store } from '../../store/index.ts'
import type { PreparingKnowledge } from './prepare.ts'

export interface MailboxSyncDeps {
  readonly store: Store
  readonly clock: () => Date
  /** Of all accounts: its threads are few. */
  readonly reader: MessageReader
  readonly knowledge: (accountId: AccountId) => PreparingKnowledge
  readonly onStored: (mailboxId: MailboxId) => void
  readonly onProgress: (done: number, total: number) => void
  readonly isStopped: () => boolean
}
