import { ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import { countImportProblems, endTransfer, listUnendedTransfers, type Store } from '../../store/index.ts'

/**
 * Records of imports and exports that a lock, the end of the program or a crash cut off how they ended: in the middle.
 * Run after each unlock, before new ones can begin.
 */
export function settleTransfers(store: Store, audit: AuditTrail, clock: () => Date): Result<void> {
  return store.transaction((tx) => {
    for (const { id, direction, counts } of listUnendedTransfers(tx)) {
      endTransfer(tx, id, { state: 'interrupted', counts, at: clock().getTime() })
      const number = (name: string) => Number((counts as Record<string, unknown>)[name] ?? 0)
      const recorded = audit.append(
        tx,
        direction === 'import'
          ? {
              type: 'mail.import-ended',
              outcome: 'interrupted',
              added: number('added'),
              known: number('known'),
              problems: countImportProblems(tx, id),
            }
          : {
              type: 'mail.export-ended',
              outcome: 'interrupted',
              files: number('files'),
              messages: number('messages'),
            },
      )
      if (!recorded.ok) return recorded
    }
    return ok(undefined)
  })
}
