import type { DraftId } from '../../../shared/ids.ts'
import { createStore } from '../../app/store.ts'

/** The draft on screen, for the sheet that reviews it. */
export type OpenDraft = {
  readonly id: DraftId
  readonly flush: () => Promise<void>
  readonly replaceAddress: (address: string, by: string) => void
  readonly send: (answered: readonly string[]) => Promise<void>
}

export const openDraft = createStore<OpenDraft | null>(null)

/** Whether everything the scan found is underlined, or only what needs a decision. */
export const areAllMarksShown = createStore(false)
