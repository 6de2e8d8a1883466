import type { SeenDraft } from '../../../shared/contract/index.ts'
import { closeSheet } from '../../app/sheets.ts'
import { ScheduleSheet } from '../schedule/schedule-sheet.tsx'
import { openDraftOf } from './open-draft.ts'

/** When the draft on screen is to leave. */
export function SendLaterSheet({ draft }: { readonly draft: SeenDraft }) {
  return (
    <ScheduleSheet
      current={null}
      onChoose={(leavesAt) => {
        closeSheet()
        void openDraftOf(draft)?.send([], leavesAt)
      }}
    />
  )
}
