import type { DraftId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import type { SelfSealed } from '../../sealing/index.ts'
import type { Tx } from '../../store/index.ts'
import type { DraftFile } from '../draft-files.ts'
import { sealDraft, type DraftSealing } from './seal-draft.ts'
import { readDraftCopy, takeInDraft, type CopyPlace } from './take-in.ts'

/** Drafts as sealed messages for the host, and back again. */
export interface DraftCopies {
  /** As `sealDraft`. */
  seal(id: DraftId): Promise<Result<{ readonly revision: number; readonly message: SelfSealed }>>
  /** As `readDraftCopy`. */
  read(
    files: readonly DraftFile[],
  ): { takeIn(tx: Tx, place: CopyPlace, now: number): Result<DraftId | null> } | null
}

export function createDraftCopies(deps: DraftSealing & { readonly audit: AuditTrail }): DraftCopies {
  return {
    seal: (id) => sealDraft(id, deps),
    read: (files) => {
      const found = readDraftCopy(files)
      return found && { takeIn: (tx, place, now) => takeInDraft(tx, deps.audit, found, place, now) }
    },
  }
}
