import type { RollbackReason } from '../../shared/rollback-reasons.ts'
import { fail, type Result } from '../../shared/result.ts'
import { findAuditEvent, type Reader } from '../store/index.ts'
import { headIn, type AnchorPlace, type ChainHead } from './anchor.ts'
import { historyOf } from './history.ts'
import type { AuditTrail } from './trail.ts'

/** Whether the store holds the record that an anchor names. */
export function holds(reader: Reader, { seq, hash }: ChainHead): boolean {
  const row = findAuditEvent(reader, seq)
  return row !== null && Buffer.from(row.hash).toString('hex') === hash
}

/** Whether the log says that it knowingly doesn't hold what this anchor names. Of a later anchor it says nothing. */
export function isExplained(reader: Reader, { seq, hash }: ChainHead): boolean {
  for (const { event } of historyOf(reader, ['audit.rollback-explained'])) {
    if (event.seq === seq && event.hash === hash) return true
  }
  return false
}

/**
 * Records that the owner put the store back to an earlier state knowingly. It names the anchor that the log fell behind:
 * from then on that one raises no alarm, and any other does.
 *
 * @returns `audit/not-rolled-back`, `audit/write-failed`
 */
export async function explainRollback(
  reader: Reader,
  trail: Pick<AuditTrail, 'record'>,
  anchor: AnchorPlace,
  reason: RollbackReason,
): Promise<Result<void>> {
  const kept = headIn(await anchor.read())
  if (kept === null || holds(reader, kept) || isExplained(reader, kept)) return fail('audit/not-rolled-back')
  return trail.record({ type: 'audit.rollback-explained', reason, ...kept })
}
