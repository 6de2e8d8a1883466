import type { DraftContent } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { saveDraft, type DraftRow, type Tx } from '../store/index.ts'
import { copyDraftFiles } from './draft-files.ts'
import { startDraft } from './start-draft.ts'

/**
 * Stores what was written on a text that meanwhile gave way to another computer's: as a draft of its own, with the files
 * that are there. Error: `audit/write-failed`.
 */
export function keepApart(
  tx: Tx,
  audit: AuditTrail,
  { id, accountId, kind, inReplyTo, answeredMethod }: DraftRow,
  content: DraftContent,
  now: number,
): Result<DraftId> {
  const started = startDraft(tx, audit, { accountId, kind, inReplyTo, answeredMethod, content }, now)
  if (!started.ok) {
    return started
  }
  copyDraftFiles(tx, id, started.value)
  // Not one in which nothing was written yet: it is copied to the host too.
  saveDraft(tx, started.value, content, now)
  return started
}
