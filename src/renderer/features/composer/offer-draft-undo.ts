import type { DraftId } from '../../../shared/ids.ts'
import { offerUndo } from '../../app/undo.ts'
import { openDraft } from './open-draft.ts'

/**
 * Says what was done to a draft and offers to take it back, for as long as this draft is on screen: once it is closed,
 * sent or thrown away, the offer is gone, and it never acts on another one.
 */
export function offerDraftUndo(id: DraftId, text: string, label: string, run: () => void): void {
  const isOnScreen = () => openDraft.get()?.id === id
  if (!isOnScreen()) return
  const withdraw = offerUndo(text, label, run)
  const forget = openDraft.subscribe(() => {
    if (isOnScreen()) return
    forget()
    withdraw()
  })
}
