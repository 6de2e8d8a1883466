import type { DraftId } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** How often the text of a draft was replaced by what was written on another computer, since the window opened. */
export const takenDrafts = createStore<ReadonlyMap<DraftId, number>>(new Map())
