import type { DraftId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { saveMessages, unlistDraftCopy, type MailboxRow, type Tx } from '../../store/index.ts'
import type { PreparedMessage } from './prepare.ts'

/**
 * Stores what was fetched of a mailbox: messages as mail, copies of the practice's own drafts as the drafts that they are.
 * Errors: of the audit log.
 * @returns the drafts that changed or are new
 */
export function storePrepared(
  tx: Tx,
  { id: mailboxId, accountId }: Pick<MailboxRow, 'id' | 'accountId'>,
  prepared: readonly PreparedMessage[],
  now: number,
): Result<DraftId[]> {
  const mail = prepared.filter(({ draft }) => draft === null)
  saveMessages(tx, { accountId, mailboxId }, mail, now)
  const changed: DraftId[] = []
  for (const { draft, uid, flags } of prepared) {
    if (draft === null || uid === null) {
      continue
    }
    // Its beginning may have come first, which doesn't tell.
    unlistDraftCopy(tx, mailboxId, uid)
    const taken = draft.takeIn(tx, { accountId, mailboxId, uid, isDeleted: flags.isDeleted }, now)
    if (!taken.ok) {
      return taken
    }
    if (taken.value !== null) {
      changed.push(taken.value)
    }
  }
  return ok(changed)
}
