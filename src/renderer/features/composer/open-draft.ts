import type { DraftContent, Finding, SeenDraft } from '../../../shared/contract/index.ts'
import type { DraftId } from '../../../shared/ids.ts'
import { createStore } from '../../app/store.ts'

/** The draft on screen, for the sheet that reviews it. */
export type OpenDraft = {
  readonly id: DraftId
  readonly flush: () => Promise<void>
  readonly replaceAddress: (address: string, by: string) => void
  /** Everyone gets a copy of one's own. */
  readonly sendSeparately: () => void
  /** The content as it stands, saved or not. */
  readonly content: () => DraftContent
  /** Of the text that it was written on. */
  readonly takenRevision: number
  /** Opens the card of a finding at its place in the text. */
  readonly showFinding: (finding: Finding) => boolean
  /** Puts its replacement in the place of a finding. Answers how to take it back; null where it has no place any more. */
  readonly replaceFinding: (finding: Finding) => (() => void) | null
  /** Another subject and text. Answers how to take it back. */
  readonly rewrite: (subject: string, html: string) => () => void
  readonly send: (answered: readonly string[], leavesAt?: string | null) => Promise<void>
}

export const openDraft = createStore<OpenDraft | null>(null)

/** The draft on screen, as long as it still shows that text. */
export function openDraftOf({ id, takenRevision }: SeenDraft): OpenDraft | null {
  const open = openDraft.get()
  return open?.id === id && open.takenRevision === takenRevision ? open : null
}

/** Whether everything the scan found is underlined, or only what needs a decision. */
export const areAllMarksShown = createStore(false)
