import type { AccountId, DraftId, MailboxId } from '../../../shared/ids.ts'
import type { MessageReader } from '../../mime/index.ts'
import type { Store } from '../../store/index.ts'
import type { FetchPolicy } from '../fetch-policy.ts'
import type { PreparingKnowledge } from './prepare.ts'

export interface MailboxSyncDeps {
  readonly store: Store
  readonly clock: () => Date
  /** Of all accounts: its threads are few. */
  readonly reader: MessageReader
  readonly knowledge: (accountId: AccountId) => PreparingKnowledge
  readonly fetchPolicy: () => FetchPolicy
  /** The text of a draft is another one now: it was written on elsewhere. */
  readonly onDraftTaken: (id: DraftId) => void
  readonly onStored: (mailboxId: MailboxId) => void
  /** Messages came, and so many more of the mailbox are to come. */
  readonly onDownloaded: (left: number) => void
  readonly onProgress: (done: number, total: number) => void
  readonly isStopped: () => boolean
}
