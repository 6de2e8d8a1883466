import type { DraftId } from '../../../shared/ids.ts'
import { createStore } from '../../app/store.ts'

/** Drafts that were thrown away a moment ago and can still be brought back: on no list any more. */
export const discarded = createStore<readonly DraftId[]>([])

export function hideDraft(id: DraftId): void {
  discarded.set((ids) => [...ids, id])
}

export function unhideDraft(id: DraftId): void {
  discarded.set((ids) => ids.filter((one) => one !== id))
}
