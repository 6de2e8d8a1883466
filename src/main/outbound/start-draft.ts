import type { DraftId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { addDraft, type Tx } from '../store/index.ts'

/** A new draft and the event that tells of it, in the transaction of whatever makes it. Error: `audit/write-failed`. */
export function startDraft(
  tx: Tx,
  audit: AuditTrail,
  draft: Parameters<typeof addDraft>[1],
  now: number,
): Result<DraftId> {
  const id = addDraft(tx, draft, now)
  const { kind, inReplyTo } = draft
  const recorded = audit.append(tx, { type: 'draft.started', draft: id, kind, message: inReplyTo })
  return recorded.ok ? ok(id) : recorded
}
